"""Reminders by e-mail: which step falls when (`when`), who is asked (`people`), what the e-mail says (`letters`), the
one sender (`sending`), and what a person chooses (`choosing`). What waits for whom, the rooms say in a slot."""
