"""What is asked: consultations, when they are open, and the questions of their surveys."""
