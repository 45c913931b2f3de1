"""The background job that judges everybody again after a rule was changed."""

from __future__ import annotations

from django_tasks import task

from zhenxing.web.rules.classify import classify_all


@task
def classify_everything() -> None:
    """Judge every enterprise by today's rules; run twice, the second run changes nothing."""
    classify_all()
