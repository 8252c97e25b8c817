"""What differs between two editions of the plan (requirements B23 to B28): pure, but for `reading`, which asks the
database."""
