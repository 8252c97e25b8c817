"""How Django itself writes dates: as officers do."""
