"""Reading a page as a browser without scripts does: its forms, with what each would send."""

from html.parser import HTMLParser

from django.http import HttpResponse


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict] = []
        self.current: dict | None = None
        self.area: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.current = {"id": attrs.get("id", ""), "fields": {}, "buttons": []}
            self.forms.append(self.current)
        if self.current is None:
            return
        name, fields = attrs.get("name"), self.current["fields"]
        if tag == "input" and name:
            kind = attrs.get("type", "text")
            if kind in ("submit", "button"):
                self.current["buttons"].append(name)
            elif kind not in ("checkbox", "radio") or "checked" in attrs:
                fields.setdefault(name, []).append(attrs.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "textarea" and name:
            self.area = name
            fields[name] = [""]
        elif tag == "select" and name:
            self.select = name
            fields.setdefault(name, [])
            self.multiple = "multiple" in attrs
            self.first: str | None = None
        elif tag == "option" and self.select:
            if "selected" in attrs:
                fields[self.select].append(attrs.get("value", ""))
            elif self.first is None and not self.multiple:
                self.first = attrs.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.current = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select" and self.select and self.current is not None:
            if not self.current["fields"][self.select] and self.first is not None:
                self.current["fields"][self.select] = [self.first]
            self.select = None

    def handle_data(self, data):
        if self.area and self.current is not None:
            self.current["fields"][self.area][0] += data


def form_data(response: HttpResponse, form_id: str = "", **changed) -> dict[str, list[str]]:
    """What the page's form would send, with some fields changed: the named one, or the last on the page.

    A change to None takes the field out, as an unticked box does. Names with hyphens are passed as `**{...}`.
    """
    parser = _Forms()
    parser.feed(response.content.decode())
    forms = [form for form in parser.forms if form["id"] == form_id] if form_id else parser.forms
    fields = dict(forms[-1]["fields"])
    for name, values in fields.items():
        # HTML drops the first line break of a textarea
        fields[name] = [value[1:] if value.startswith("\n") else value for value in values]
    fields.pop("csrfmiddlewaretoken", None)
    for name, value in changed.items():
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = value if isinstance(value, list) else [str(value)]
    return fields
