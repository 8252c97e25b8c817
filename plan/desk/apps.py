from django.contrib.admin import apps


class DeskConfig(apps.AdminConfig):
    """The admin is the officers' desk: Django's own, with the council's name and index."""

    default = True
    default_site = "plan.desk.site.DeskSite"
