"""Who is to do it, and when, as minutes say it."""

import re
from calendar import monthrange
from datetime import date, timedelta

_KEY = (
    r"(?:Director|Head|Chief Executive|Chief [A-Z]\w+|Officer|Manager|Leader|Cabinet (?:Lead |Support )?Member|"
    r"Lead Member|Portfolio Holder|Executive Member|Solicitor|Treasurer|Commissioner|Secretary)"
)
_CAPITAL = r"[A-Z][\w’'-]{1,30}"
_IN_BRACKETS = r"(?:\s\([A-Z][\w ’&-]{1,40}\))?"
_TAIL = rf"(?:,?\s(?:(?:of|for|and|&|the)\s){{0,2}}(?!(?:Director|Head|Chief)\b){_CAPITAL}){{0,8}}{_IN_BRACKETS}"
OFFICE = rf"(?:(?:{_CAPITAL}\s){{0,4}}?{_KEY}s?\b{_TAIL}|[Oo]fficers|the [Dd]epartment|the [Ss]ervice)"
_OFFICE = re.compile(rf"(?:(?:{_CAPITAL}\s){{0,4}}?{_KEY}\b{_TAIL})")
_BARE = re.compile(r"(?:the\s+)?(?P<key>\w+)$")
_NOT_FIRST = ("The", "In", "A", "That", "Members", "Member")

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHEN = re.compile(
    r"(?:the |a |its |their )?\b(?:next|future|following|annual)\s(?:[\w’'-]+\s){0,4}?"
    r"(?:meeting|performance report|report|update|quarter|cycle|year)\b"
    r"(?: on the [\w’']+(?: [\w’']+){0,2} performance)?"
    r"|\bin (?:\w+|\d+) (?:weeks|months|years)(?:’ time|' time)?\b"
    r"|\bwithin (?:\w+|\d+) (?:days|weeks|months)\b"
    rf"|\b(?:by|before|in|on) (?:the end of )?(?:\d{{1,2}} )?{_MONTH}(?: \d{{4}})?\b"
    r"|\bin due course\b|\bperiodic\b|\boutside (?:of )?the meeting\b|\b(?:after|following) the meeting\b"
    r"|\bregular(?:ly)?\b"
)


def offices_in(text: str) -> list[str]:
    """The posts that a text names in full, in its order."""
    found = []
    for match in _OFFICE.finditer(text):
        office = trimmed(match[0])
        if " " in office and office not in found:
            found.append(office)
    return found


def trimmed(office: str) -> str:
    words = office.strip(" ,").split()
    while words and words[0] in _NOT_FIRST:
        words.pop(0)
    while words and words[-1].lower() in ("of", "for", "and", "&", "the"):
        words.pop()
    return " ".join(words)


def in_full(named: str, known: list[str]) -> str:
    """The post in full: "the Director" is the director whose report is before the meeting; officers and departments
    speak for the post whose report it is, where there is one."""
    office = trimmed(re.sub(r"^[Tt]he\s+", "", named))
    if office.lower() in ("officers", "department", "service", ""):
        directors = [one for one in known if "Director" in one or "Head" in one]
        return (directors or known or [""])[0]
    if " " not in office or office == "Cabinet Lead Member":
        return next((one for one in known if one.startswith(office)), office)
    return office


_BY_DAY = re.compile(
    rf"\b(?P<how>by|before|on) (?:(?P<end>the end of )|(?P<day>\d{{1,2}}) )(?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?\b"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_of(due: str, met: date) -> date | None:
    """The day that is meant by "by 30 September 2022" or "by the end of June", said at a meeting on a day: the next
    such day where no year is given. None where no day is, or where it is not after the meeting."""
    said = _BY_DAY.search(due)
    if said is None:
        return None
    month = _MONTHS.index(said["month"]) + 1
    years = [int(said["year"])] if said["year"] else [met.year, met.year + 1]
    for year in years:
        if not met.year <= year < date.max.year or (said["day"] and int(said["day"]) == 0):
            continue
        number = int(said["day"] or monthrange(year, month)[1])
        if number > monthrange(year, month)[1]:
            continue
        found = date(year, month, number) - timedelta(days=said["how"] == "before")
        if found > met:
            return found
    return None


def due_in(text: str) -> str:
    """When, as it was said: "the next performance report". Empty where nothing is said."""
    found = _WHEN.search(text)
    return found[0].strip()[:120] if found else ""
