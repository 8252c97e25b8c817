"""What was heard: figures as they were reported, aims as they were ranked, engagement and comments."""
