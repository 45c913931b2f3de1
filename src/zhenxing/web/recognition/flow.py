"""How an application goes from draft to the roll: its states, and what must hold for each step.

Pure: values in, values out. The actions of this app ask `obstacles` before they do anything, and the
pages ask it to say why a step is not open yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from zhenxing.core.ledger.states import Capability as Can
from zhenxing.core.ledger.states import State, StateTable, Transition

#: what an application is proposed for when it goes on public notice
RECOGNISE, RESERVE, REFUSE = "recognise", "reserve", "refuse"

_STATES = (
    State("draft", "草稿", frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "info"),
    State("submitted", "已提交，待受理", frozenset({Can.RETURNABLE, Can.OPEN}), "info"),
    State("returned", "退回补正", frozenset({Can.EDITABLE, Can.SUBMITTABLE, Can.OPEN}), "warn"),
    State("in_review", "已受理，待初审", frozenset({Can.REVIEWABLE, Can.OPEN}), "info"),
    State("unmet", "初审不符合", frozenset({Can.OPEN}), "warn"),
    State("reviewed", "初审通过，待评分", frozenset({Can.SCORABLE, Can.OPEN}), "info"),
    State("scored", "评分完成，待排序", frozenset({Can.OPEN}), "info"),
    State("ranked", "已排序，待公示", frozenset({Can.OPEN}), "info"),
    State("noticed", "公示中", frozenset({Can.NOTICED, Can.DECIDABLE, Can.OPEN}), "info"),
    State("objected", "有异议，待答复", frozenset({Can.NOTICED, Can.OPEN}), "warn"),
    State("recognised", "已认定", frozenset({Can.COUNTED}), "good"),
    State("refused", "未予认定", frozenset({Can.FINAL}), "bad"),
    State("warned", "复核警示", frozenset({Can.COUNTED}), "warn"),
    State("rectifying", "整改中", frozenset({Can.COUNTED}), "warn"),
    State("withdrawn", "已撤销认定", frozenset({Can.FINAL}), "bad"),
    State("lapsed", "有效期满", frozenset({Can.FINAL}), "muted"),
    State("abandoned", "申报单位撤回", frozenset({Can.FINAL}), "muted"),
)
#: whoever did one of these has had the case in hand and does not decide it
_HANDS = ("submit", "review_pass", "review_fail")

_TRANSITIONS = (
    Transition("submit", "提交申报", ("draft", "returned"), "submitted", "submit"),
    Transition(
        "abandon",
        "撤回申报",
        ("draft", "submitted", "returned", "in_review", "unmet", "reviewed", "scored", "ranked"),
        "abandoned",
        "submit",
        needs_reason=True,
    ),
    Transition(
        "return", "退回补正", ("submitted",), "returned", "check", needs_reason=True, not_by=("submit",)
    ),
    Transition("accept", "受理并冻结材料", ("submitted",), "in_review", "check", not_by=("submit",)),
    Transition("review_pass", "初审符合", ("in_review",), "reviewed", "review", not_by=("submit",)),
    Transition(
        "review_fail",
        "初审不符合",
        ("in_review",),
        "unmet",
        "review",
        needs_reason=True,
        not_by=("submit",),
    ),
    Transition("close_scoring", "结束评分", ("reviewed",), "scored", "review", not_by=("submit",)),
    Transition("rank", "排序", ("scored",), "ranked", "rank", not_by=("submit",)),
    Transition("notice", "公示", ("ranked", "unmet"), "noticed", "notice", not_by=("submit",)),
    Transition("object", "提出异议", ("noticed",), "objected", "object"),
    Transition("settle", "异议全部答复", ("objected",), "noticed", "answer", not_by=("submit",)),
    Transition("uphold", "异议成立，重新初审", ("objected",), "in_review", "answer", not_by=("submit",)),
    Transition("recognise", "认定", ("noticed",), "recognised", "decide", not_by=_HANDS),
    Transition("refuse", "不予认定", ("noticed",), "refused", "decide", needs_reason=True, not_by=_HANDS),
    Transition("warn", "警示", ("recognised",), "warned", "recheck", needs_reason=True, not_by=("submit",)),
    Transition("rectify", "报送整改方案", ("warned",), "rectifying", "rectify"),
    Transition(
        "restore",
        "整改验收合格",
        ("rectifying",),
        "recognised",
        "recheck",
        not_by=("submit", "rectify"),
    ),
    Transition(
        "withdraw",
        "撤销认定",
        ("warned", "rectifying"),
        "withdrawn",
        "decide",
        needs_reason=True,
        not_by=("submit", "warn"),
    ),
    Transition(
        "lapse", "期满退出", ("recognised", "warned", "rectifying"), "lapsed", "recheck", not_by=("submit",)
    ),
)
TABLE = StateTable("recognition", _STATES, _TRANSITIONS, "draft")


@dataclass(frozen=True)
class Who:
    """Whoever wants to take a step: their account's id, and the units they act for."""

    person: int
    units: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Dossier:
    """What the rules of a step look at; `notice_ends` is the last day of the notice."""

    state: str = TABLE.initial
    #: accounts that wrote or changed the application
    authors: frozenset[int] = frozenset()
    unit: int | None = None
    #: the unit that recognises; when it is the applicant itself its own people may go on
    organ: int | None = None
    #: transition → accounts that made it
    doers: Mapping[str, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    #: what the completeness check still asks for
    missing: tuple[str, ...] = ()
    closes_on: date | None = None
    opens_on: date | None = None
    snapshot: str = ""
    #: seats without a conflict of interest, and how many of them have scored everything
    seats: int = 0
    undeclared: int = 0
    scored: int = 0
    fewest: int = 0
    #: of the ranking: recognise, reserve or refuse
    proposal: str = ""
    notice_ends: date | None = None
    open_objections: int = 0
    #: objections to the notice it stands on that were found right
    upheld: int = 0
    document_number: str = ""
    valid_until: date | None = None


@dataclass(frozen=True)
class Obstacle:
    """Why a step is not open: a key the pages put into words, and the figure that belongs to it."""

    key: str
    value: str | int | date | None = None


_Guard = Callable[[Dossier, date], "Obstacle | None"]


def _complete(case: Dossier, today: date) -> Obstacle | None:
    return Obstacle("missing", len(case.missing)) if case.missing else None


def _begun(case: Dossier, today: date) -> Obstacle | None:
    early = case.opens_on is not None and today < case.opens_on
    return Obstacle("not-open", case.opens_on) if early else None


def _in_time(case: Dossier, today: date) -> Obstacle | None:
    """The end of the call binds the first submission; what was returned has a clock of its own."""
    late = case.state == "draft" and case.closes_on is not None and today > case.closes_on
    return Obstacle("closed", case.closes_on) if late else None


def _frozen(case: Dossier, today: date) -> Obstacle | None:
    return None if case.snapshot else Obstacle("not-frozen")


def _declared(case: Dossier, today: date) -> Obstacle | None:
    return Obstacle("undeclared", case.undeclared) if case.undeclared else None


def _enough_experts(case: Dossier, today: date) -> Obstacle | None:
    return Obstacle("few-experts", case.fewest) if case.scored < max(case.fewest, 1) else None


def _all_scored(case: Dossier, today: date) -> Obstacle | None:
    return Obstacle("unscored", case.seats - case.scored) if case.scored < case.seats else None


def _proposed(case: Dossier, today: date) -> Obstacle | None:
    return None if case.proposal in (RECOGNISE, RESERVE, REFUSE) else Obstacle("no-proposal")


def _notice_over(case: Dossier, today: date) -> Obstacle | None:
    if case.notice_ends is None:
        return Obstacle("no-notice")
    return Obstacle("notice-runs", case.notice_ends) if today <= case.notice_ends else None


def _all_answered(case: Dossier, today: date) -> Obstacle | None:
    return Obstacle("open-objections", case.open_objections) if case.open_objections else None


def _none_upheld(case: Dossier, today: date) -> Obstacle | None:
    return Obstacle("upheld", case.upheld) if case.upheld else None


def _some_upheld(case: Dossier, today: date) -> Obstacle | None:
    return None if case.upheld else Obstacle("none-upheld")


def _as_noticed_well(case: Dossier, today: date) -> Obstacle | None:
    """Nothing is recognised that the notice did not propose for it."""
    return None if case.proposal == RECOGNISE else Obstacle("not-proposed")


def _as_noticed_badly(case: Dossier, today: date) -> Obstacle | None:
    return Obstacle("proposed-well") if case.proposal == RECOGNISE else None


def _numbered(case: Dossier, today: date) -> Obstacle | None:
    return None if case.document_number else Obstacle("no-number")


def _expired(case: Dossier, today: date) -> Obstacle | None:
    over = case.valid_until is not None and today > case.valid_until
    return None if over else Obstacle("still-valid", case.valid_until)


def _while_noticed(case: Dossier, today: date) -> Obstacle | None:
    """Objections are taken up to the last day of the notice."""
    if case.notice_ends is None:
        return Obstacle("no-notice")
    return Obstacle("notice-over", case.notice_ends) if today > case.notice_ends else None


GUARDS: Mapping[str, tuple[_Guard, ...]] = MappingProxyType(
    {
        "submit": (_begun, _in_time, _complete),
        "accept": (_complete,),
        "review_pass": (_frozen,),
        "review_fail": (_frozen,),
        "close_scoring": (_frozen, _declared, _all_scored, _enough_experts),
        "rank": (_frozen,),
        "notice": (_frozen, _proposed),
        "object": (_while_noticed,),
        "settle": (_all_answered, _none_upheld),
        "uphold": (_all_answered, _some_upheld),
        "recognise": (_frozen, _notice_over, _all_answered, _as_noticed_well, _numbered),
        "refuse": (_frozen, _notice_over, _all_answered, _as_noticed_badly, _numbered),
        "withdraw": (_numbered,),
        "lapse": (_expired,),
    }
)
#: steps of those who judge: an author never takes one, nor anybody of the applicant's own unit
JUDGING = frozenset(
    one.key
    for one in TABLE.transitions
    if one.verb in ("check", "review", "rank", "notice", "answer", "decide", "recheck")
)


def obstacles(case: Dossier, step: str, who: Who, today: date) -> tuple[Obstacle, ...]:
    """Everything that stands against `who` taking the step today; empty when they may.

    KeyError for a step the table does not have.
    """
    transition = TABLE.transition(step)
    if case.state not in transition.sources:
        return (Obstacle("not-now", case.state),)
    found = [Obstacle("own")] if step in JUDGING and is_own(case, who) else []
    done = frozenset().union(*(case.doers.get(key, frozenset()) for key in transition.not_by))
    if who.person in done:
        found.append(Obstacle("had-a-hand"))
    found += [stopped for guard in GUARDS.get(step, ()) if (stopped := guard(case, today))]
    return tuple(found)


def is_own(case: Dossier, who: Who) -> bool:
    """Whether the case is their own: they wrote it, or it is their unit's and that is not the organ."""
    same_unit = case.unit is not None and case.unit in who.units and case.unit != case.organ
    return who.person in case.authors or same_unit


def is_editable(case: Dossier) -> bool:
    """Whether the application may still be changed: never once its material is frozen."""
    return TABLE.can(case.state, Can.EDITABLE) and not case.snapshot
