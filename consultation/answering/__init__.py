"""What people answered: their responses, the survey they answer in, and what becomes of it."""
