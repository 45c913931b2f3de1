"""The heading under which the pages of this app stand in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

GROUP = _("招商")
