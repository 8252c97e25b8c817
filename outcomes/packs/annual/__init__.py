"""The yearly report on the whole plan (requirements 78 to 80), for Scrutiny Commission, Cabinet and Council."""
