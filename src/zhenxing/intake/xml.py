"""XML from untrusted files: no entities, no DTD, no network."""

from __future__ import annotations

from typing import Any

from lxml import etree

from zhenxing.intake.errors import refusal


def parse_xml(data: bytes, part: str) -> Any:
    """The root element; raises `unsafe` for a document type, `damaged` for bad XML."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, dtd_validation=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        # Entity loops end here too: libxml2 counts their growth even unexpanded.
        hostile = "entit" in str(error).lower()
        raise _unsafe(part) if hostile else refusal("damaged", detail=f"{part}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(part)
    return root


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


def _unsafe(part: str) -> Exception:
    return refusal("unsafe", part, what="XML 实体定义", what_en="XML entity definitions")
