"""Controls that Django draws in a way the site does not."""

from __future__ import annotations

from django import forms


class Boxes(forms.CheckboxSelectMultiple):
    """Several choices as boxes to tick, side by side where there is room."""

    template_name = "kit/boxes.html"


class BoxList(Boxes):
    """Many choices, or long ones: one below the other, in a frame that scrolls."""

    template_name = "kit/box-list.html"
