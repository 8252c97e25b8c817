"""The demonstration: an example council with an account for each role, shown on one machine.

`manage.py demo` walks through it. Everything is created if absent, so running it again overwrites nobody's edits.
"""
