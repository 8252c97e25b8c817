"""Who may know whom: finds every arrow to the right between rooms, in source text and in models.

`plan ← performance ← outcomes ← consultation`, and inside outcomes `framework ← reporting ← scrutiny ← packs`, inside
consultation `asking ← answering ← hearing ← weighing ← telling`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "plan", "performance", "outcomes.framework", "outcomes.reporting", "outcomes.scrutiny", "outcomes.packs",
    "outcomes", "consultation.asking", "consultation.answering", "consultation.hearing", "consultation.weighing",
    "consultation.telling", "consultation",
)  # fmt: skip
LOOKUPS = {
    "filter", "exclude", "get", "values", "values_list", "order_by", "annotate", "aggregate", "select_related",
    "prefetch_related", "only", "defer", "Q", "F", "Count", "Sum", "Max", "Min", "Exists", "Prefetch",
    "get_or_create", "update_or_create", "distinct",
}  # fmt: skip
MANAGER = {
    "all", "filter", "exclude", "exists", "count", "values", "values_list", "first", "last", "create", "order_by",
    "get", "on", "visible_to", "editable_by",
}  # fmt: skip
BY_NAME = {"getattr", "hasattr", "attrgetter", "prefetch_related_objects"}
BY_LABEL = {"get_model", "get_app_config", "get_registered_model"}


@dataclass(frozen=True)
class Arrow:
    """An arrow to the right: where it starts, and what it points at."""

    place: str
    points_at: str


def room_of(module: str) -> str | None:
    """The room a dotted module lies in: 'outcomes.framework.tree' → 'outcomes.framework'. None outside the house."""
    parts = module.split(".")
    inner = ".".join(parts[:2])
    return inner if inner in ROOMS else parts[0] if parts[0] in ROOMS else None


def is_right_of(target: str, room: str) -> bool:
    return ROOMS.index(target) > ROOMS.index(room)


def sources() -> Iterator[tuple[str, str]]:
    """(dotted module, source text) of every module of the house, migrations apart."""
    for app in ("plan", "performance", "outcomes", "consultation"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield module, path.read_text(encoding="utf-8")


def import_arrows(module: str, source: str) -> list[Arrow]:
    """Imports to the right, wherever they stand: at the top, inside functions, under TYPE_CHECKING."""
    room = room_of(module)
    package = module.rsplit(".", 1)[0] if not module.endswith("__init__") else module.removesuffix(".__init__")
    found = []
    for node in ast.walk(ast.parse(source)):
        for target in _imported(node, package):
            other = room_of(target)
            if room and other and is_right_of(other, room):
                found.append(Arrow(f"{module}:{node.lineno}", target))
    return found


def _imported(node: ast.AST, package: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
        whole = f"{base}.{node.module}".strip(".") if node.level else node.module or ""
        whole = base if node.level and not node.module else whole
        return [f"{whole}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if name in ("import_module", "import_string", "__import__") and node.args:
            first = node.args[0]
            return [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
    return []


def model_arrows(all_models=None) -> list[Arrow]:
    """Foreign keys and many-to-many fields to the right."""
    found = []
    for model in all_models or apps.get_models(include_auto_created=True):
        room = room_of(model.__module__)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not room or not isinstance(field, models.ForeignKey | models.ManyToManyField) or not target:
                continue
            other = room_of(target.__module__)
            if other and is_right_of(other, room):
                found.append(Arrow(f"{model.__module__}.{model.__name__}.{field.name}", other))
    return found


def reverse_names(room: str) -> set[str]:
    """Names by which a row could be asked for rows of a room to the right: none of them may be used in `room`."""
    forbidden, own = set(), set()
    for model in apps.get_models():
        home = room_of(model.__module__)
        if home is None or is_right_of(home, room):
            continue
        for field in model._meta.get_fields():
            if field.auto_created and field.is_relation and not field.concrete:
                other = room_of(field.related_model.__module__)
                names = {field.name, field.get_accessor_name()}
                (forbidden if other and is_right_of(other, room) else own).update(names)
            else:
                own.add(field.name)
    return forbidden - own - {None}


def lookup_arrows(module: str, source: str, names: set[str] | None = None) -> list[Arrow]:
    """Ways to rows of a room to the right that no import shows, wherever they stand in the source.

    By name through a reverse relation: `filter(citations__item=…)`, `filter(**{"citations__item": …})`,
    `indicator.citations`, `getattr(indicator, "citations")`. By label: `get_model("outcomes", "PlanItem")`.
    """
    room = room_of(module)
    if room is None:
        return []
    names = reverse_names(room) if names is None else names
    tree, own = ast.parse(source), own_names(source)
    methods = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}  # nobody calls a relation
    found: dict[Arrow, None] = {}
    for node in ast.walk(tree):
        asked = [name for name in _looked_up(node) if name in names]
        asked += [name for name in _attributes(node) if name in names - own and id(node) not in methods]
        asked += [label for label in _labels(node) if is_right_of_label(label, room)]
        found |= dict.fromkeys(Arrow(f"{module}:{node.lineno}", name) for name in asked)
    return list(found)


def own_names(source: str) -> set[str]:
    """Names that a module gives to things of its own: fields of a dataclass, methods, what it sets on an object.

    An attribute of such a name is no sign of a reverse relation.
    """
    own = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            own.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            own.add(node.target.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            own.add(node.attr)
    return own


def is_right_of_label(label: str, room: str) -> bool:
    """Whether a model is named by a label, such as 'outcomes.PlanItem', or an app by its own, to the right."""
    app, _, model = label.partition(".")
    try:
        other = room_of(apps.get_model(app, model).__module__) if model else app
    except LookupError:
        other = app
    return other in ROOMS and is_right_of(other, room)


def _looked_up(node: ast.AST) -> Iterator[str]:
    """The first names of lookups: keywords and strings of calls, keys of dictionaries that could be unpacked."""
    if isinstance(node, ast.Dict):
        yield from (key.value.split("__")[0] for key in node.keys if _is_text(key) and "__" in key.value)
    if not isinstance(node, ast.Call):
        return
    name = _called(node)
    if name in MANAGER and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Attribute):
        yield node.func.value.attr  # certainly a relation, whatever else the module calls so
    if name in LOOKUPS:
        yield from (keyword.arg.split("__")[0] for keyword in node.keywords if keyword.arg)
        yield from (argument.value.lstrip("-").split("__")[0] for argument in node.args if _is_text(argument))
        for keyword in node.keywords:
            if keyword.arg is None and isinstance(keyword.value, ast.Dict):
                yield from (key.value.split("__")[0] for key in keyword.value.keys if _is_text(key))


def _attributes(node: ast.AST) -> Iterator[str]:
    """Attributes that are read, by a dot or by name."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        yield node.attr
    if isinstance(node, ast.Call) and _called(node) in BY_NAME:
        yield from (part for argument in node.args if _is_text(argument) for part in argument.value.split("."))


def _labels(node: ast.AST) -> Iterator[str]:
    """Models and apps asked for by label, where both parts stand as text."""
    if isinstance(node, ast.Call) and _called(node) in BY_LABEL and node.args and _is_text(node.args[0]):
        yield ".".join(argument.value for argument in node.args[:2] if _is_text(argument))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
