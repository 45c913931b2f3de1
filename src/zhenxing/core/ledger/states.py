"""A ledger's states as a table of capabilities: code asks what a state allows, never what it is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Capability(StrEnum):
    """What may be done to an item, or what it counts as, in a state."""

    EDITABLE = "editable"
    SUBMITTABLE = "submittable"
    RETURNABLE = "returnable"
    REVIEWABLE = "reviewable"
    SCORABLE = "scorable"
    NOTICED = "noticed"
    DECIDABLE = "decidable"
    CLOSABLE = "closable"
    COUNTED = "counted"
    OPEN = "open"
    FINAL = "final"


class NotOpen(ValueError):  # noqa: N818 - an answer of the table, not a fault of the program
    """The transition does not begin in this state."""

    def __init__(self, state: str, transition: str) -> None:
        super().__init__(f"{transition} does not begin in {state}")
        self.state = state
        self.transition = transition


@dataclass(frozen=True)
class State:
    """One state. `label` is anything `str()` makes words of; `tone` a colour of the site's palette."""

    key: str
    label: object
    capabilities: frozenset[Capability] = frozenset()
    tone: str = "muted"


@dataclass(frozen=True)
class Transition:
    """One way from some states to another.

    `verb` is the permission it needs, `proofs` what must be attached, `not_by` the transitions whose
    doer on the same item may not do this one.
    """

    key: str
    label: object
    sources: Collection[str]
    target: str
    verb: str
    needs_reason: bool = False
    proofs: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class StateTable:
    """The states of a ledger and the ways between them.

    Raises `ValueError`, all faults at once, when a name is unknown or twice there, a state cannot be
    reached, or one that is not FINAL leads nowhere (and a FINAL one somewhere).
    """

    key: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    initial: str

    def __post_init__(self) -> None:
        if faults := list(self._faults()):
            raise ValueError(f"{self.key}: {'; '.join(faults)}")

    def state(self, key: str) -> State:
        """The state so called; KeyError when there is none."""
        return self._states[key]

    def transition(self, key: str) -> Transition:
        """The transition so called; KeyError when there is none."""
        return self._transitions[key]

    def can(self, state: str, capability: Capability) -> bool:
        return capability in self._states[state].capabilities

    def holding(self, capability: Capability) -> frozenset[str]:
        """The states that have a capability, for set queries."""
        return frozenset(one.key for one in self.states if capability in one.capabilities)

    def open_to(self, state: str) -> tuple[Transition, ...]:
        """The transitions that begin in a state, in the table's order."""
        return tuple(one for one in self.transitions if state in one.sources)

    def next(self, state: str, transition: str) -> State:
        """Where a transition leads from a state. Raises `NotOpen` when it does not begin there."""
        way = self._transitions.get(transition)
        if way is None or state not in way.sources:
            raise NotOpen(state, transition)
        return self._states[way.target]

    @cached_property
    def _states(self) -> dict[str, State]:
        return {one.key: one for one in self.states}

    @cached_property
    def _transitions(self) -> dict[str, Transition]:
        return {one.key: one for one in self.transitions}

    def _faults(self) -> Iterator[str]:
        yield from (f"two states called {key}" for key in _twice(one.key for one in self.states))
        yield from (f"two transitions called {key}" for key in _twice(one.key for one in self.transitions))
        named = {self.initial, *(s for one in self.transitions for s in (*one.sources, one.target))}
        yield from (f"no state {key}" for key in sorted(named - self._states.keys()))
        others = {key for one in self.transitions for key in one.not_by}
        yield from (f"no transition {key}" for key in sorted(others - self._transitions.keys()))
        yield from (f"{key} cannot be reached" for key in sorted(self._states.keys() - self._reached()))
        for one in self.states:
            final = Capability.FINAL in one.capabilities
            if final and Capability.OPEN in one.capabilities:
                yield f"{one.key} is both open and final"
            if final == bool(self.open_to(one.key)):
                yield f"{one.key} is final and leads on" if final else f"{one.key} leads nowhere"

    def _reached(self) -> set[str]:
        reached, new = set[str](), {self.initial}
        while new:
            reached |= new
            new = {one.target for one in self.transitions if reached & set(one.sources)} - reached
        return reached


def _twice(keys: Iterable[str]) -> list[str]:
    seen, twice = set[str](), list[str]()
    for key in keys:
        if key in seen:
            twice.append(key)
        seen.add(key)
    return twice
