"""What other apps call from inside their own deeds: a signed lead becomes a project."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from zhenxing.web.kit.actions import Deed
from zhenxing.web.kit.refusals import Invalid
from zhenxing.web.projects.models import Project

__all__ = ["from_lead", "project_of_lead"]


def from_lead(
    deed: Deed,
    *,
    area: Any,
    name: str,
    investor: str,
    investor_uscc: str = "",
    investment: Decimal | None = None,
    lead_subject: Model,
    **more: Any,
) -> Project:
    """Propose a project for the library from a saved lead, within the lead's deed; handed over once.

    `investment` is in 元, None where the lead does not say. `more` are other fields of a project by name
    (unit, town, enterprise, industry, content, land, energy, output, tax, plan_signed_on …). The project
    still has to be screened and its signing proven: a lead's word is no event. Raises `Invalid` with the
    fields of a project that do not hold; called again for the same lead, gives the project it has.
    """
    known = project_of_lead(lead_subject)
    if known is not None:
        return known
    project = Project(
        area=area,
        name=name.strip()[:150],
        investor=investor.strip()[:150],
        investor_code=investor_uscc.strip() or None,
        investment=investment,
        lead_type=lead_subject._meta.label_lower,
        lead_id=lead_subject.pk,
        lead_label=str(lead_subject)[:300],
        **more,
    )
    try:
        project.full_clean()
    except ValidationError as error:
        raise Invalid({field: tuple(texts) for field, texts in error.message_dict.items()}) from error
    deed.save(project)
    return project


def project_of_lead(lead_subject: Model) -> Project | None:
    """The project a lead was handed over as; None when it has not been."""
    about = {"lead_type": lead_subject._meta.label_lower, "lead_id": lead_subject.pk}
    found: Project | None = Project.objects.current().filter(**about).first()
    return found
