"""The remits of the example's two committees hold what the reports of 1 and 2 November 2021 say they were shown, in
the draft of which the reports speak and, under its own numbers, in the approved Plan, and nothing else.

Each line is a sub-outcome by number and title. `WHOLE` stands for all its aims and commitments; otherwise what is in
the remit is named, aims with the commitments under them.
"""

from datetime import date

import pytest

from outcomes.framework.tree import items_of, read_tree
from outcomes.scrutiny.remits import remit_tree
from plan.demo import council
from plan.models import Body, Plan
from plan.roles import POLICY_OFFICER
from plan.slots import slots
from tests.factories import make_user
from tests.ground import ground

pytestmark = pytest.mark.django_db
ON = date(2022, 6, 1)
WHOLE = "all of it"
HOMES = "Take the Social Care Investment Plan further, so that people who use social care can choose suitable homes."
SKILLS = {"Improvement in population skills and reduction": ["Work through the LLEP to raise skills and match them"]}
YOUNG = {
    "Increased opportunities in the labour market for young people": [
        "Tell parents, teachers and young people about the job market", "With partners, map ways into work",
        "With partners, keep careers and youth employment services", "Help universities to keep their graduates",
        "With partners, write an Apprenticeship Action Plan", "Offer Kickstart placements",
        "With councils, firms and colleges, help people back to work", "Give anyone looking for secure paid work",
    ],
}  # fmt: skip
DISADVANTAGED = {
    "Above national average rates of disadvantaged adults": [
        "Plan each young person's move into adulthood", "Offer inviting first courses to disadvantaged adults",
        "With all partners, promote and extend supported employment", "Develop more supported homes",
    ],
}  # fmt: skip
NEET = {
    "Below national average rate of vulnerable young people": [
        "Press schools to give vulnerable pupils", "Follow learners past 16", "Learn what interests children in our",
        "Tell employers what care leavers face", "Help teenage parents stay in learning",
        "Give young offenders their own education worker", "Find more providers of other kinds",
    ],
}  # fmt: skip
CRIME = {
    "Fewer children and young people involved in": [
        "Work with whole families to keep children", "With partners, provide safe places to play",
        "Send youth workers out to streets", "Find and stop those who exploit children",
    ],
}  # fmt: skip
LIBRARIES = "Go on helping communities that run services of their own, such as libraries and heritage sites."
# The approved Plan says of some actions that the Council contributes (Cabinet report, paragraph 38).
LIBRARIES_APPROVED = (
    "Work with partners to help communities that run services of their own, such as libraries and heritage sites."
)
CRIME_APPROVED = {
    aim: ["Work with partners, the Police among them" if one.startswith("With partners") else one for one in actions]
    for aim, actions in CRIME.items()
}
VOLUNTEERS = "Offer volunteering across our services, from libraries and museums to social care and the environment."
GROUPS = "Help VCSE organisations to grow through grants and funding aimed where they matter most."
SAFE, CARE = (
    "People at the most risk are protected from harm",
    "Carers and people with care needs are supported",
)
SERVICE, HERITAGE = "People participate in service design and delivery", "Cultural and historical heritage are enjoyed"
HIGH, SUPPLY = "Everyone is able to aim high and reach their full potential", "There is close alignment between skill"
START, SCHOOL = "Every child gets the best start in life", "Every child has access to good quality education"
FAMILIES, GROWTH = "Families are self-sufficient and enabled", "Economic growth delivers increased prosperity for all"
DAILY, TOGETHER = "People are safe in their daily lives", "People support each other through volunteering"

# Report of 1 November 2021: paragraph 12 (7.4, 8.1, 8.5), 13 (6.2, 6.4), 14 (9.2), 15 (9.4).
ADULTS = [
    ("6.2", SERVICE, [LIBRARIES]),
    ("6.4", HERITAGE, WHOLE),
    ("7.4", HIGH, DISADVANTAGED),
    ("8.1", SUPPLY, SKILLS),
    ("8.5", "Leicestershire has the right homes in the right places", [HOMES]),
    ("9.2", SAFE, WHOLE),
    ("9.4", CARE, WHOLE),
]
# 8.5 left the Plan and its actions moved to 7.2 (Cabinet report, paragraph 40); outcomes moved up by one.
ADULTS_APPROVED = [
    ("5.2", SERVICE, [LIBRARIES_APPROVED]),
    ("5.4", HERITAGE, WHOLE),
    ("6.4", HIGH, DISADVANTAGED),
    ("7.1", SUPPLY, SKILLS),
    ("7.2", "Leicestershire has the infrastructure for sustainable growth", [HOMES]),
    ("8.2", SAFE, WHOLE),
    ("8.4", CARE, WHOLE),
]
# Report of 2 November 2021: paragraph 12 (6.5, 8.1, 8.4), 13 (7.1 to 7.4), 14 (9.1, 9.2).
CHILDREN = [
    ("6.5", TOGETHER, [VOLUNTEERS, GROUPS]),
    ("7.1", START, WHOLE),
    ("7.2", SCHOOL, WHOLE),
    ("7.3", FAMILIES, WHOLE),
    ("7.4", HIGH, NEET),
    ("8.1", SUPPLY, YOUNG),
    ("8.4", GROWTH, WHOLE),
    ("9.1", DAILY, CRIME),
    ("9.2", SAFE, WHOLE),
]
CHILDREN_APPROVED = [
    (f"{int(number[0]) - 1}{number[1:]}", title, CRIME_APPROVED if what is CRIME else what)
    for number, title, what in CHILDREN
]
SHOWN = {
    ("adults-and-communities", "2022-26-draft"): ADULTS,
    ("adults-and-communities", "2022-26"): ADULTS_APPROVED,
    ("children-and-families", "2022-26-draft"): CHILDREN,
    ("children-and-families", "2022-26"): CHILDREN_APPROVED,
}


@ground("example_remits")
def example_remits(standing):
    officer = make_user(POLICY_OFFICER)
    for part in slots.example_data:
        if part.key in ("council", "indicators", "draft", "approved", "remits"):
            part.load(council.find_folder(), by=officer)


@pytest.mark.parametrize(("committee", "edition"), SHOWN)
def test_a_committee_watches_what_it_was_shown_and_nothing_else(example_remits, committee, edition):
    plan = Plan.objects.get(slug=edition)
    tree = remit_tree(Body.objects.get(slug=committee), plan, on=ON)
    subs = [sub for outcome in tree for sub in outcome.sub_outcomes]
    expected = SHOWN[committee, edition]
    assert [(sub.number, sub.title[: len(title)]) for sub, (_, title, _) in zip(subs, expected, strict=True)] == [
        (number, title) for number, title, _ in expected
    ]
    assert all(outcome.heading_only for outcome in tree)
    everything = {sub.number: sub for outcome in read_tree(plan) for sub in outcome.sub_outcomes}
    items = set()
    for sub, (number, _, what) in zip(subs, expected, strict=True):
        assert sub.heading_only == (what is not WHOLE), number
        if what is WHOLE:
            assert (sub.aims, sub.commitments) == (everything[number].aims, everything[number].commitments)
            items |= {sub.uuid}
        elif isinstance(what, dict):
            assert begins([aim.text for aim in sub.aims], list(what)), number
            for aim, under in zip(sub.aims, what.values(), strict=True):
                assert begins([one.text for one in sub.of_aim(aim.uuid)], under), number
            assert sub.of_aim(None) == ()
        else:
            assert (sub.aims, [one.text for one in sub.commitments]) == ((), what), number
        items |= {one.uuid for one in (*sub.aims, *sub.commitments)}
        items |= {line for one in sub.commitments for line, _ in one.nested}
    assert items_of(tree) == items


def test_remits_name_the_paragraph_that_they_rest_on(example_remits):
    for body, report in (("adults-and-communities", "1 November"), ("children-and-families", "2 November")):
        sources = set(Body.objects.get(slug=body).remits.values_list("source", flat=True))
        assert all(f"committee report of {report} 2021), paragraph 1" in source for source in sources), body


def begins(texts: list[str], starts: list[str]) -> bool:
    return len(texts) == len(starts) and all(text.startswith(start) for text, start in zip(texts, starts, strict=True))
