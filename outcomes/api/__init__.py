"""The plan in the API: its versions, and what they promise; and the list of indicators, which filters by outcome."""
