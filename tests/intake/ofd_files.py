"""OFD files made for the tests, by the structure that GB/T 33190 prescribes. All places are fictional."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.files import zipped

SPACE = "http://www.ofdspec.org/2016"
SIZE = 5.0


def root(name: str, inside: str, prefix: str = "ofd", space: str = SPACE) -> str:
    """A part whose elements are written without prefix in `inside`."""
    if not prefix:
        return f'<?xml version="1.0" encoding="UTF-8"?><{name} xmlns="{space}">{inside}</{name}>'
    inside = re.sub(r"<(/?)(?=[A-Za-z])", rf"<\1{prefix}:", inside)
    head = f'<?xml version="1.0" encoding="UTF-8"?><{prefix}:{name} xmlns:{prefix}="{space}">'
    return f"{head}{inside}</{prefix}:{name}>"


def text(said: str, x: float, y: float, size: float = SIZE, more: str = "", delta: str | None = None) -> str:
    """A text object whose base line begins at x, y; `more` are further attributes of it."""
    steps = f"g {len(said) - 1} {size}" if delta is None and len(said) > 1 else delta or ""
    stated = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<TextObject ID="9" Boundary="{x} {y - size} 200 {size * 1.2}" Font="3" Size="{size}"{more}>'
        f'<FillColor Value="0 0 0"/><TextCode X="0" Y="{size}"{stated}>{said}</TextCode></TextObject>'
    )


def lines(*said: str, x: float = 30, y: float = 40) -> str:
    return "".join(text(line, x, y + 8 * index) for index, line in enumerate(said))


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruled line, given as a path in its own box as producers write it."""
    return (
        f'<PathObject ID="8" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}">'
        f"<AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</AbbreviatedData></PathObject>"
    )


def grid(left: float, top: float, widths: list[float], heights: list[float]) -> str:
    right, bottom = left + sum(widths), top + sum(heights)
    downs = [left + sum(widths[:index]) for index in range(len(widths) + 1)]
    levels = [top + sum(heights[:index]) for index in range(len(heights) + 1)]
    return "".join(stroke(left, y, right, y) for y in levels) + "".join(
        stroke(x, top, x, bottom) for x in downs
    )


def page(*objects: str, template: str = "") -> str:
    under = f'<Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    return f'{under}<Content><Layer Type="Body" ID="2">{"".join(objects)}</Layer></Content>'


@dataclass
class Doc:
    """One document of the file; `more` goes into Document.xml, `parts` into its folder."""

    pages: list[str]
    templates: dict[str, str] = field(default_factory=dict)
    more: str = ""
    parts: dict[str, str] = field(default_factory=dict)


def ofd(*documents: Doc, prefix: str = "ofd", space: str = SPACE, body: str = "", lead: str = "") -> bytes:
    """An OFD file; `body` goes into each DocBody, `lead` stands before locations (`/` for absolute ones)."""
    files: dict[str, bytes | str] = {}
    bodies = ""
    for number, document in enumerate(documents):
        folder = f"Doc_{number}"
        bodies += f"<DocBody><DocInfo/><DocRoot>{lead}{folder}/Document.xml</DocRoot>{body}</DocBody>"
        listed = "".join(
            f'<Page ID="{index}" BaseLoc="Pages/Page_{index}/Content.xml"/>'
            for index in range(len(document.pages))
        )
        templates = "".join(
            f'<TemplatePage ID="{key}" BaseLoc="Tpls/Tpl_{key}/Content.xml"/>' for key in document.templates
        )
        said = f"<CommonData>{templates}</CommonData><Pages>{listed}</Pages>{document.more}"
        files[f"{folder}/Document.xml"] = root("Document", said, prefix, space)
        for index, content in enumerate(document.pages):
            files[f"{folder}/Pages/Page_{index}/Content.xml"] = root("Page", content, prefix, space)
        for key, content in document.templates.items():
            files[f"{folder}/Tpls/Tpl_{key}/Content.xml"] = root("Page", content, prefix, space)
        for name, content in document.parts.items():
            files[f"{folder}/{name}"] = root("Attachments", content, prefix, space)
    return zipped({"OFD.xml": root("OFD", bodies, prefix, space), **files})


def simple(*pages: list[str]) -> bytes:
    """Pages of plain lines."""
    return ofd(Doc([page(lines(*said)) for said in pages]))
