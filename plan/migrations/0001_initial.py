import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import plan.clock
import plan.models.people


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "Full Council"),
                            ("cabinet", "Cabinet"),
                            ("commission", "Scrutiny Commission"),
                            ("committee", "Overview and scrutiny committee"),
                            ("board", "Outcome Board"),
                            ("programme_board", "Programme board"),
                            ("partnership", "Partnership board"),
                            ("management_team", "Management team"),
                        ],
                        help_text="What it is; scrutiny committees get packs, Outcome Boards write reports.",
                        max_length=20,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="In full, such as Environment Overview and Scrutiny Committee.",
                        max_length=150,
                        unique=True,
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses; keep it when the name changes.", max_length=80, unique=True
                    ),
                ),
                ("short_name", models.CharField(blank=True, help_text="Used in headers and tables.", max_length=60)),
                (
                    "terms",
                    models.TextField(
                        blank=True, help_text="What the body does, in a few words.", verbose_name="terms of reference"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        help_text="The body that took over, if this one was merged.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="plan.body",
                    ),
                ),
            ],
            options={
                "verbose_name": "committee, board or other body",
                "verbose_name_plural": "committees, boards and other bodies",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="plan_body_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_body_not_into_itself",
                        violation_error_message="A body cannot be merged into itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into__isnull", True), ("ends__isnull", False), _connector="OR"),
                        name="plan_body_merged_has_ended",
                        violation_error_message="A body that was merged has ended: give the day.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveBigIntegerField(default=0)),
                (
                    "digest",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="plan_chainhead_one_row")],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(help_text="Full name, as on letterheads.", max_length=120)),
                (
                    "short_name",
                    models.CharField(help_text="Name used in sentences, such as 'Fenbrook'.", max_length=60),
                ),
                (
                    "chair_title",
                    models.CharField(
                        default="Chair",
                        help_text="What the person in the chair is called: Chair or Chairman.",
                        max_length=30,
                    ),
                ),
                (
                    "annual_report_title",
                    models.CharField(
                        default="Annual Performance Report",
                        help_text="What the yearly report is called here.",
                        max_length=120,
                    ),
                ),
                (
                    "accessibility_contact",
                    models.CharField(
                        blank=True,
                        help_text="Team and address to tell about a page that is hard to use.",
                        max_length=200,
                    ),
                ),
                (
                    "statement_prepared",
                    models.DateField(
                        blank=True, help_text="When the accessibility statement was prepared. Printed on it.", null=True
                    ),
                ),
                (
                    "statement_reviewed",
                    models.DateField(
                        blank=True,
                        help_text="When somebody last read the accessibility statement to see that it is true.",
                        null=True,
                    ),
                ),
                (
                    "accessibility_tested",
                    models.DateField(
                        blank=True,
                        help_text="When the website was last tested for accessibility, if it was.",
                        null=True,
                    ),
                ),
                (
                    "accessibility_testers",
                    models.CharField(
                        blank=True,
                        help_text="Who carried out that test and how, to follow 'The test was carried out by'.",
                        max_length=300,
                    ),
                ),
                (
                    "is_demonstration",
                    models.BooleanField(
                        default=False, help_text="Shows on every page that figures marked illustrative are made up."
                    ),
                ),
            ],
            options={
                "verbose_name": "council settings",
                "verbose_name_plural": "council settings",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="plan_council_one_row")],
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("name", models.CharField(help_text="As the council writes it.", max_length=120, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses; keep it when the name changes.", max_length=60, unique=True
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="plan_department_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                ("name", models.CharField(help_text="As the partner writes it.", max_length=150, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses; keep it when the name changes.", max_length=100, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Partnership board"),
                            ("council", "Council"),
                            ("public_body", "Public body"),
                            ("firm", "Business"),
                            ("group", "Group"),
                            ("voluntary", "Voluntary organisation"),
                        ],
                        help_text="Decides where the list of partners names it.",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="RoleGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="role", to="auth.group"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeadMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="The office, such as 'Cabinet Lead Member for Health'.", max_length=150),
                ),
                ("portfolio", models.TextField(blank=True, help_text="What the portfolio covers, in a few words.")),
                (
                    "departments",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The departments this portfolio covers. Tick all that apply.",
                        related_name="lead_members",
                        to="plan.department",
                    ),
                ),
            ],
            options={
                "verbose_name": "Cabinet Lead Member",
                "ordering": ["title"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="plan_leadmember_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        help_text="Who meets.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="plan.body",
                    ),
                ),
                ("date", models.DateField(help_text="Like 7 November 2022.")),
                (
                    "time",
                    models.TimeField(
                        blank=True, help_text="When it begins. May stay empty until it is known.", null=True
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("provisional", "Provisional"),
                            ("confirmed", "Confirmed"),
                            ("held", "Held"),
                            ("moved", "Moved"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="provisional",
                        help_text="Provisional until the date is sure; held or cancelled afterwards.",
                        max_length=12,
                    ),
                ),
                (
                    "considered",
                    models.TextField(blank=True, help_text="What was on the agenda that matters to the plan."),
                ),
                ("result", models.TextField(blank=True, help_text="What came of it, in a sentence.")),
            ],
            options={
                "ordering": ["-date", "body"],
                "constraints": [models.UniqueConstraint(fields=("body", "date"), name="plan_meeting_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="PartnerAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="plan.partner"
                    ),
                ),
                ("name", models.CharField(help_text="Another spelling or a former name.", max_length=150, unique=True)),
            ],
            options={
                "verbose_name": "other name of a partner",
                "verbose_name_plural": "other names of partners",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Strategy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("title", models.CharField(help_text="As on its cover.", max_length=200, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in addresses; keep it when the name changes.", max_length=100, unique=True
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        help_text="The department that owns it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strategies",
                        to="plan.department",
                    ),
                ),
                ("link", models.URLField(blank=True, help_text="Where the strategy can be read.")),
                (
                    "status",
                    models.CharField(
                        blank=True, help_text="Such as in force, in preparation, under review.", max_length=60
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "strategies",
                "ordering": ["title"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="plan_strategy_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "office",
                    models.CharField(
                        help_text="The post this person holds, such as Head of Transport. Records name people by it, never by name.",
                        max_length=150,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        help_text="Decides whose figures and commitments a contributor may update.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="plan.department",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "ordering": ["username"],
                "abstract": False,
            },
            managers=[
                ("objects", plan.models.people.PeopleManager()),
            ],
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        help_text="The meeting whose agenda this stands on.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda",
                        to="plan.meeting",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(help_text="Number on the agenda.")),
                ("title", models.CharField(help_text="As printed on the agenda.", max_length=200)),
            ],
            options={
                "ordering": ["meeting", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="plan_agendaitem_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        help_text="In whose name it is used: it may do what this account may do.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What uses it, such as the nightly export of the highways system.",
                        max_length=80,
                        verbose_name="used by",
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "begins",
                    models.CharField(editable=False, help_text="Its first letters, to tell it by.", max_length=12),
                ),
                ("made_at", models.DateTimeField(default=plan.clock.now, editable=False, verbose_name="made on")),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "expires",
                    models.DateField(
                        help_text="The last day it works, at most a year from today.", verbose_name="works until"
                    ),
                ),
                ("last_used", models.DateTimeField(editable=False, help_text="To the hour.", null=True)),
                ("revoked_at", models.DateTimeField(editable=False, null=True, verbose_name="revoked on")),
                (
                    "revoked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "token for the API",
                "verbose_name_plural": "tokens for the API",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_apitoken_revoked_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        help_text="The committee or board this person sits on.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="plan.body",
                    ),
                ),
                ("office", models.CharField(help_text="The post, not the person's name.", max_length=150)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        help_text="The department this member speaks for, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.department",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("chair", "Chair"), ("member", "Member"), ("co_optee", "Co-opted member")],
                        default="member",
                        help_text="Who takes the chair, who is a member.",
                        max_length=10,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="The account that may edit this body's reports, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a body",
                "verbose_name_plural": "members of bodies",
                "ordering": ["body", "part", "office"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True),
                            ("ends__isnull", True),
                            ("ends__gt", models.F("starts")),
                            _connector="OR",
                        ),
                        name="plan_bodymembership_ends_after_start",
                        violation_error_message="The until date must be later than the from date.",
                    ),
                    models.UniqueConstraint(fields=("body", "office", "starts"), name="plan_bodymembership_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("by_name", models.CharField(help_text="Who it was, as they were called then.", max_length=160)),
                ("verb", models.CharField(db_index=True, max_length=60)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.CharField(max_length=64)),
                ("subject", models.CharField(max_length=300)),
                ("why", models.TextField(blank=True)),
                ("detail", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "verbose_name": "entry in the event log",
                "verbose_name_plural": "event log",
                "ordering": ["sequence"],
                "indexes": [models.Index(fields=["subject_type", "subject_id"], name="plan_event_subject")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgendaItem",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveSmallIntegerField(help_text="Number on the agenda.")),
                ("title", models.CharField(help_text="As printed on the agenda.", max_length=200)),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The meeting whose agenda this stands on.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.meeting",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agenda item",
                "verbose_name_plural": "historical agenda items",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBody",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "Full Council"),
                            ("cabinet", "Cabinet"),
                            ("commission", "Scrutiny Commission"),
                            ("committee", "Overview and scrutiny committee"),
                            ("board", "Outcome Board"),
                            ("programme_board", "Programme board"),
                            ("partnership", "Partnership board"),
                            ("management_team", "Management team"),
                        ],
                        help_text="What it is; scrutiny committees get packs, Outcome Boards write reports.",
                        max_length=20,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        db_index=True,
                        help_text="In full, such as Environment Overview and Scrutiny Committee.",
                        max_length=150,
                    ),
                ),
                (
                    "slug",
                    models.SlugField(help_text="Used in addresses; keep it when the name changes.", max_length=80),
                ),
                ("short_name", models.CharField(blank=True, help_text="Used in headers and tables.", max_length=60)),
                (
                    "terms",
                    models.TextField(
                        blank=True, help_text="What the body does, in a few words.", verbose_name="terms of reference"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The body that took over, if this one was merged.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical committee, board or other body",
                "verbose_name_plural": "historical committees, boards and other bodies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBodyMembership",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("office", models.CharField(help_text="The post, not the person's name.", max_length=150)),
                (
                    "part",
                    models.CharField(
                        choices=[("chair", "Chair"), ("member", "Member"), ("co_optee", "Co-opted member")],
                        default="member",
                        help_text="Who takes the chair, who is a member.",
                        max_length=10,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The committee or board this person sits on.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The department this member speaks for, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.department",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The account that may edit this body's reports, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical member of a body",
                "verbose_name_plural": "historical members of bodies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCouncil",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("name", models.CharField(help_text="Full name, as on letterheads.", max_length=120)),
                (
                    "short_name",
                    models.CharField(help_text="Name used in sentences, such as 'Fenbrook'.", max_length=60),
                ),
                (
                    "chair_title",
                    models.CharField(
                        default="Chair",
                        help_text="What the person in the chair is called: Chair or Chairman.",
                        max_length=30,
                    ),
                ),
                (
                    "annual_report_title",
                    models.CharField(
                        default="Annual Performance Report",
                        help_text="What the yearly report is called here.",
                        max_length=120,
                    ),
                ),
                (
                    "accessibility_contact",
                    models.CharField(
                        blank=True,
                        help_text="Team and address to tell about a page that is hard to use.",
                        max_length=200,
                    ),
                ),
                (
                    "statement_prepared",
                    models.DateField(
                        blank=True, help_text="When the accessibility statement was prepared. Printed on it.", null=True
                    ),
                ),
                (
                    "statement_reviewed",
                    models.DateField(
                        blank=True,
                        help_text="When somebody last read the accessibility statement to see that it is true.",
                        null=True,
                    ),
                ),
                (
                    "accessibility_tested",
                    models.DateField(
                        blank=True,
                        help_text="When the website was last tested for accessibility, if it was.",
                        null=True,
                    ),
                ),
                (
                    "accessibility_testers",
                    models.CharField(
                        blank=True,
                        help_text="Who carried out that test and how, to follow 'The test was carried out by'.",
                        max_length=300,
                    ),
                ),
                (
                    "is_demonstration",
                    models.BooleanField(
                        default=False, help_text="Shows on every page that figures marked illustrative are made up."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical council settings",
                "verbose_name_plural": "historical council settings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDepartment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("name", models.CharField(db_index=True, help_text="As the council writes it.", max_length=120)),
                (
                    "slug",
                    models.SlugField(help_text="Used in addresses; keep it when the name changes.", max_length=60),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical department",
                "verbose_name_plural": "historical departments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLeadMember",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="The office, such as 'Cabinet Lead Member for Health'.", max_length=150),
                ),
                ("portfolio", models.TextField(blank=True, help_text="What the portfolio covers, in a few words.")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Cabinet Lead Member",
                "verbose_name_plural": "historical Cabinet Lead Members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeeting",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                ("date", models.DateField(help_text="Like 7 November 2022.")),
                (
                    "time",
                    models.TimeField(
                        blank=True, help_text="When it begins. May stay empty until it is known.", null=True
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("provisional", "Provisional"),
                            ("confirmed", "Confirmed"),
                            ("held", "Held"),
                            ("moved", "Moved"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="provisional",
                        help_text="Provisional until the date is sure; held or cancelled afterwards.",
                        max_length=12,
                    ),
                ),
                (
                    "considered",
                    models.TextField(blank=True, help_text="What was on the agenda that matters to the plan."),
                ),
                ("result", models.TextField(blank=True, help_text="What came of it, in a sentence.")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who meets.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical meeting",
                "verbose_name_plural": "historical meetings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartner",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                ("name", models.CharField(db_index=True, help_text="As the partner writes it.", max_length=150)),
                (
                    "slug",
                    models.SlugField(help_text="Used in addresses; keep it when the name changes.", max_length=100),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Partnership board"),
                            ("council", "Council"),
                            ("public_body", "Public body"),
                            ("firm", "Business"),
                            ("group", "Group"),
                            ("voluntary", "Voluntary organisation"),
                        ],
                        help_text="Decides where the list of partners names it.",
                        max_length=12,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical partner",
                "verbose_name_plural": "historical partners",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPartnerAlias",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "name",
                    models.CharField(db_index=True, help_text="Another spelling or a former name.", max_length=150),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.partner",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical other name of a partner",
                "verbose_name_plural": "historical other names of partners",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStrategy",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        blank=True, help_text="First day. Leave empty if always so.", null=True, verbose_name="from"
                    ),
                ),
                (
                    "ends",
                    models.DateField(
                        blank=True,
                        help_text="First day no longer so. Leave empty if open.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("title", models.CharField(db_index=True, help_text="As on its cover.", max_length=200)),
                (
                    "slug",
                    models.SlugField(help_text="Used in addresses; keep it when the name changes.", max_length=100),
                ),
                ("link", models.URLField(blank=True, help_text="Where the strategy can be read.")),
                (
                    "status",
                    models.CharField(
                        blank=True, help_text="Such as in force, in preparation, under review.", max_length=60
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The department that owns it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.department",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical strategy",
                "verbose_name_plural": "historical strategies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        help_text="Who decides.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="plan.body",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        help_text="The meeting it was decided at, if it is recorded here.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="plan.meeting",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("agreed", "Agreed"),
                            ("noted", "Noted"),
                            ("supported", "Supported"),
                            ("declared", "Declared"),
                        ],
                        default="approved",
                        help_text="What was done: approved, noted and so on.",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(help_text="What was decided, in a sentence.")),
                ("report", models.CharField(blank=True, help_text="The report it rests on.", max_length=200)),
                ("planned_date", models.DateField(blank=True, help_text="When the decision was expected.", null=True)),
                (
                    "date",
                    models.DateField(
                        blank=True, help_text="When it was taken. Leave empty while it is only planned.", null=True
                    ),
                ),
                (
                    "date_words",
                    models.CharField(
                        blank=True,
                        help_text="Where the day is not known: May 2014. Otherwise leave empty.",
                        max_length=40,
                    ),
                ),
            ],
            options={
                "ordering": ["date", "planned_date"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date__isnull", False),
                            ("planned_date__isnull", False),
                            models.Q(("date_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_decision_has_a_date",
                        violation_error_message="Give the date of the decision, or the date it is planned for.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="As on the cover, such as Strategic Plan 2022-26.", max_length=150),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Years and label, such as 2022-26-draft. Used in addresses.",
                        max_length=80,
                        unique=True,
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="What tells this version from others of the same years: draft.", max_length=40
                    ),
                ),
                (
                    "start_year",
                    models.PositiveSmallIntegerField(
                        help_text="First year, such as 2022.",
                        validators=[
                            django.core.validators.MinValueValidator(1900, "Give a year between 1900 and 2200."),
                            django.core.validators.MaxValueValidator(2200, "Give a year between 1900 and 2200."),
                        ],
                    ),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        help_text="Last year, such as 2026.",
                        validators=[
                            django.core.validators.MinValueValidator(1900, "Give a year between 1900 and 2200."),
                            django.core.validators.MaxValueValidator(2200, "Give a year between 1900 and 2200."),
                        ],
                    ),
                ),
                ("vision", models.CharField(blank=True, help_text="The vision in one line.", max_length=300)),
                ("vision_text", models.TextField(blank=True, help_text="The vision at more length. Markdown.")),
                (
                    "commitment_label",
                    models.CharField(
                        choices=[("commitment", "commitment"), ("action", "action")],
                        default="commitment",
                        help_text="What this plan calls what it promises to do.",
                        max_length=12,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        help_text="The plan that this one takes over from.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="plan.plan",
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="The version this one was copied from.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grown_into",
                        to="plan.plan",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("in_force_from", models.DateField(blank=True, editable=False, null=True)),
                ("in_force_until", models.DateField(blank=True, editable=False, null=True)),
                (
                    "in_force_decision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="Full Council's decision that put it in force.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="put_in_force",
                        to="plan.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of the plan",
                "verbose_name_plural": "versions of the plan",
                "ordering": ["-start_year", "-in_force_from", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end_year__gt", models.F("start_year"))),
                        name="plan_plan_ends_after_start",
                        violation_error_message="The last year must be later than the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_from__isnull", True), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="plan_plan_in_force_is_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_until__isnull", True),
                            ("in_force_until__gt", models.F("in_force_from")),
                            _connector="OR",
                        ),
                        name="plan_plan_until_after_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force_decision__isnull", True), ("in_force_from__isnull", False), _connector="OR"
                        ),
                        name="plan_plan_decided_has_a_day",
                    ),
                    models.UniqueConstraint(fields=("in_force_from",), name="plan_plan_in_force_from_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendment",
                        to="plan.event",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="plan.plan"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plan.decision"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("what", models.CharField(max_length=200)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("why", models.TextField()),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "plan",
                    models.ForeignKey(
                        help_text="Only versions that are not published yet are offered.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="glossary",
                        to="plan.plan",
                    ),
                ),
                ("term", models.CharField(help_text="The word or abbreviation.", max_length=80)),
                ("definition", models.TextField(help_text="In words that a member of the public understands.")),
            ],
            options={
                "verbose_name": "word in the glossary",
                "verbose_name_plural": "words in the glossary",
                "ordering": ["term"],
                "constraints": [models.UniqueConstraint(fields=("plan", "term"), name="plan_glossaryterm_once")],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("agreed", "Agreed"),
                            ("noted", "Noted"),
                            ("supported", "Supported"),
                            ("declared", "Declared"),
                        ],
                        default="approved",
                        help_text="What was done: approved, noted and so on.",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(help_text="What was decided, in a sentence.")),
                ("report", models.CharField(blank=True, help_text="The report it rests on.", max_length=200)),
                ("planned_date", models.DateField(blank=True, help_text="When the decision was expected.", null=True)),
                (
                    "date",
                    models.DateField(
                        blank=True, help_text="When it was taken. Leave empty while it is only planned.", null=True
                    ),
                ),
                (
                    "date_words",
                    models.CharField(
                        blank=True,
                        help_text="Where the day is not known: May 2014. Otherwise leave empty.",
                        max_length=40,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who decides.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.body",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The meeting it was decided at, if it is recorded here.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.meeting",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The version of the plan it is about, if it is.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision",
                "verbose_name_plural": "historical decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGlossaryTerm",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("term", models.CharField(help_text="The word or abbreviation.", max_length=80)),
                ("definition", models.TextField(help_text="In words that a member of the public understands.")),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only versions that are not published yet are offered.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical word in the glossary",
                "verbose_name_plural": "historical words in the glossary",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPlan",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="As on the cover, such as Strategic Plan 2022-26.", max_length=150),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Years and label, such as 2022-26-draft. Used in addresses.", max_length=80
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        help_text="What tells this version from others of the same years: draft.", max_length=40
                    ),
                ),
                (
                    "start_year",
                    models.PositiveSmallIntegerField(
                        help_text="First year, such as 2022.",
                        validators=[
                            django.core.validators.MinValueValidator(1900, "Give a year between 1900 and 2200."),
                            django.core.validators.MaxValueValidator(2200, "Give a year between 1900 and 2200."),
                        ],
                    ),
                ),
                (
                    "end_year",
                    models.PositiveSmallIntegerField(
                        help_text="Last year, such as 2026.",
                        validators=[
                            django.core.validators.MinValueValidator(1900, "Give a year between 1900 and 2200."),
                            django.core.validators.MaxValueValidator(2200, "Give a year between 1900 and 2200."),
                        ],
                    ),
                ),
                ("vision", models.CharField(blank=True, help_text="The vision in one line.", max_length=300)),
                ("vision_text", models.TextField(blank=True, help_text="The vision at more length. Markdown.")),
                (
                    "commitment_label",
                    models.CharField(
                        choices=[("commitment", "commitment"), ("action", "action")],
                        default="commitment",
                        help_text="What this plan calls what it promises to do.",
                        max_length=12,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("in_force_from", models.DateField(blank=True, editable=False, null=True)),
                ("in_force_until", models.DateField(blank=True, editable=False, null=True)),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The plan that this one takes over from.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        help_text="The version this one was copied from.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                (
                    "in_force_decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        help_text="Full Council's decision that put it in force.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical version of the plan",
                "verbose_name_plural": "historical versions of the plan",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSection",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("foreword", "Foreword"),
                            ("vision", "Vision"),
                            ("outcomes", "Strategic outcomes"),
                            ("enabling_services", "Enabling services"),
                            ("values", "Values"),
                            ("monitoring", "Monitoring"),
                            ("glossary", "Glossary"),
                            ("other", "Other"),
                        ],
                        default="other",
                        help_text="Decides where and how it is shown.",
                        max_length=20,
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, help_text="As printed, such as 10.1. May be empty.", max_length=10),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in the plan's order, which sections and outcomes share."
                    ),
                ),
                ("title", models.CharField(help_text="As printed.", max_length=200)),
                (
                    "text",
                    models.TextField(blank=True, help_text="Markdown: paragraphs, lists, emphasis, links and tables."),
                ),
                (
                    "signatory",
                    models.CharField(blank=True, help_text="The office that signs a foreword.", max_length=150),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only versions that are not published yet are offered.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.plan",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical section of the plan",
                "verbose_name_plural": "historical sections of the plan",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The document, survey or data set this comes from, with its paragraph.",
                        max_length=300,
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(
                        default=False,
                        help_text="Tick for made-up examples. They are marked as illustrative wherever they are shown.",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        help_text="Only versions that are not published yet are offered.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="plan.plan",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("foreword", "Foreword"),
                            ("vision", "Vision"),
                            ("outcomes", "Strategic outcomes"),
                            ("enabling_services", "Enabling services"),
                            ("values", "Values"),
                            ("monitoring", "Monitoring"),
                            ("glossary", "Glossary"),
                            ("other", "Other"),
                        ],
                        default="other",
                        help_text="Decides where and how it is shown.",
                        max_length=20,
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, help_text="As printed, such as 10.1. May be empty.", max_length=10),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in the plan's order, which sections and outcomes share."
                    ),
                ),
                ("title", models.CharField(help_text="As printed.", max_length=200)),
                (
                    "text",
                    models.TextField(blank=True, help_text="Markdown: paragraphs, lists, emphasis, links and tables."),
                ),
                (
                    "signatory",
                    models.CharField(blank=True, help_text="The office that signs a foreword.", max_length=150),
                ),
            ],
            options={
                "verbose_name": "section of the plan",
                "verbose_name_plural": "sections of the plan",
                "ordering": ["plan", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSectionEntry",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Place among the entries, from 1.")),
                ("title", models.CharField(help_text="The value or the service.", max_length=150)),
                ("text", models.TextField(blank=True, help_text="What it means, in a sentence or two.")),
                (
                    "principle",
                    models.CharField(
                        blank=True, help_text="Letter of the governance principle supported.", max_length=2
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(default=False, help_text="Tick where this was inferred, not published."),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.section",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical entry of a section",
                "verbose_name_plural": "historical entries of a section",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SectionEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="plan.section"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, help_text="Place among the entries, from 1.")),
                ("title", models.CharField(help_text="The value or the service.", max_length=150)),
                ("text", models.TextField(blank=True, help_text="What it means, in a sentence or two.")),
                (
                    "principle",
                    models.CharField(
                        blank=True, help_text="Letter of the governance principle supported.", max_length=2
                    ),
                ),
                (
                    "illustrative",
                    models.BooleanField(default=False, help_text="Tick where this was inferred, not published."),
                ),
            ],
            options={
                "verbose_name": "entry of a section",
                "verbose_name_plural": "entries of a section",
                "ordering": ["section", "position", "id"],
            },
        ),
        migrations.AddField(
            model_name="Decision",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                help_text="The version of the plan it is about, if it is.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="plan.plan",
            ),
        ),
    ]
