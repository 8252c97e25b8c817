"""What the results of a large survey cost: `python -m tests.benchmarks.consultation`.

50,000 responses and 5,000 comments, sorted into 20 themes: counted and drawn once, then as ratios against a bare
Django view in the same run. In a database of its own that is thrown away. Not a test, like `pages`; but it ends with
an error where results that did not change cost more than ten times a bare view.
"""

import os
import random
import sys
import time
from datetime import UTC, date, datetime

from tests.benchmarks.pages import bare_view, timed

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plan.settings")
RESPONSES, COMMENTS, THEMES, OUTCOMES, AIMS = 50_000, 5_000, 20, 5, 4
DAY = date(2022, 11, 7)
MOST_TIMES, BOUND = 10, ("published, kept", "one question, kept", "so far, desk, kept")
TYPES = ("resident", "business", "parish", "staff", "")


def main() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    settings.ALLOWED_HOSTS = ["testserver"]
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measure()
    finally:
        teardown_databases(databases, verbosity=0)


def fill():
    """A closed consultation with its responses, comments, themes and codings; and an officer."""
    from consultation.asking.announcing import announce
    from consultation.models import Answer, Coding, Comment, Response, Theme
    from plan import clock
    from plan.roles import POLICY_OFFICER
    from tests.consultation.asked import make_consultation, make_question
    from tests.factories import make_user

    chance = random.Random(1)
    officer, row = make_user(POLICY_OFFICER), make_consultation(slug="large")
    typed = make_question(row, "one", choices=[kind for kind in TYPES if kind], is_respondent_type=True)
    scales = [make_question(row, "agree") for _ in range(OUTCOMES + 1)]
    matrices = [make_question(row, "importance", rows=[f"Aim {n}" for n in range(AIMS)]) for _ in range(OUTCOMES)]
    text = make_question(row, "text")
    with clock.standing_at(datetime(2022, 11, 1, 12, tzinfo=UTC)):
        announce(row, by=officer)
    Response.objects.bulk_create(
        (Response(consultation=row, respondent_type=chance.choice(TYPES), channel="paper", started_on=DAY, last_on=DAY,
                  submitted_on=DAY) for _ in range(RESPONSES)), batch_size=5_000,
    )  # fmt: skip
    rows = {question: list(question.rows.all()) for question in matrices}
    levels = {question: [code for code, _ in question.options()] for question in [*scales, *matrices]}
    known = list(Response.objects.values_list("pk", "respondent_type"))
    for start in range(0, len(known), 2_500):
        said = []
        for response, kind in known[start : start + 2_500]:
            said += [Answer(response_id=response, question=typed, choice=kind)] if kind else []
            said += [Answer(response_id=response, question=q, choice=chance.choice(levels[q])) for q in scales]
            said += [Answer(response_id=response, question=q, row=line, choice=chance.choice(levels[q]))
                     for q in matrices for line in rows[q]]  # fmt: skip
        Answer.objects.bulk_create(said, batch_size=5_000)
    Answer.objects.bulk_create(
        Answer(response_id=response, question=text, text="Our buses stop at six.")
        for response, _ in known[: COMMENTS // 2]
    )  # fmt: skip
    Comment.objects.bulk_create(
        Comment(consultation=row, came="letter", words="Verges are dirty.") for _ in range(COMMENTS // 2)
    )
    themes = [
        Theme.objects.create(consultation=row, position=n, title=f"Theme {n}", summary="Dirty verges, few buses.")
        for n in range(THEMES)
    ]
    at = clock.now()
    for kind, keys in (("answer_id", Answer.objects.exclude(text="")), ("comment_id", Comment.objects)):
        Coding.objects.bulk_create(
            Coding(theme=chance.choice(themes), by=officer, at=at, **{kind: key})
            for key in keys.values_list("pk", flat=True)[: COMMENTS // 2 - 100]
        )
    return row, officer


def measure() -> None:
    from django.core.cache import cache
    from django.test import Client

    from consultation.models import Answer
    from consultation.weighing.content import build
    from consultation.weighing.publishing import publish_results

    bare_view()
    row, officer = fill()
    print(f"{RESPONSES:,} responses, {Answer.objects.count():,} answers, {COMMENTS:,} comments")
    start = time.perf_counter()
    build(row)
    print(f"counted in {time.perf_counter() - start:.2f} s")
    publish_results(row, by=officer)
    visitor, desk = Client(), Client()
    desk.force_login(officer)
    so_far, admin = f"/admin/consultation/publishedresults/so-far/{row.pk}/", "/admin/consultation/publishedresults/"
    rows = [("a bare view", *timed(lambda: visitor.get("/bare/")))]
    for name, client, path in (
        ("published", visitor, "/consultations/large/results/"),
        ("one question", visitor, "/consultations/large/results/2/?one=all&other=staff"),
        ("so far, desk", desk, so_far), ("a list, desk", desk, admin),
        ("sorting, desk", desk, f"/admin/consultation/theme/code/{row.pk}/"),
    ):  # fmt: skip
        ask = lambda client=client, path=path: client.get(path)  # noqa: E731
        rows.append((f"{name}, made", *timed(ask, before=cache.clear, rounds=2)))
        rows.append((f"{name}, kept", *timed(ask)))
    bare = rows[0][1]
    print(f"{'page':24}{'times a bare view':>18}{'ms':>8}{'kB':>8}")
    for name, seconds, size in rows:
        print(f"{name:24}{seconds / bare:18.1f}{seconds * 1000:8.1f}{size / 1000:8.1f}")
    beyond = [name for name, seconds, _size in rows if name in BOUND and seconds > MOST_TIMES * bare]
    if beyond:
        sys.exit(f"More than {MOST_TIMES} times a bare view: {', '.join(beyond)}")


if __name__ == "__main__":
    main()
