"""Who may know whom: finds every arrow to the right between rooms, in source text and in models.

`plan ← performance ← outcomes ← consultation`, and inside outcomes `framework ← reporting ← scrutiny ← packs`.
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
    "outcomes", "consultation",
)  # fmt: skip
LOOKUPS = {
    "filter", "exclude", "get", "values", "values_list", "order_by", "annotate", "aggregate", "select_related",
    "prefetch_related", "only", "defer", "Q", "F", "Count", "Sum", "Max", "Min", "Exists", "Prefetch",
    "get_or_create", "update_or_create", "distinct",
}  # fmt: skip
MANAGER = {"all", "filter", "exclude", "exists", "count", "values", "values_list", "first", "create", "order_by", "get"}


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
    """Lookups by name through a reverse relation to the right, in `filter(citations__item=…)` or `citations.all()`."""
    room = room_of(module)
    if room is None:
        return []
    names = reverse_names(room) if names is None else names
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        for name in _looked_up(node):
            if name in names:
                found.append(Arrow(f"{module}:{node.lineno}", name))
    return found


def _looked_up(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in LOOKUPS:
        yield from (keyword.arg.split("__")[0] for keyword in call.keywords if keyword.arg)
        for argument in call.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value.lstrip("-").split("__")[0]
    if name in MANAGER and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Attribute):
        yield call.func.value.attr
