"""The fictional towns of the demo county, with what is kept about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Q
from simple_history.utils import bulk_create_with_history

from zhenxing.core.shapes import square_kilometres
from zhenxing.packs.demo_towns import load_demo_towns
from zhenxing.web.codetables.models import Code
from zhenxing.web.documents.models import Document
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.actions import Action, Deed
from zhenxing.web.kit.search import fill_search_keys
from zhenxing.web.organisations.models import Area, Unit
from zhenxing.web.rules.models import CriterionAnswer
from zhenxing.web.tasks.models import Task
from zhenxing.web.towns.models import Milestone, Town, TownFigure, TownTier, Zone

_Row = Mapping[str, Any]


@dataclass(frozen=True)
class LoadDemoTowns(Action[int]):
    """Make the towns of the demo county, whose places, units and documents are there already."""

    code: ClassVar[str] = "demo.load-towns"
    permission: ClassVar[str] = "towns.create"
    by_system: ClassVar[bool] = True

    home: str

    def execute(self, deed: Deed) -> int:
        rows, known = load_demo_towns(), _Known()
        home = Area.objects.get(code=self.home)
        made = [_town(row, home, known) for row in rows]
        fill_search_keys(made)
        towns = list(zip(rows, bulk_create_with_history(made, Town), strict=True))
        for row, town in towns:
            _link(row, town, known)
        kept = [
            *_made(TownTier, towns, "tiers", known, tier="town_tier"),
            *_made(TownFigure, towns, "figures", known, indicator="baseline_indicator"),
            *_made(Milestone, towns, "milestones", known),
            *_made(Zone, towns, "zones", known, kind="zone_kind"),
            *_made(CriterionAnswer, towns, "answers", known),
        ]
        deed.batch(len(towns) + len(kept))
        return len(towns)


class _Known:
    """The records that rows name by their codes."""

    def __init__(self) -> None:
        self.areas = {area.code: area for area in Area.objects.all()}
        self.units = {unit.key: unit for unit in Unit.objects.all()}
        self.documents = {document.file_name: document for document in Document.objects.all()}
        self.codes = {(code.table.key, code.code): code for code in Code.objects.select_related("table")}


def _town(row: _Row, home: Area, known: _Known) -> Town:
    plain = ("name", "product", "introduction", "aim", "longitude", "latitude")
    return Town(
        area=home,
        category=known.codes["town_category", row["category"]],
        industry=known.codes["industry", row["industry"]],
        lead_unit=known.units.get(row.get("lead", "")),
        plan=known.documents.get(row.get("plan", "")),
        policy=known.documents.get(row.get("policy", "")),
        **{name: row[name] for name in plain if name in row},
    )


def _link(row: _Row, town: Town, known: _Known) -> None:
    town.covers.set([known.areas[code] for code in row["covers"]])
    town.traits.set([known.codes["gathering_trait", code] for code in row.get("traits", ())])
    town.units.set([known.units[key] for key in row.get("units", ())])
    if word := row.get("links"):
        own = Task.objects.filter(heading__startswith=word)
        clauses = {(task.document_id, task.clause_label) for task in own}
        town.tasks.set(Task.objects.filter(Q(heading__contains=word) | Q(content__contains=word)))
        # the clause that is about this town alone sets its goals
        goals = Goal.objects.filter(document__in={document for document, _label in clauses})
        town.goals.set(goal for goal in goals if (goal.document_id, goal.clause_label) in clauses)
        town.documents.set({document for document, _label in clauses})


def _made(
    model: type[Any], towns: Iterable[tuple[_Row, Town]], part: str, known: _Known, **tables: str
) -> list[Any]:
    """The records of one kind, of all towns in one stroke; `tables` says of which table a code is."""
    records = [
        _record(model, town, entry, known, tables) for row, town in towns for entry in row.get(part, ())
    ]
    return list(bulk_create_with_history(records, model))


def _record(model: type[Any], town: Town, entry: _Row, known: _Known, tables: Mapping[str, str]) -> Any:
    values = dict(entry)
    for name, table in tables.items():
        values[name] = known.codes[table, values[name]]
    if "unit" in values and model is Milestone:
        values["unit"] = known.units[values["unit"]]
    if "rings" in values:
        polygon = tuple(tuple((east, north) for east, north in ring) for ring in values.pop("rings"))
        values["shape"] = [polygon]
        values["size"] = Decimal(square_kilometres((polygon,))).quantize(Decimal("0.0001"))
    return model(town=town, **values)
