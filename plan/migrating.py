"""For a room's first migration."""

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """All `models` at once, which may refer to each other in any order.

    Django brings every model that is related to a new one up to date after each `CreateModel`. Nearly all of ours are
    related, so that two hundred operations would take more than a minute where this takes seconds.
    """

    serialization_expand_args = ["models"]

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label, state) -> None:
        # What was not rendered need not be rendered anew; asked for later, it is rendered once.
        state.__dict__.pop("apps", None)
        for one in self.models:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for one in self.models:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for one in reversed(self.models):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create the tables of {len(self.models)} models"
