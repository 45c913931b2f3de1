"""Tables → lines: one a row, cells parted by tabs; tables that only lay out a page → their paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

_STOPS = "。！？；：，、"


@dataclass
class Grid:
    """Rows of cells, each cell a list of lines; merged cells keep their text in the first place."""

    rows: list[list[list[str]]] = field(default_factory=list)
    #: column → rows still covered by a cell above
    _below: dict[int, int] = field(default_factory=dict)

    def begin_row(self) -> None:
        self.rows.append([])

    def add(self, lines: list[str], columns: int = 1, rows: int = 1) -> None:
        """Put a cell in the next free place of the row begun last."""
        row = self.rows[-1]
        self._skip_covered(row)
        for offset in range(columns):
            if rows > 1:
                self._below[len(row)] = rows - 1
            row.append(lines if offset == 0 else [])

    def end_row(self) -> None:
        """Leave places for cells that reach down from above."""
        self._skip_covered(self.rows[-1])

    def _skip_covered(self, row: list[list[str]]) -> None:
        while self._below.get(len(row)):
            self._below[len(row)] -= 1
            row.append([])


def row_lines(grid: Grid) -> list[str]:
    """A data table row by row; a layout table cell by cell."""
    if _lays_out(grid):
        return [line for row in grid.rows for cell in row for line in cell]
    rows = ("\t".join(cell_text(cell) for cell in row).rstrip() for row in grid.rows)
    return [row for row in rows if row.strip()]


def cell_text(lines: list[str]) -> str:
    """A cell's lines as one, parted by a space unless a stop parts them already."""
    out = ""
    for line in (" ".join(line.split()) for line in lines):
        if line:
            out += line if not out or out[-1] in _STOPS else f" {line}"
    return out


def wrapped_text(lines: list[str]) -> str:
    """A cell's printed lines as one: Chinese lines break anywhere, so nothing parts them."""
    joined = ""
    for line in lines:
        wide = joined and line and (joined[-1] >= "\u2e80" or line[0] >= "\u2e80")
        joined = joined + line if wide else cell_text([joined, line])
    return joined


def runs_on(rows: int, paragraphs: int, characters: int) -> bool:
    """Whether a cell holds a page's running text: a table of one or two rows needs little to say so."""
    return paragraphs > 3 and characters > (150 if rows <= 2 else 1500)


def _lays_out(grid: Grid) -> bool:
    width = len({column for row in grid.rows for column, cell in enumerate(row) if cell_text(cell)})
    cells = [cell for row in grid.rows for cell in row]
    return width <= 1 or any(runs_on(len(grid.rows), len(cell), sum(map(len, cell))) for cell in cells)
