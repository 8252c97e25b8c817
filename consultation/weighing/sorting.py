"""The page on which comments are sorted into themes, many at a time and by keyboard alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from consultation.asking.announcing import NotPossible
from consultation.asking.models import Consultation
from plan.wording import count

from .admin_steps import theirs
from .coding import Changed, Decision, Text, code
from .reading import A_PAGE, COMMENTS, Chosen, Page, Texts

NOTHING = "You changed nothing, so nothing was saved."


class SortingViews:
    """Added to the admin of themes."""

    admin_site: Any
    opts: Any

    def code_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = theirs(request, pk)
        chosen = Chosen.of(request.GET)
        texts = Texts(row, request.user, chosen)
        if request.method != "POST":
            return self._show(request, row, chosen, texts, texts.page(_number(request)))
        decisions = decided(request.POST)
        try:
            changed = code(consultation=row, decisions=decisions, by=request.user)
        except NotPossible as error:
            others = error.now if isinstance(error, Changed) else {}
            typed = {one.text: one.themes for one in decisions}
            lines = texts.again([one.text for one in decisions], typed, others)
            page = Page(lines, len(lines), _number(request), 1)
            return self._show(request, row, chosen, texts, page, refusal=str(error))
        if changed:
            messages.success(request, f"Themes of {count(changed, 'comment')} saved.")
        else:
            messages.info(request, NOTHING)
        return HttpResponseRedirect(_next(request, chosen))

    def _show(
        self, request: HttpRequest, row: Consultation, chosen: Chosen, texts: Texts, page: Page, refusal: str = ""
    ) -> HttpResponse:
        query = request.GET.copy()
        query.pop("page", None)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request), "title": "Sort comments into themes", "row": row, "page": page,
            "opts": self.opts, "chosen": chosen, "themes": texts.themes, "questions": texts.questions,
            "comments": COMMENTS, "refusal": refusal, "query": query.urlencode(),
            "back": reverse("admin:consultation_consultation_change", args=[row.pk]),
        }  # fmt: skip
        return TemplateResponse(request, "consultation/desk/sorting.html", context, status=409 if refusal else 200)


def decided(posted: QueryDict) -> list[Decision]:
    """What a page of texts says of each; what it cannot have sent is passed over."""
    found = []
    for key in posted.getlist("text")[: A_PAGE * 2]:
        if (text := _text(key)) is not None:
            themes, seen = posted.getlist(f"theme-{key}"), posted.get(f"seen-{key}", "").split(",")
            found.append(Decision(text, _keys(themes), _keys(seen)))
    return found


def _text(key: str) -> Text | None:
    kind, _, number = key.partition("-")
    if not number.isdecimal() or len(number) > 15:
        return None
    return ("answer", int(number)) if kind == "answer" else ("comment", int(number)) if kind == "comment" else None


def _keys(words: list[str]) -> frozenset[int]:
    return frozenset(int(word) for word in words if word.isdecimal() and len(word) < 16)


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def _next(request: HttpRequest, chosen: Chosen) -> str:
    """What was sorted leaves a list of texts without a theme, so its page has new ones; any other goes on."""
    query = request.GET.copy()
    if chosen.all and not chosen.theme:
        query["page"] = str(_number(request) + 1)
    return f"{request.path}?{query.urlencode()}" if query else request.path
