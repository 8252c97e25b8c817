"""Every page of the desk: nothing that axe finds, no scrolling sideways; wide and narrow, light and dark.

Every registered model is walked: its list, add, change, history and delete pages, and its form with errors.
"""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.timezone import now

from outcomes.models import ImportNote
from plan.models import Council, Decision, Partner, PartnerAlias, Plan, User
from plan.roles import POLICY_OFFICER
from tests.browser.pressing import press
from tests.examples import example_of, registered
from tests.factories import make_body, make_meeting, make_plan, make_tree

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def keeper(transactional_db) -> User:
    """Somebody who may open every page."""
    Council.objects.create(pk=1, name="Fenbrook County Council", short_name="Fenbrook")
    user = User.objects.create_superuser("keeper", password="a long enough password")
    user.groups.add(Group.objects.get(role__slug=POLICY_OFFICER.slug))  # administration alone opens nothing exempt
    return user


def faults(page, look, address: str) -> list[str]:
    response = page.goto(address)
    if response.status != 200:
        return [f"{address}: answered {response.status}"]
    return [f"{address}: {fault}" for fault in look(page)]


def pages_of(model) -> list[str]:
    """Addresses of a model's pages that exist for one who may do everything."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row, desk = example_of(model), admin.site._registry[model]
    addresses = [reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])]
    if getattr(desk, "has_history", lambda: False)():
        addresses += [reverse(f"{name}_history", args=[row.pk]), reverse(f"{name}_deleted")]
    request = type("Request", (), {"user": User.objects.get(username="keeper"), "method": "GET", "GET": {}})()
    if desk.has_add_permission(request):
        addresses.append(reverse(f"{name}_add"))
    if desk.has_delete_permission(request, row):
        addresses.append(reverse(f"{name}_delete", args=[row.pk]))
    return addresses


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
def test_every_page_of_every_model(model, keeper, page, sign_in, faults_in_every_look):
    sign_in(page, keeper)
    found = []
    for address in pages_of(model):
        found += faults(page, faults_in_every_look, address)
        # the form in error: sent empty; what is added step by step has its own tests
        if address.endswith("/add/") and page.locator("input[name=_save]").count():
            press(page.locator("input[name=_save]").first)
            page.locator(".errornote").wait_for()
            found += [f"{address} in error: {fault}" for fault in faults_in_every_look(page)]
    assert "\n".join(found) == ""


def test_the_index_and_the_pages_around_signing_in(keeper, page, sign_in, faults_in_every_look):
    found = faults(page, faults_in_every_look, reverse("admin:login"))
    page.evaluate("document.querySelectorAll('#login-form [required]').forEach(field => field.required = false)")
    press(page.locator("#login-form input[type=submit]"))
    page.locator(".errornote").wait_for()
    found += [f"sign-in in error: {fault}" for fault in faults_in_every_look(page)]
    sign_in(page, keeper)
    example_of(Partner)
    for address in (
        reverse("admin:index"),
        f"{reverse('admin:find')}?q=e",
        reverse("admin:password_change"),
        reverse("admin:plan_user_password", args=[keeper.pk]),
    ):
        found += faults(page, faults_in_every_look, address)
    assert "\n".join(found) == ""


def test_the_outline_and_the_pages_for_moving(keeper, page, sign_in, faults_in_every_look):
    plan = make_tree(outcomes=2, sub_outcomes=2, commitments=3)
    outcome = plan.outcomes.first()
    placement = outcome.sub_outcomes.first().placements.first()
    sign_in(page, keeper)
    found = []
    for address in (
        reverse("admin:outcomes_outline", args=[plan.pk]),
        reverse("admin:outcomes_outline_of_outcome", args=[plan.pk, outcome.pk]),
        reverse("admin:outcomes_outline_move", args=["placement", placement.pk]),
    ):
        found += faults(page, faults_in_every_look, address)
    assert "\n".join(found) == ""


def test_the_pages_that_tell_of_somebody_elses_edit(keeper, open_page, sign_in, faults_in_every_look):
    """The form in conflict, its rows in conflict, the list, the bulk action, the deletion, and what is gone."""
    meeting, partner = make_meeting(make_body()), example_of(Partner)
    PartnerAlias.objects.create(partner=partner, name="F.T.")
    change = reverse("admin:plan_partner_change", args=[partner.pk])
    meetings = reverse("admin:plan_meeting_changelist")
    addresses = [change, reverse("admin:plan_partner_delete", args=[partner.pk]), meetings, meetings, change]
    mine = [open_page() for _ in addresses]
    for page, address in zip(mine, addresses, strict=True):
        sign_in(page, keeper)
        page.goto(address)
    form, deletion, listed, bulk, gone = mine
    other = open_page()
    sign_in(other, keeper)
    for address, typed in (
        (change, {"name": "Their name", "aliases-0-name": "Their alias"}),
        (reverse("admin:plan_meeting_change", args=[meeting.pk]), {"considered": "Their words"}),
    ):
        other.goto(address)
        for name, value in typed.items():
            other.fill(f"[name='{name}']", value)
        press(other.locator("input[name=_save]").first)
    form.fill("[name=name]", "My name")
    form.fill("[name=aliases-0-name]", "My alias")
    press(form.locator("input[name=_save]").first)
    assert form.input_value("[name=name]") == "My name"
    assert form.input_value("[name=aliases-0-name]") == "My alias"
    press(deletion.locator("input[type=submit]"))
    listed.fill("[name=form-0-time]", "14:00")
    press(listed.locator("input[name=_save]"))
    bulk.check("input.action-select")
    bulk.select_option("[name=action]", "confirm")
    press(bulk.locator("button[name=index]"))
    found = []
    for name, page in (("form", form), ("deletion", deletion), ("list", listed), ("bulk", bulk)):
        assert page.locator(".errornote").count() >= 1, name
        found += [f"{name} in conflict: {fault}" for fault in faults_in_every_look(page)]
    other.goto(addresses[1])
    press(other.locator("input[type=submit].deletelink"))
    gone.fill("[name=name]", "Typed too late")
    press(gone.locator("input[name=_save]").first)
    assert "Typed too late" in gone.inner_text("main")
    found += [f"gone: {fault}" for fault in faults_in_every_look(gone)]
    assert "\n".join(found) == ""


def test_a_plan_is_edited_without_scripts(keeper, open_page, sign_in):
    """From the outline to a form and back to the same row; then a row moved up by its button."""
    plan = make_tree(sub_outcomes=2)
    outcome = plan.outcomes.get()
    second = outcome.sub_outcomes.last()
    page = open_page(scripts=False)
    sign_in(page, keeper)
    page.goto(reverse("admin:outcomes_outline_of_outcome", args=[plan.pk, outcome.pk]))
    press(page.locator(f"#suboutcome-{second.pk} > .tools a", has_text="Edit"))
    page.fill("[name=title]", "Warm homes")
    press(page.locator("input[name=_save]").first)
    assert page.url.endswith(f"/{outcome.pk}/#suboutcome-{second.pk}")
    assert "Warm homes" in page.inner_text(f"#suboutcome-{second.pk}")
    press(page.locator(f"#suboutcome-{second.pk} > .tools button", has_text="Up"))
    second.refresh_from_db()
    assert (second.title, second.position) == ("Warm homes", 1)


def test_the_pages_that_ask_before_something_is_done(keeper, page, sign_in, faults_in_every_look):
    draft, published = make_tree(make_plan(vision="Of xx% of people."), sub_outcomes=2), make_tree()
    keep, drop = draft.commitments.all()
    drop.text = "We will keep every path, lane, bridge and stile in the county open and dry. " * 3
    drop.save()
    board, body = make_body("board"), make_body("council")
    Decision.objects.create(body=body, plan=published, date=date(2022, 5, 18), text="Approved the plan.")
    Plan.objects.filter(pk=published.pk).update(published_at=now())
    note = example_of(ImportNote)
    item, other = keep.item_id, published.commitments.get().item_id
    sign_in(page, keeper)
    found = []
    for name, args, query in (
        ("outcomes_edition_publish", [draft.pk], ""),
        ("outcomes_edition_in-force", [published.pk], ""),
        ("outcomes_edition_copy", [draft.pk], ""),
        ("outcomes_amend", ["outcome", published.outcomes.get().pk], ""),
        ("outcomes_merge", [keep.pk], ""),
        ("outcomes_merge", [keep.pk], f"?other={drop.pk}"),
        ("outcomes_same_as", [item], ""),
        ("outcomes_same_as", [item], f"?other={other}"),
        ("outcomes_importnote_settle", [note.pk], ""),
        ("plan_body_end", [board.pk], ""),
        ("plan_body_end", [board.pk], "?on=2022-10-01"),
    ):
        found += faults(page, faults_in_every_look, reverse(f"admin:{name}", args=args) + query)
    page.goto(reverse("admin:outcomes_importnote_settle", args=[note.pk]))
    press(page.locator("input[type=submit]"))
    page.locator(".errornote").wait_for()
    found += [f"settling in error: {fault}" for fault in faults_in_every_look(page)]
    assert "\n".join(found) == ""
