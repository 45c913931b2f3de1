"""What hangs on a post goes with it: the successor has the tasks on the day, and the sheet lists them."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.conf import settings

from zhenxing.web.kit import scope
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.testing import area, person, signed_in, unit
from zhenxing.web.organisations.actions import AppointSuccessor
from zhenxing.web.organisations.models import Post
from zhenxing.web.organisations.queries import handover
from zhenxing.web.organisations.register import POSTS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "zhenxing.web.tasks" not in settings.ZHENXING_APPS, reason="the removable apps are removed"
    ),
]
DAY = date(2020, 5, 1)


def test_the_successor_has_the_posts_tasks_and_the_sheet_lists_them() -> None:
    where = area()
    one = unit(where)
    clerk, successor = person("office", one), person("liaison", unit(where))
    post = Post.objects.create(unit=one, title="局长")
    paper = apps.get_model("documents.Document").objects.create(
        area=where, title="实施方案", sha256="0" * 64, uploaded_by=clerk, state="adopted"
    )
    task = apps.get_model("tasks.Task").objects.create(
        document=paper, area=where, heading="培育链主", accountable_post=post
    )
    assert not scope.holds(task, successor, "tasks.report")
    run_action(
        AppointSuccessor(post_id=post.pk, person=str(successor), begins=DAY, user=successor),
        clerk,
        reason="任免通知",
    )
    successor.forget_grants()
    assert scope.holds(task, successor, "tasks.report")
    kinds = {str(kind.title): kind for kind in handover(post, clerk, DAY).kinds}
    assert [label for label, _url in kinds["任务"].rows] == [str(task)]
    assert "培育链主" in signed_in(clerk).get(POSTS.url("handover", post.pk)).text
