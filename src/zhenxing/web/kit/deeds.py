"""What deeds are called, for people: from an audit code to words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "create": _("新建"),
    "edit": _("修改"),
    "archive": _("归档"),
    "bulk-edit": _("批量修改"),
    "bulk-archive": _("批量归档"),
    "delete": _("删除"),
    "upload": _("上传"),
    "adopt": _("采纳"),
    "replace": _("指定旧文件"),
    "accept": _("接受"),
    "reject": _("不采纳"),
    "assign": _("分派"),
    "report": _("报告进展"),
    "close": _("销号"),
    "withdraw": _("撤回"),
    "compile": _("解析"),
    "appoint": _("任命"),
    "grant": _("授予角色"),
    "end": _("收回角色"),
    "set-active": _("启用或停用"),
    "reset-password": _("重置口令"),
    "change-password": _("修改口令"),
    "release": _("解除锁定"),
    "revoke": _("收回"),
    "learn": _("记住别称"),
    "plant": _("装入区划"),
    "replace-all": _("重画功能区"),
    "pause": _("暂停计时"),
    "resume": _("恢复计时"),
    "extend": _("延期"),
    "issue": _("发函督办"),
    "escalate": _("按阶梯督办"),
    "resettle": _("重算到期日"),
    "start-dated": _("开始计时"),
    "move-dated": _("更新期限"),
    "stop-dated": _("停止计时"),
    "sign": _("签收"),
    "answer": _("反馈办理情况"),
    "recheck": _("复核"),
    "remind": _("催办"),
    "digest": _("生成每日摘要"),
    "read": _("标为已读"),
    # every deed of a kind
    "demo.*": _("装入演示数据"),
    # a whole code says it where the verb alone would mislead
    "applications.submit": _("提交申报"),
    "applications.abandon": _("撤回申报"),
    "applications.return": _("退回补正"),
    "applications.accept": _("受理并冻结材料"),
    "applications.attach": _("附证明材料"),
    "applications.remove-proof": _("移除证明材料"),
    "applications.review": _("初审"),
    "applications.assign-expert": _("安排专家"),
    "applications.close-scoring": _("结束评分"),
    "applications.rank": _("排序"),
    "applications.decide": _("作出决定"),
    "applications.withdraw": _("撤销认定"),
    "applications.lapse": _("期满退出"),
    "public_notices.publish": _("公示"),
    "objections.create": _("提出异议"),
    "objections.answer": _("答复异议"),
    "seats.declare": _("利益关系声明"),
    "seats.score": _("评分"),
    "criteria.take": _("按规则建立评审项目"),
    "delegations.create": _("登记委托"),
    "rechecks.create": _("年度复核"),
    "rectifications.create": _("报送整改方案"),
    "rectifications.accept": _("整改验收"),
}


def label_of(code: str) -> str:
    """The deed in words; the code itself when it has none."""
    subject, _dot, verb = code.partition(".")
    return str(VERBS.get(code) or VERBS.get(f"{subject}.*") or VERBS.get(verb.rpartition(".")[2], code))
