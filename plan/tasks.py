"""Work left for later: the one place that knows the library of background tasks.

Django 6 has the same tasks under a path of its own; moving there changes this module and no other. A task is enqueued
when its transaction commits, never before, so that a worker finds the rows it is about. A worker may be killed, and
the library does not take a killed worker's task up again: tasks must be safe to repeat, and what may not be forgotten
keeps a lease of its own (see the slot `worker_chores`).
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django_tasks import task as _task


def background(function: Callable[..., None]) -> Any:
    """Make a module's function one that `enqueue` can leave for a worker. Its arguments are plain JSON."""
    return _task()(function)


def enqueue(task: Any, *arguments: Any) -> None:
    """Leave a task for the worker once the transaction at hand commits."""
    transaction.on_commit(lambda: task.enqueue(*arguments))
