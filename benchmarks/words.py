"""Words of the genre, and what can be measured: the material `documents` composes from.

Nothing here is a sentence. Every list is long enough that a sentence of three clauses occurs once.
"""

from __future__ import annotations

from dataclasses import dataclass


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PLACE_FIRST = "云清石临松柳枫兰梅竹桐榆槐枣杏桃橘荷莲菱芦鹤鹭雁燕鹿霁砚沅澄"
PLACE_SECOND = "岭河川溪湖泉原浦渡桥坪塘湾洲台屿岩谷"
TOWN_SECOND = "柏沙坡堰圩埠墩铺滩碾"
SURNAMES = "陆穆乔岑汤彭陶苗程卫蒋沈韩秦尤许吕施"
GIVEN = ("行远", "清远", "雨桐", "月白", "怀瑾", "子衿", "明轩", "若溪", "长风", "静姝", "思齐", "知远")

PRODUCTS = _list(
    "阀门 轴承 刀剪 锁具 灯饰 眼镜 毛笔 陶瓷 紫砂 木雕 竹编 藤椅 红木家具 皮具 箱包 童鞋 袜子 针织品 "
    "丝绸 羽绒 毛巾 拉链 纽扣 雨伞 玩具 渔具 乐器 自行车 电动工具 水泵 电机 电缆 紧固件 法兰 铸件 模具 "
    "弹簧 链条 齿轮 农机 茶叶 食用菌 中药材 蜂蜜 苹果 核桃 红枣 小米 面粉 粉条 陈醋 白酒 黄酒 豆制品 "
    "花卉 苗木 辣椒 柑橘 葡萄 莲藕 米线 糕点 石材 涂料 包装 文具"
)

VERBS = _list(
    "推动 引导 支持 鼓励 完善 健全 优化 提升 强化 深化 夯实 培育 壮大 拓展 打通 整合 盘活 规范 改进 夯牢 "
    "加固 做实 做优 做强 抓好 落实 统筹 衔接 延伸 补齐 激活 释放 放大 巩固 保障 促进 扩大 畅通 细化 严格"
)
MANNERS = _list("持续 稳步 扎实 有序 积极 大力 着力 全面 深入 切实 主动 科学 合理 及时 加快 进一步 不断 重点")
SCOPES = _list(
    "镇域 园区 企业 集群 产业链 供应链 上下游 龙头企业 中小企业 小微企业 合作社 家庭作坊 行业协会 "
    "骨干企业 配套企业 初创企业 外贸企业 传统作坊 种养大户 生产基地 集散市场 研发机构 检测机构 技工院校 "
    "创业园 孵化器 仓储物流 电商平台 销售渠道 原料基地"
)
QUALITIES = _list(
    "绿色 数字化 智能化 标准化 品牌化 集约化 精细化 差异化 专业化 规模化 协同 开放 共享 安全 高效 规范 "
    "柔性 清洁 节能 循环 定制 精深 高端 特色 优质 现代 先进 区域 公共 综合"
)
OBJECTS = _list(
    "生产能力 加工工艺 技术改造 质量管理 标准体系 检测体系 人才队伍 用工服务 融资服务 用地保障 用能保障 "
    "环境治理 污水处理 物流网络 仓储设施 电商服务 展销平台 品牌形象 区域标识 知识产权 设计能力 研发投入 "
    "成果转化 设备更新 信息系统 数据归集 统计监测 信用建设 营商环境 审批流程 帮扶机制 联络机制 协作机制 "
    "招商方式 项目储备 要素配置 安全监管 风险防控 文化传承 工艺传承 旅游线路 基础设施 道路通达 供水供电 "
    "燃气管网 通信网络 厂房布局 空间规划 产业规划 培训课程 市场秩序 消费场景 出口通道 售后服务 原料供应 "
    "包装设计 检验检疫 溯源管理 行业自律 集体商标"
)
AIMS = _list(
    "向中高端迈进 与城镇建设同步 与乡村振兴衔接 与文旅产业融合 同科研院所对接 同金融机构合作 "
    "走差异发展之路 形成集聚效应 提高抗风险能力 降低综合成本 缩短交货周期 扩大市场份额 增强配套能力 "
    "释放产能潜力 提高产品附加值 带动就近就业 促进居民增收 实现错位竞争 减少重复建设 增强发展后劲 "
    "补上短板弱项 提高资源利用水平 改善生产条件 稳住市场预期"
)
HEADS = _list("推进 实施 强化 做好 开展 优化 提升 加强 深化 完善 构建 推动")
OPENERS = _list(
    "坚持问题导向 坚持政府引导、市场主导 立足资源禀赋 聚焦主导产业 发挥比较优势 对标先进地区 "
    "突出工作重点 结合本地实际 抓住政策机遇 着眼长远发展 顺应消费升级 把握行业走势 依托现有基础 "
    "遵循产业规律 压实工作责任 加强部门联动"
)
#: numbers that are neither goals nor figures: counts of lists, how often one meets
TRAPS = (
    "深入实施“{list}大行动”",
    "扎实开展“{list}进企业”活动",
    "建立“{list}个一”包联制度",
    "每季度召开{times}次调度会议",
    "每月至少开展{times}次走访",
)
COUNTS = "三四五六七八"

UNITS = _list(
    "发展和改革局 工业和信息化局 财政局 农业农村局 商务局 科技局 市场监管局 人社局 自然资源局 住建局 "
    "交通运输局 文旅局 应急管理局 统计局 行政审批局 教育局 林业局 水利局 能源局 大数据局 税务局 审计局 "
    "司法局 卫健局 乡村振兴局 金融办 工商联 供销社 融媒体中心 中小企业服务中心"
)
COLLECTIVES = ("各乡镇人民政府", "各专业镇", "有关乡镇")
TOPICS = _list(
    "产业集聚 市场主体培育 龙头引领 品牌建设 质量提升 科技创新 数字赋能 精准招商 项目攻坚 人才引育 "
    "市场拓展 要素保障 金融支持 绿色转型 平台建设 标准引领 文化赋能 就业富民 开放合作 安全生产"
)


@dataclass(frozen=True)
class Measure:
    """Something counted: the unit printed, the unit of gold, how many of it the printed one is."""

    name: str
    printed: str
    unit: str
    scale: int
    low: int
    high: int
    decimals: int = 0


def _counts(unit: str, low: int, high: int, names: str) -> tuple[Measure, ...]:
    return tuple(Measure(name, unit, unit, 1, low, high) for name in _list(names))


#: levels: money, weight, area, people
LEVELS = (
    *(
        Measure(name, "亿元", "元", 10**8, 3, 480, 2)
        for name in _list("产值 营业收入 总产值 网络零售额 出口交货值 工业增加值 全产业链产值 销售收入")
    ),
    *(
        Measure(name, "万元", "元", 10**4, 120, 9800)
        for name in _list("研发经费投入 技改投资 税收 品牌推广投入 培训投入")
    ),
    *(Measure(name, "万吨", "吨", 10**4, 2, 90, 1) for name in _list("年产量 年加工量 冷链仓储量")),
    *(Measure(name, "万亩", "亩", 10**4, 1, 40, 1) for name in _list("标准化基地面积 原料基地面积")),
    Measure("标准厂房面积", "万平方米", "平方米", 10**4, 2, 60, 1),
    Measure("从业人员", "万人", "人", 10**4, 1, 12, 1),
)
#: things: the name, and a measure word each
THINGS = (
    *_counts("家", 4, 260, "规模以上企业 高新技术企业 专精特新企业 配套企业 电商企业 省级龙头企业 经营主体"),
    *_counts("个", 2, 60, "省级名牌产品 公共服务平台 技术创新中心 产业项目 示范基地 智能化车间 地理标志产品"),
    *_counts("件", 12, 900, "有效发明专利 注册商标 外观设计专利"),
    *_counts("项", 3, 80, "团体标准 技术改造项目 科技成果"),
    *_counts("人", 80, 6000, "技能人才 就业人员 持证工匠"),
)
SHARES = _list(
    "产品抽检合格率 本地配套率 设备数控化率 上云企业占比 废水集中处理率 规模以上企业研发机构覆盖率 "
    "新产品产值占比 就业人员持证率"
)
CEILINGS = _list("担保费率 不良贷款率 单位产品能耗增幅 产品退货率 综合物流成本占比")
