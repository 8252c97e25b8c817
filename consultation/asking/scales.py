"""The two scales of questions, with the answers each offers, in the order they are shown (document 001, 11-26)."""

AGREE = (
    ("strongly_agree", "Strongly agree"),
    ("tend_to_agree", "Tend to agree"),
    ("neither", "Neither agree nor disagree"),
    ("tend_to_disagree", "Tend to disagree"),
    ("strongly_disagree", "Strongly disagree"),
    ("dont_know", "Don’t know"),
)
IMPORTANCE = (
    ("very", "Very important"),
    ("fairly", "Fairly important"),
    ("not_very", "Not very important"),
    ("not_at_all", "Not at all important"),
    ("dont_know", "Don’t know"),
)
SCALES = {"agree": AGREE, "importance": IMPORTANCE}
