"""Random walks through a project's life: it counts what is proven, in order, and nothing skips a stage."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.projects import project_samples as samples
from zhenxing.core.ledger.conversion import STAGES
from zhenxing.core.ledger.states import Capability
from zhenxing.web.kit.refusals import ActionRefused
from zhenxing.web.ledger.models import Transit
from zhenxing.web.projects import actions, flow, queries
from zhenxing.web.projects.models import Project, StageEvent

_THOROUGH = bool(os.environ.get("ZHENXING_THOROUGH"))
_WALK = st.lists(st.sampled_from((*(step.key for step in flow.STEPS), "undo", "leave")), max_size=14)
_DAY = date(2025, 1, 1)


def _act(project: Project, key: str, n: int) -> Any:
    if key == "undo":
        return actions.UndoStage(project.pk)
    if key == "leave":
        return actions.LeaveLibrary(project.pk)
    return actions.AdvanceProject(project.pk, key, _DAY + timedelta(days=n), samples.photo())


def _holds(project: Project) -> None:
    """What must be true of a project whatever has been done to it."""
    events = StageEvent.objects.filter(project=project, undone_on__isnull=True).order_by("happened_on", "pk")
    reached = [one.stage for one in events]
    assert reached == list(STAGES[: len(reached)]), "one stage after the other, none left out"
    if project.state in flow.IN_LIBRARY:
        assert project.state == (reached[-1] if reached else flow.RESERVE)
    assert {one.standing for one in queries.facts(Project.objects.filter(pk=project.pk))} <= {"evidenced"}
    last = (
        Transit.objects.filter(subject_type="projects.project", subject_id=project.pk).order_by("pk").last()
    )
    assert last is None or last.target == project.state


@pytest.mark.django_db
@settings(
    max_examples=200 if _THOROUGH else 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(walk=_WALK)
def test_walks_keep_stages_in_order_and_every_count_proven(walk: list[str]) -> None:
    town = samples.township()
    who, project = samples.officer(town), samples.project(town, flow.RESERVE)
    for n, key in enumerate(walk):
        open_now = {way.key.partition("-")[0] for way in flow.PROJECTS.open_to(project.state)}
        try:
            samples.do(_act(project, key, n), who, "演示")
        except ActionRefused:
            assert key not in open_now
        else:
            assert key in open_now
        project.refresh_from_db()
        _holds(project)


def test_every_way_forward_needs_a_proof_and_every_way_back_a_reason() -> None:
    for step in flow.STEPS:
        assert flow.PROJECTS.transition(step.key).proofs == (flow.PROOF,)
        assert flow.PROJECTS.transition(f"undo-{step.key}").needs_reason
    assert flow.PROJECTS.transition("leave").needs_reason
    assert flow.PROJECTS.can(flow.LEFT, Capability.FINAL)
    assert flow.ELEMENTS.transition("confirm").not_by == ("answer",)


@pytest.mark.parametrize("table", [flow.PROJECTS, flow.ELEMENTS, flow.SUSPICIONS], ids=lambda one: one.key)
def test_from_every_state_that_is_open_the_end_can_be_reached(table: Any) -> None:
    ends = {one.key for one in table.states if Capability.OPEN not in one.capabilities}
    for one in table.states:
        seen, new = set(), {one.key}
        while new:
            seen |= new
            new = {way.target for key in new for way in table.open_to(key)} - seen
        assert seen & ends, one.key
