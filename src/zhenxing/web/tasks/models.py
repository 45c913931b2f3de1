"""The models of tasks, kept in two files: what was ordered, and what moves on it."""

from __future__ import annotations

from zhenxing.web.tasks.moving_models import HandOn, Subtask, TaskReport
from zhenxing.web.tasks.task_models import Task, TaskAssignment

__all__ = ["HandOn", "Subtask", "Task", "TaskAssignment", "TaskReport"]
