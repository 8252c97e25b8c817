"""`CreateModels`: many tables in one step of a migration."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from plan.migrating import CreateModels

KEY = ("id", models.BigAutoField(primary_key=True))


def circle() -> CreateModels:
    """Two tables that refer to each other, so that neither could be the first, and one that joins them."""
    to_fruit = models.ForeignKey("plan.Fruit", models.CASCADE)
    to_tree = models.ForeignKey("plan.Tree", models.CASCADE, null=True)
    joined = models.ManyToManyField("plan.Tree", through="plan.Basket", related_name="+")
    once = models.UniqueConstraint(fields=("fruit", "tree"), name="basket_once")
    return CreateModels(
        models=[
            migrations.CreateModel("Tree", [KEY, ("best", to_fruit.clone())]),
            migrations.CreateModel("Fruit", [KEY, ("tree", to_tree.clone()), ("kept_with", joined)]),
            migrations.CreateModel(
                "Basket", [KEY, ("fruit", to_fruit.clone()), ("tree", to_tree.clone())], {"constraints": [once]}
            ),
        ]
    )


def tables() -> set[str]:
    return set(connection.introspection.table_names()) & {"plan_tree", "plan_fruit", "plan_basket"}


@pytest.mark.django_db(transaction=True)
def test_tables_that_refer_to_each_other_are_made_and_taken_away():
    before, after = ProjectState(), ProjectState()
    operation = circle()
    assert before.apps is not None  # rendered, as within a long run of migrations
    operation.state_forwards("plan", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("plan", editor, before, after)
    try:
        assert tables() == {"plan_tree", "plan_fruit", "plan_basket"}
        with connection.cursor() as cursor:
            constraints = connection.introspection.get_constraints(cursor, "plan_basket")
            foreign = {tuple(one["columns"]): one["foreign_key"] for one in constraints.values() if one["foreign_key"]}
        assert foreign == {("fruit_id",): ("plan_fruit", "id"), ("tree_id",): ("plan_tree", "id")}
        assert any(one["unique"] and one["columns"] == ["fruit_id", "tree_id"] for one in constraints.values())
    finally:
        with connection.schema_editor() as editor:
            operation.database_backwards("plan", editor, after, before)
    assert tables() == set()


def test_what_was_rendered_is_rendered_anew():
    state = ProjectState()
    with pytest.raises(LookupError):
        state.apps.get_model("plan", "Fruit")
    circle().state_forwards("plan", state)
    assert state.apps.get_model("plan", "Fruit")._meta.get_field("tree").related_model._meta.label == "plan.Tree"


def test_it_is_written_into_a_migration_with_all_it_creates():
    one = type("Migration", (migrations.Migration,), {"operations": [circle()]})
    written = MigrationWriter(one("0001_initial", "plan")).as_string()
    made: dict = {}
    exec(written, made)  # as Django does when it reads the file
    (operation,) = made["Migration"].operations
    assert [model.name for model in operation.models] == ["Tree", "Fruit", "Basket"]
    assert operation.describe() == "Create the tables of 3 models"
