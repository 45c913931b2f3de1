"""The words that stand in the columns of an enterprise, and what a unified code says of its bearer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: first two characters of a code (GB 32100, appendix A) → the codes of `enterprise_kind` they rule out
NOT_OF_CODE = {
    "91": ("individual", "cooperative"),
    "92": ("llc", "joint_stock", "non_company", "sole", "partnership", "cooperative", "branch"),
    "93": ("llc", "joint_stock", "non_company", "sole", "partnership", "individual", "foreign_branch"),
}

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

#: where a fact about an enterprise comes from. A statistical return is not among them and never will be:
#: what is filed for statistics is used for statistics alone (统计法第二十五条)
DECLARED, ADMINISTRATIVE = "declared", "administrative"
SOURCE_KINDS = [
    (DECLARED, _("企业申报")),
    (ADMINISTRATIVE, _("部门登记")),
]
