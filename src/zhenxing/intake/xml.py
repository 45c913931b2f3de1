"""XML from untrusted files: no entities, no DTD, no network."""

from __future__ import annotations

from typing import Any

from lxml import etree

from zhenxing.intake.errors import refusal


def whole(text: str | None, otherwise: int) -> int:
    """An attribute's small whole number; what is none counts as not given."""
    usable = text is not None and text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if text and usable else otherwise


def parse_xml(data: bytes, part: str) -> Any:
    """The root element; raises `unsafe` for a document type, `damaged` for bad XML."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _named(str(error), part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal("unsafe", part, what="XML 实体定义", what_en="XML entity definitions")
    return root


def _named(said: str, part: str) -> Exception:
    """libxml2 says only in words whether a file is broken, hostile or too much for the memory."""
    words = said.lower()
    if "memory" in words or words.startswith("unknown error"):
        # lxml has no words at all for what libxml2 had no memory to report.
        return MemoryError(said)
    if "entit" in words:
        # Entity loops end here: libxml2 counts their growth even unexpanded.
        return refusal("unsafe", f"{part}: {said}", what="XML 实体定义", what_en="XML entity definitions")
    if "huge" in words or "excessive depth" in words:
        return refusal("unsafe", f"{part}: {said}", what="XML 结构异常", what_en="an abnormal XML structure")
    return refusal("damaged", f"{part}: {said}")


def local(element: Any) -> str:
    """An element's name without namespace (both of Word's name spaces read alike); "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """An attribute's value by its local name."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Any, name: str) -> Any | None:
    """The first child of a local name, or None."""
    return next((found for found in element if local(found) == name), None)


def value_of(element: Any, name: str) -> str | None:
    """`w:val` of a child: None without the child, "" without the attribute."""
    found = child(element, name)
    return None if found is None else attribute(found, "val") or ""
