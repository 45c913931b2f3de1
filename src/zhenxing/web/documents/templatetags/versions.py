"""The way from a document to what is different from the one before it."""

from __future__ import annotations

from typing import Any

from django import template

from zhenxing.core.quoting import inside_marks
from zhenxing.web.documents import versions
from zhenxing.web.documents.models import Document

register = template.Library()
register.filter("inside_marks", inside_marks)


@register.inclusion_tag("documents/difference-link.html", takes_context=True)
def difference_link(context: Any, document: Document, small: bool = False) -> dict[str, Any]:
    """A button to the difference page: of the older document, or of the one it seems to replace."""
    older = versions.suggested(document, context["request"].user)
    return {"document": document, "suggested": older, "small": small}
