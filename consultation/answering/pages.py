"""The survey's pages: one question each, without scripts and without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from consultation.asking.announcing import NotPossible
from consultation.asking.questions import LONGEST_TEXT
from plan.wording import count

from . import limits, stamps
from .doorway import STAMP, TRAP, Visit, cookie_name, cookie_path, find, guarded, slow_down, unkept, visiting
from .forms import QuestionForm
from .models import TOKEN, new_token
from .readable import grouped
from .saving import UNFINISHED_KEPT, answer, begin, held, submit
from .steps import Step, Survey, answers_of

FAST = "That was very quick. Look at your answer once more, then press Continue again."
OLD = "This page was open for a long time. Look at your answer once more, then press Continue again."
NOTHING_YET = (
    "You have not answered anything yet, so there is nothing to save. Answer a question first, or come back later and"
    " begin then."
)
KEPT_FOR = count(UNFINISHED_KEPT.days, "day")
NO_SUCH = "There is no saved answer with this code. Look at each sign again: codes have no vowels, 0 or 1."


def _page(visit: Visit, name: str, status: int = 200, **context: Any) -> HttpResponse:
    told = {
        "consultation": visit.consultation,
        "response": visit.response,
        "trap": TRAP,
        "kept_for": KEPT_FOR,
        **context,
    }
    return render(visit.request, f"consultation/survey/{name}.html", told, status=status)


def start(visit: Visit) -> HttpResponse:
    """Says what to expect, and where to go on for whoever has begun."""
    survey = Survey(visit.consultation)
    begun = visit.response is not None and not visit.response.is_submitted
    last = survey.first_open(answers_of(visit.response)) if begun else 0
    return _page(
        visit, "start", begun=begun, last=last, done=bool(visit.response and visit.response.is_submitted),
        main=sum(not step.is_about_you for step in survey.steps), of_all=len(survey.steps),
        about=sum(step.is_about_you for step in survey.steps), longest=LONGEST_TEXT,
    )  # fmt: skip


def step(visit: Visit, number: int) -> HttpResponse:
    """One question; posted, keeps the answer and goes on."""
    if visit.response is not None and visit.response.is_submitted:
        return visit.to("survey-done")
    survey = Survey(visit.consultation)
    found = survey.step(number)
    if found is None:
        return visit.to("survey-start")
    if visit.request.method != "POST":
        said = answers_of(visit.response)[found.question.pk]
        return _question(visit, survey, found, QuestionForm(question=found.question, said=said))
    return _answered(visit, survey, found)


def _answered(visit: Visit, survey: Survey, found: Step) -> HttpResponse:
    request = visit.request
    skipped, saves = "skip" in request.POST and not found.question.required, "save" in request.POST
    form = QuestionForm({} if skipped else request.POST, question=found.question, needed=not saves)
    judged, stamp = stamps.read(request.POST.get(STAMP, ""), visit.consultation.slug)
    valid = form.is_valid()
    if stamp is None or not valid or judged is not stamps.Judged.GOOD:
        note = {stamps.Judged.TOO_FAST: FAST, stamps.Judged.TOO_OLD: OLD}.get(judged, "")
        kept = request.POST[STAMP] if judged is stamps.Judged.TOO_FAST else ""
        return _question(visit, survey, found, form, note=note if valid else "", stamp=kept, status=422)
    if saves and visit.response is None and not form.sayings():
        return _question(visit, survey, found, form, note=NOTHING_YET, status=422)
    return _kept(visit, survey, found, form, stamp)


def _kept(visit: Visit, survey: Survey, found: Step, form: QuestionForm, stamp: stamps.Stamp) -> HttpResponse:
    """Keeps what was answered, and begins a response with the first answer."""
    token, sayings = visit.token, form.sayings()
    try:
        if visit.response is None and sayings:
            if not limits.may(visit.request, limits.BEGUN, limits.BEGUN_A_DAY):
                return slow_down(visit.request)
            token = stamp.token or new_token()
            visit.response = begin(consultation=visit.consultation, token=token)
        if visit.response is not None:
            answer(response=visit.response, question=found.question, sayings=sayings)
    except NotPossible as error:
        return _question(visit, survey, found, form, note=str(error), status=409)
    onwards = _onwards(visit, survey, found)
    return visit.remember(onwards, token) if visit.response is not None else onwards


def _onwards(visit: Visit, survey: Survey, found: Step) -> HttpResponse:
    posted = visit.request.POST
    if "save" in posted and visit.response is not None:
        return visit.to("survey-save")
    if posted.get("then") == "check" or found.number == len(survey.steps):
        return visit.to("survey-check")
    return visit.to("survey-step", found.number + 1)


def _question(
    visit: Visit, survey: Survey, found: Step, form: QuestionForm, *, note: str = "", stamp: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    groups = form.groups()
    errors = [(group.id, error) for group in groups for error in group.errors]
    asked = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    # A token in hand is not told again: the form needs one only to begin with.
    fresh = stamp or stamps.made(visit.consultation.slug, "" if visit.response else _begun_with(visit))
    return _page(
        visit, "question", status, step=found, question=found.question, groups=groups, errors=errors, note=note,
        stamp=fresh, longest=LONGEST_TEXT, then="check" if asked.get("then") == "check" else "",
        back=found.number - 1, matrix=len(form.rows) > 0, several=found.question.kind == "several",
    )  # fmt: skip


def _begun_with(visit: Visit) -> str:
    """The token that a form which is shown again would begin with: the same, so that it cannot begin two."""
    _, stamp = stamps.read(visit.request.POST.get(STAMP, ""), visit.consultation.slug)
    return (stamp.token if stamp else "") or new_token()


def check(visit: Visit) -> HttpResponse:
    """All answers, each with a link to change it; posted, hands them in."""
    if visit.response is None:
        return visit.to("survey-start")
    if visit.response.is_submitted:
        return visit.to("survey-done")
    note = ""
    if visit.request.method == "POST":
        try:
            submit(response=visit.response)
        except NotPossible as error:
            note = str(error)
        else:
            return visit.to("survey-done")
    survey, answers = Survey(visit.consultation), answers_of(visit.response)
    lacking = {step.number for step in survey.lacking(answers)}
    return _page(
        visit, "check", 409 if note else 200, told=survey.told(answers), lacking=lacking, note=note,
        stamp=stamps.made(visit.consultation.slug, ""), last=len(survey.steps),
    )  # fmt: skip


def done(visit: Visit) -> HttpResponse:
    if visit.response is None or not visit.response.is_submitted:
        return visit.to("survey-start")
    return _page(visit, "done")


def save(visit: Visit) -> HttpResponse:
    """The code to come back with, which only the person's own browser knows."""
    if visit.response is None or visit.response.is_submitted:
        return visit.to("survey-start")
    number = Survey(visit.consultation).first_open(answers_of(visit.response))
    return _page(visit, "save", code=grouped(visit.token, of=TOKEN["of"]), last=number)


def come_back(visit: Visit) -> HttpResponse:
    """Goes on with a saved response: by its code, typed into a form and never part of an address."""
    if visit.request.method != "POST":
        return _page(visit, "return", typed="", stamp=stamps.made(visit.consultation.slug, ""))
    typed = visit.request.POST.get("code", "")[:60]
    if not limits.may(visit.request, limits.CODES):
        return slow_down(visit.request)
    visit.response = held(visit.consultation, typed)
    if visit.response is None:
        stamp = stamps.made(visit.consultation.slug, "")
        return _page(visit, "return", 422, typed=typed, stamp=stamp, note=NO_SUCH)
    survey = Survey(visit.consultation)
    number = survey.first_open(answers_of(visit.response))
    onwards = visit.to("survey-check") if number > len(survey.steps) else visit.to("survey-step", number)
    return visit.remember(onwards, grouped(typed, of=TOKEN["of"]))


def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Forgets on this device who is answering. No query; what was answered stays."""
    answer = redirect("consultation", slug=slug)
    answer.delete_cookie(cookie_name(slug), path=cookie_path(slug), samesite="Lax")
    return answer


def erase(request: HttpRequest, slug: str) -> HttpResponse:
    """How to have a response erased. Also when the survey has closed, and when all were erased."""
    return render(request, "consultation/survey/erase.html", {"consultation": find(slug), "kept_for": KEPT_FOR})


def _allowing(methods: tuple[str, ...], view: Any) -> Any:
    def page(request: HttpRequest, slug: str, **args: Any) -> HttpResponse:
        if (request.method or "") not in methods:
            return HttpResponseNotAllowed(list(methods))
        return view(request, slug, **args)

    return page


READ, WRITE = ("GET", "HEAD"), ("GET", "HEAD", "POST")
survey_start, survey_done, survey_save = (_allowing(READ, visiting(view)) for view in (start, done, save))
survey_step, survey_check, survey_return = (
    _allowing(WRITE, guarded(visiting(view))) for view in (step, check, come_back)
)
survey_leave = require_POST(unkept(leave))
survey_erase = require_safe(unkept(erase))
