"""A page of runs and ruled lines → its text: lines in reading order, ruled tables row by row."""

from __future__ import annotations

from typing import Any, Final

from zhenxing.intake.layout import Run, printed_lines
from zhenxing.intake.ofd_objects import Rule
from zhenxing.intake.tables import wrapped_text

Box = tuple[float, float, float, float]
#: a page with more lines is a drawing or a map; looking for tables in it takes the square of them
_MOST_RULES: Final = 2000
#: lines this near (mm) meet
_NEAR: Final = 1.0


def page_text(runs: list[Run], rules: list[Rule]) -> str:
    tables = _tables(rules) if 4 <= len(rules) <= _MOST_RULES else []
    parts = [(min(cell[1] for cell in cells), _table_text(cells, runs)) for cells in tables]
    boxes = [_around(cells) for cells in tables]
    outside = [run for run in runs if not any(_within(run, box) for box in boxes)]
    parts += _flow(outside, sorted(top for top, _ in parts))
    return "\n".join(text for _, text in sorted(parts, key=lambda part: part[0]) if text.strip())


def _flow(runs: list[Run], tops: list[float]) -> list[tuple[float, str]]:
    """The lines outside the tables: those above the first, between two, and below the last."""
    parts = []
    for above, below in zip([float("-inf"), *tops], [*tops, float("inf")], strict=True):
        lines = printed_lines(run for run in runs if above <= run.y < below)
        if lines:
            first = min(line.y for line in lines)
            parts.append((max(first, above), "\n".join(line.text for line in lines)))
    return parts


# -- tables ---------------------------------------------------------------------


def _tables(rules: list[Rule]) -> list[list[Box]]:
    """The cells of each ruled table of two rows and two columns at least."""
    # imported here: most pages rule no table, and the package is slow to load
    from pdfplumber import table

    edges = table.merge_edges([_edge(rule) for rule in rules], _NEAR, _NEAR, _NEAR, _NEAR)
    crossings = table.edges_to_intersections(edges, _NEAR, _NEAR)
    found = table.cells_to_tables(table.intersections_to_cells(crossings))
    return [
        cells
        for cells in found
        if len({cell[1] for cell in cells}) > 1 and len({cell[0] for cell in cells}) > 1
    ]


def _edge(rule: Rule) -> dict[str, Any]:
    level = rule.y0 == rule.y1
    return {
        "x0": rule.x0, "x1": rule.x1, "top": rule.y0, "bottom": rule.y1,
        "width": rule.x1 - rule.x0, "height": rule.y1 - rule.y0, "orientation": "h" if level else "v",
    }  # fmt: skip


def _table_text(cells: list[Box], runs: list[Run]) -> str:
    columns = sorted({cell[0] for cell in cells})
    rows = []
    for top in sorted({cell[1] for cell in cells}):
        by_column = {cell[0]: cell for cell in cells if cell[1] == top}
        rows.append("\t".join(_cell(by_column.get(column), runs) for column in columns).rstrip())
    return "\n".join(row for row in rows if row.strip())


def _cell(cell: Box | None, runs: list[Run]) -> str:
    if cell is None:
        return ""
    return wrapped_text([line.text for line in printed_lines(run for run in runs if _within(run, cell))])


def _around(cells: list[Box]) -> Box:
    left, top, right, bottom = zip(*cells, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _within(run: Run, box: Box) -> bool:
    """Whether the middle of a run's characters stands in a box."""
    x, y = (run.x + run.end) / 2, run.y - run.size * 0.4
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
