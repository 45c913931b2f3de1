"""Thresholds of every form: lists of conditions, exits, grades, and whoever meets them."""

from __future__ import annotations

from typing import Any

_POLICY: dict[str, Any] = {"genre": "opinion", "role": "policies"}
_MEASURE: dict[str, Any] = {"genre": "measure"}
_LIST: dict[str, Any] = {"genre": "measure", "role": "conditions", "heading": "申报条件"}
_NOTICE: dict[str, Any] = {
    "genre": "notice",
    "role": "body",
    "title": "关于开展县级竹编示范工坊申报工作的通知",
}

#: (passage, setting, conditions); none of them sets a goal
THRESHOLD_CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    # --- items of a part that sets conditions
    ("(一)注册资本500万元以上;", _LIST, [">= 5000000 元"]),
    ("(二)从事竹编行业10年以上;", _LIST, [">= 10 年"]),
    ("(三)年带徒不少于3人;", _LIST, [">= 3 人"]),
    ("(四)近三年内未发生重大质量事故;", _LIST, ["= 0 起"]),
    ("(五)竹编产值占全镇工业总产值比重30%以上;", _LIST, [">= 0.3 %"]),
    ("(六)集聚同类企业50家以上,从业人员500人以上;", _LIST, [">= 50 家", ">= 500 人"]),
    ("(七)建有面积300平方米以上的展厅;", _LIST, [">= 300 平方米"]),
    ("(八)品牌价值1亿元以上,或年出口额500万美元以上;", _LIST, [">= 100000000 元", ">= 5000000 美元"]),
    ("1.企业成立时间满1年,上年度营业收入达到2000万元;", _LIST, [">= 1 年", ">= 20000000 元"]),
    ("2.拥有有效发明专利1件或实用新型专利5件以上;", _LIST, ["= 1 件", ">= 5 件"]),
    ("3.申报单位须在本县注册满两年;", _LIST, [">= 2 年"]),
    ("企业信用良好,资产负债率60%以下。", _LIST, ["<= 0.6 %"]),
    ("银行贷款逾期不超过30天。", _LIST, ["<= 30 天"]),
    ("公示时间不少于7天。", _LIST, []),
    # --- a notice that invites applications
    ("申报对象为年产值500万元以上的竹编企业。", _NOTICE, [">= 5000000 元"]),
    ("凡年销售额超过200万元的电商企业均可申报。", _NOTICE, ["> 2000000 元"]),
    ("须拥有自主品牌1个以上。", _NOTICE, [">= 1 个"]),
    ("认定标准:竹编产值5亿元以上,规上企业5家以上。", _NOTICE, [">= 500000000 元", ">= 5 家"]),
    # --- whoever meets it, whatever follows
    ("总投资超过5亿元的重大项目,实行“一事一议”。", _POLICY, ["> 500000000 元"]),
    ("亩均税收低于5万元的企业,实行差别化电价。", _POLICY, ["< 50000 元"]),
    ("年销售额100万元以上的网店,免费提供仓储服务。", _POLICY, [">= 1000000 元"]),
    ("年出口额300万美元以上企业,每出口1美元补助0.03元。", _POLICY, [">= 3000000 美元"]),
    ("年综合能耗5000吨标准煤以上的企业,不得享受本政策。", _POLICY, [">= 5000 吨标准煤"]),
    ("引进工艺师并签订3年以上合同的,每人每年补贴5万元。", _POLICY, [">= 3 年"]),
    ("贷款金额200万元以内的,给予全额贴息。", _POLICY, ["<= 2000000 元"]),
    # --- one measure of a benefit is no threshold
    ("每新增1名篾匠大师,奖励5万元。", _POLICY, ["null"]),
    # --- how much is given is no threshold either
    ("第十一条 资金支持比例不超过项目总投资的30%。", _MEASURE, []),
    # --- exit and warning
    (
        "有下列情形之一的,予以退出:(一)产值连续三年下降的;(二)发生重大安全事故的;(三)年度考核低于60分的。",
        _MEASURE,
        [">= 3 年", "null", "< 60 分"],
    ),
    ("复核得分低于70分的限期整改。", _MEASURE, ["< 70 分"]),
    ("产值增速连续两个季度低于5%的,予以黄牌警告。", _POLICY, ["< 0.05 %"]),
    ("连续6个月以上未经营的,收回扶持资金。", _POLICY, [">= 6 个月"]),
    ("专业镇数量少于3个的县不得新增申报。", _MEASURE, ["< 3 个"]),
    ("绩效评价得分排名后10%的,扣减下年度资金20%。", _MEASURE, ["<= 0.1 %"]),
    ("首次入规企业奖励20万元,连续三年在规的再奖励10万元。", _POLICY, ["null", ">= 3 年"]),
    # --- grades
    (
        "综合得分90分(含)以上的评为一类,80分至90分的评为二类,60分以下的评为末类。",
        _MEASURE,
        [">= 90 分", "range 80–90 分", "<= 60 分"],
    ),
    # --- ladders
    ("推动企业向10亿级、50亿级、百亿级迈进。", {}, ["tiers 1000000000–5000000000–10000000000 元"]),
]

#: what stands between commas in a plan commits, even where 的 follows
COMMITTING: list[tuple[str, dict[str, Any], list[str]]] = [
    ("培育年营业收入超过1亿元的企业,带动产业升级。", _POLICY, []),
    ("国土空间规划安排不少于10%的用地指标,保障产业用地。", _POLICY, [">= 0.1 %"]),
    ("到2026年,建成面积2万平方米以上的竹编园,集聚企业60家。", {}, [">= 20000 平方米 2026", "= 60 家 2026"]),
]
