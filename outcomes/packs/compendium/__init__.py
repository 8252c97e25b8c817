"""The performance compendium: every indicator of the plan with its figures of the years (requirements 78 to 80)."""
