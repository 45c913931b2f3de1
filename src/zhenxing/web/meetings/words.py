"""What meetings are called, what their papers are filled from, and the parts people take in them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

DISPATCH_MEETING: Final = "dispatch"
KINDS = [
    ("group", _("领导小组会议")),
    ("topic", _("专题会议")),
    ("push", _("工作推进会")),
    ("talk", _("座谈会")),
    ("consult", _("会商会")),
    ("onsite", _("现场办公会")),
    ("video", _("视频会议")),
    (DISPATCH_MEETING, _("调度会")),
]
MATTERS = [("report", _("汇报")), ("deliberate", _("审议")), ("coordinate", _("协调")), ("inform", _("通报"))]
PARTS = [("chair", _("主持")), ("attend", _("出席")), ("sit_in", _("列席")), ("record", _("记录"))]
#: the statements of townships are of the meeting; the others are parts that a dispatch has too
STATEMENTS_OF_IT: Final = "statements"
SOURCES = [
    ("follow_up", _("以前议定事项的落实")),
    ("red", _("红灯和超期事项")),
    ("tasks", _("在办任务")),
    ("letters", _("督办函件")),
    ("problems", _("突出问题")),
    ("goals", _("落后的目标")),
    ("projects", _("卡住的项目")),
    (STATEMENTS_OF_IT, _("各单位书面汇报")),
]
