"""The words that stand in the columns of an enterprise, and what a unified code says of its bearer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: 组织形式; empty is not known
COMPANY, INDIVIDUAL, COOPERATIVE, OTHER = "company", "individual", "cooperative", "other"
FORMS = [
    (COMPANY, _("企业")),
    (INDIVIDUAL, _("个体工商户")),
    (COOPERATIVE, _("农民专业合作社")),
    (OTHER, _("其他组织")),
]
#: first two characters of the code: registering department and kind (GB 32100, appendix A)
FORM_OF_CODE = {"91": COMPANY, "92": INDIVIDUAL, "93": COOPERATIVE}

#: 登记状态; empty is not known
STATUSES = [
    ("operating", _("存续（在营）")),
    ("suspended", _("停业、歇业")),
    ("revoked", _("吊销")),
    ("cancelled", _("注销")),
    ("moved_out", _("迁出")),
]
TONES = {
    "operating": "good",
    "suspended": "warn",
    "revoked": "bad",
    "cancelled": "muted",
    "moved_out": "muted",
}

#: what an enterprise is in its town
TOWN_ROLES = [
    ("leading", _("领军企业")),
    ("backbone", _("骨干企业")),
    ("supporting", _("配套企业")),
    ("small", _("小微企业")),
    ("cooperative", _("合作社")),
]

#: GB statistical size (大中小微); computed from rules, never typed
SIZES = [("large", _("大型")), ("medium", _("中型")), ("small", _("小型")), ("micro", _("微型"))]
