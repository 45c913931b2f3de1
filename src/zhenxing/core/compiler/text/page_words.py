"""Words by which a web page's own furniture is known: menus, tools, links, footers.

Every pattern is anchored at the start of a line whose white space has been taken out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from zhenxing.core.compiler.text.words import any_case, words

#: `tool` and `crumb` go wherever they stand; `end` also ends the document unless prose follows;
#: `weak` goes only among other furniture or at the very end
Furniture = Literal["tool", "crumb", "end", "weak"]

_TOOLS = words(
    """
    字体大小 字体 字号 大中小 特大 超大 默认 分享到 分享至 分享 打印本页 打印此页 打印文章 打印全文 打印
    继续访问 放弃 我要咨询 长者助手 老年助手 智能客服 智能助手 TOP 打印页面
    关闭窗口 关闭本页 关闭页面 关闭 收藏本页 收藏 加入收藏 设为首页 返回顶部 返回首页 返回列表
    返回上一页 返回 我要纠错 纠错 网页纠错 繁體中文 繁體版 繁體 簡體中文 簡體版 簡體
    繁体中文 繁体版 繁体 简体中文 简体版 简体 朗读 语音播报
    语音朗读 复制链接 微信好友 微信 新浪微博 微博 QQ空间 QQ好友 QQ 朋友圈 视力保护色 登录 注册 正文
    阅读原文 阅读全文 长者模式 长辈版 关怀版 老年模式 无障碍浏览 无障碍阅读 无障碍 智能问答 智能机器人
    站内搜索 搜索 高级搜索 下载 全文下载 保存 转发 点赞 手机版 电脑版 移动版 邮箱 当前位置 您的位置 大
    中 小 更多 小字号 大字号 回到顶部 打印预览 阅读模式 夜间模式 微信分享 手机阅读 手机浏览 推荐给朋友
    投稿 充值 开通会员 会员登录 退出
    留言 评论 举报 反馈 复制 取消 允许 知道了 播放 暂停 全屏 静音 收起 展开 展开全文 展开阅读全文
    查看更多 加载更多 换一换 换一批 订阅 公众号 视频号 小程序 客户端 手机客户端 移动客户端 微信公众号
    官方微信 官方微博 政务微博 政务微信 无障碍版 适老化 返回上级 下一页 上一页 尾页 末页 关键词 点击下载
    扫一扫在手机打开当前页 扫一扫 在手机打开当前页 发表评论 告诉好友 打印此文
    暂无数据 使用道具 发新帖 回帖 只看该作者 倒序浏览
    提交评价 满意度评价 我要写信 信件查询
    双击滚屏 双击自动滚屏 推荐朋友 联系站长 管理登录 提交 重置 清空 个人中心 登录个人中心 站群导航 政务新媒体
    查看原文 原文链接 繁 简 图片 用户登录 立即注册 立即登录 忘记密码
    """
)
_MENU = words(
    """
    网站地图 站点地图 会员中心 联系我们 联系方式 关于我们 关于本站 网站简介 本网简介 广告服务 广告业务
    标识说明
    法律声明 网站声明 免责声明 隐私声明 隐私保护 版权声明 使用帮助 帮助中心 建议投诉 投诉建议 意见反馈
    网站帮助 首页 网站首页 政务公开 政府信息公开 信息公开 政务服务 办事服务 互动交流 政民互动 新闻中心
    新闻动态 要闻动态 政务要闻 工作动态 通知公告 公告公示 专题专栏 热点专题 机构概况 机构职能 政策文件
    政策解读 数据开放 走进 招聘信息 人才招聘 友情链接 English 服务条款 举报中心 不良信息举报
    违法和不良信息举报 设为首页 加入收藏 收藏本站 部门网站 乡镇网站 地方政府网站 国务院部门网站
    省级政府网站 市县政府网站 市直部门 县直部门 部门子站 天气预报 解读回应 政策发布 回应关切 政务动态
    政务信息 网上办事 公众参与 在线服务 在线访谈 民意征集 网站导航 网站纠错 网站无障碍 使用前必读
    隐私政策 用户协议 版权说明 访问统计 站长统计 本网介绍 本站介绍 关于本网 合作加盟 供稿服务 人员招聘
    法律顾问 会员服务 友情连接 党政机关 事业单位 部门动态 乡镇动态 领导之窗 领导信息 领导活动 政府领导
    县长信箱 市长信箱 区长信箱 书记信箱 领导信箱 网上信访 在线咨询 信件查询 来信查询
    全部 新闻 视频 论坛 问答 博客 贴吧
    政府会议 时政要闻 图片新闻 视频新闻 今日要闻 基层动态 依申请公开 政府信息公开指南 政府信息公开制度
    政府信息公开年报 法定主动公开内容 专题 公告 要闻 专栏 县情概况 市情概况 Home HOME RSS
    """
)


_MENU_CRUMB = "|".join(map(re.escape, _MENU))


def _line_of(choices: tuple[str, ...], least: int) -> re.Pattern[str]:
    """A line made of these words and separators only. Possessive, so that it cannot backtrack."""
    choice = "|".join(map(re.escape, sorted(choices, key=len, reverse=True)))
    return re.compile(
        rf"[|｜【】\[\]()（）:：·•●▪■/、_<>«»\-]*+"
        rf"(?:(?:{choice})[|｜【】\[\]()（）:：·•●▪■/、_<>«»\-]*+){{{least},}}+$"
    )


_TOOL_LINE = _line_of(_TOOLS, 1)
_MENU_LINE = _line_of((*_TOOLS, *_MENU), 2)
_MENU_WORD = frozenset(_MENU)
#: 网站导航|时事要闻: the way to the page, its first step known
_STEPS = re.compile(rf"(?:{_MENU_CRUMB})[|｜][\u4e00-\u9fff]{{2,6}}$")
#: words that a table's cell may hold as well, when they stand alone
_CELL_WORDS = frozenset(
    words(
        """
        大 中 小 特大 超大 默认 更多 保存 下载 返回 搜索 登录 注册 邮箱 微信 微博 关闭 收藏 转发
        留言 评论 举报 反馈 复制 取消 允许 播放 暂停 订阅 公众号 小程序 客户端 视频号 关键词 繁 简
        专题 公告 要闻 专栏 走进 推荐 适老化 党政机关 事业单位 市直部门 县直部门 部门动态 乡镇动态
        鲜花 握手 雷人 路过 鸡蛋 图片
        提交 重置 清空 个人中心 全部 新闻 视频 论坛 问答 博客 贴吧
        领导活动 政府会议 法律顾问 政务信息 政策发布 网上办事 在线服务 公众参与 民意征集 依申请公开
        """
    )
)
_TOOL_START = any_case(
    r"【?(?:浏览|正文|文字|选择|显示|阅读)?字[体号](?:大小|显示|设置|调整|选择)?[:：]|放大[+＋]?缩小[-－]?(?:默认[o○]?)?$|以下文章来源于.{2,30}$|[3<＜]?上一[篇条版]下一[篇条版][4>＞]?$|"
    r"[(（]?(?:阅读|查看|浏览|下载)(?:全部|全文|完整|更多|剩余|隐藏)[^。]{0,16}(?:登录|登陆|会员|注册|付费|购买)|"
    r"(?:前言|导语|导读)[:：]本[站网]|更多(?:资讯|精彩|内容|信息|新闻|政策)[^。]{0,16}(?:关注|扫描|下载|点击|访问)|(?:新闻|爆料|报料|服务|订报|订阅|发行)热线[:：]?[\d\-]|广告(?:热线|部|电话)?[:：][\d\-]{7}|(?:共\d{1,4}页)?第\d{1,4}页(?:[,，/]?共\d{1,4}页)?$|共\d{1,4}页第\d{1,4}页$|[\u4e00-\u9fff]{0,8}(?:年度|年份|总)索引[:：]|文字[:：][\[【(（]?[大中小]|[(（]资料图片?[)）]$|(?:还)?没有账号|[您你]好[,，]?欢迎(?:来到|访问|光临|您|你)|[\u4e00-\u9fff]{2,10}(?:政府|[县市区局委厅])(?:信息公开|政务公开)(?:专栏|平台|网|目录)?$|[\u4e00-\u9fff]{2,20}公报[(（]?(?:19|20)\d\d年?(?:第|[.·])\d{1,2}期?(?:[(（]?总第?\d{1,4}期[)）]?)?[)）]?$|【[\u4e00-\u9fff]{0,8}(?:文件|文告|政策文件|通知公告|人事任免|领导讲话)】$|(?:[\u4e00-\u9fff]{2,20}(?:https?://)?www\.[a-z\d.\-*]{4,40}|(?:https?://|www\.)[a-z\d./\-]{4,60})$|[^。，,；;]{0,16}字数[:：]?[\d,，]{1,7}$|(?:[^。，,；;]{0,30}\d页[^。，,；;]{0,12})?\d{1,7}次(?:下载|阅读|浏览|收藏)$|(?:还剩|剩余)\d{1,4}页(?:未读|可读|未显示)|(?:[\u4e00-\u9fff]{2,8}(?=\d{0,7}[a-z])[a-z\d]{4,8}[|｜]?){3,}$|分享[到至][:：]|扫描?(?:一扫|下方|上方|左侧|右侧)?.{0,12}二维码|扫一扫|(?:用|请使用)?手机扫|用微信扫|在您的设备上浏览|"
    r"手机(?:终端|版|客户端)?下载[:：]?$|(?:点赞|在看|收藏|转发)[:：]?\d{1,7}$|(?:点击查看)?(?:手机报|数字报|电子报|电子版)$|很赞哦|tags?[:：]?$|收藏ta$|(?:需)?扫码在手机上打开|文章后点击更新提醒|欢迎关注.{2,20}(?:公众号|微信|微博|客户端)|.{0,12}(?:最新资讯|新鲜资讯|第一手资讯).{0,10}$|(?:点击|手机)(?:浏览|阅读|播放|收听)|点击(?:上方|下方|右上角)?[“「]?(?:蓝字|蓝色|关注)|长按(?:识别|扫|图片|上方|下方|二维码)|(?:欢迎)?关注(?:我们|本公众号|公众号)(?:$|[|｜,，!！])|↑+|[▲△]?(?:点个|点亮)?[“\"]?在看|(?:image|img|图片|微信图片)[\s_\-\d().]{0,30}\.(?:jpe?g|png|gif|bmp|webp)$|阅读[\d.万w+]{1,10}(?:赞|在看|分享|点赞|$)|今天是[:：]?(?:19|20)?\d|(?:本|累计|页面|文章|总)?(?:阅读|浏览|点击|访问)(?:次数|量|数)?[:：]?\d*次?$|请输入(?:关键|验证|搜索)|"
    r"t[大小]t[大小]$|(?:[【\[]?我要(?:打印|关闭|收藏|分享|下载|提问|咨询|写信|留言|评论|投诉|举报|建议|点赞|参与)[】\]]?\d{0,6}){1,5}$|首页(?:[要新]闻|资讯|时政|县区|部门|乡镇|专题|视频|图片|政务|公开|互动|服务|党建|民生|经济|社会|文化|教育|旅游|直播|电视|广播|评论|公告|专栏|解读|走进|机构|办事|数据|信息|政策|头条|本地|财经|健康|生活|图文|滚动|热点|读报|云课堂){3,30}+$|(?:[\[【][\u4e00-\u9fff]{2,6}[\]】]){2,9}$|看不清[?？,，]?(?:换一[张个]|点击)|(?:登录|登陆)后(?:发表|参与)|[\u4e00-\u9fff]{0,40}(?:文件|材料)之[一二三四五六七八九十]{1,3}$|[\u4e00-\u9fff]{0,40}(?:会议|大会|交流|发言)(?:文件|材料)[(（][\d一二三四五六七八九十]{1,3}[)）]$|[≡☰][^。，,]{0,12}$|[\u4e00-\u9fff]{2,8}(?:数字报|电子报|数字版|电子版)(?:刊)?$|[A-D]0?\d{1,2}[:：]?[\u4e00-\u9fff]{2,4}$|上一版|返回(?:目录|版面)|(?:版面|标题)(?:导航|目录|概览)|(?:本版|版面)(?:新闻|文章)(?:列表|目录)|第?[A-D]?\d{1,3}版[:：][\u4e00-\u9fff·/]{2,10}(?:$|下一版|上一版|[<>＜＞])|收录于(?:合集|话题)|(?:#[\u4e00-\u9fff]{2,12}\d{1,4}个)+$|"
    r"[您你]访问的链接即将离开|(?:网上|意见|民意)?(?:征集|调查)(?:状态|结果)[:：]|[^。，,；;]{0,24}参与人数[:：]?\d|"
    r"热门?搜索?(?:词|关键词)?[:：]|验证码|本(?:网)?站使用cookie|我们使用cookie|[您你](?:的|当前使用的)?浏览器|听全文|语音播报|"
    r"[您你]是(?:本站|本网站)?第?[\d,，]*位?(?:访客|访问者|读者)|(?:今日|昨日|本月|本年|总)?(?:访问|浏览|点击|访客)(?:总)?(?:量|数|人数|人次)[:：]?\d|"
    r"(?:打开|下载|安装|点击进入)[^。，,]{0,12}(?:APP|客户端|小程序)|微信扫(?:一扫|码)|扫码(?:看|查看|阅读|下载|关注|进入)|使用小程序|轻[点触]|向上滑动|预览时标签|喜欢此内容|"
    r"点击(?:查看|放大|图片)(?:大图|原图|更多|高清|进入|查看|$)|(?:图片|视频|音频|页面)(?:正在)?加载|加载(?:中|失败)|全部评论|(?:暂无|最新|热门|精彩|查看)评论|登录后(?:可|才能|即可)?(?:评论|发言|查看)|我来说两句|\d+条评论|"
    r"(?:文明上网|请遵守|网友评论仅)|快来抢沙发|(?:觉得不错|喜欢就).{0,4}(?:点|请|转)|\d\d:\d\d/\d\d:\d\d|倍速|页面执行时间|processedin|poweredby|gzip|"
    r"[\u4e00-\u9fff]{2,8}(?:日报|晚报|晨报|早报|时报|周报|导报|商报)[A-D]?0?\d{1,2}版?[:：]?[\u4e00-\u9fff]{2,4}$|本报(?:地址|社址|电话|邮编)[:：]|"
    r"本帖最后由|(?:(?:回复|收藏|评分|分享|举报|支持|反对|点评)\d{0,5}){3,8}$|[您你]需要登录|(?:满意度评价[:：])?[○●□☑]?非常满意[○●□☑]?满意[^。]{0,20}$|[(（](?:下转|上接).{1,8}版[)）]$|a[-－]a?a[+＋]|a[-－+＋]{1,2}$|[>＞»›→<＜«]{1,3}$|end$|[-—·*\s]{1,6}end[-—·*\s]{0,6}$|the?end$|[(（【\[—–\-]{0,3}(?:完|全文完|正文完|结束|全文结束)[)）】\]—–\-]{1,3}$|(?:未完待续|举报/反馈|纠错/举报|打开微信|长按复制)|javascript:"
)
_CRUMB = re.compile(
    r"(?:您|你)?(?:当前|现在)?(?:的)?(?:所在)?的?位置(?:是|为)?[:：]|(?:网站)?首页(?:[>»›→/\-\\|]|&gt;)|"
    r"[\u4e00-\u9fff]{2,10}(?:网|在线|日报|新闻|频道|客户端)[>»›→]{1,2}[\u4e00-\u9fff]{2,10}$|"
    rf"(?:{_MENU_CRUMB})[>»›→]{{1,2}}[^。>»›→]{{1,24}}$|"
    r"[>»›→]{0,3}[^。,，;；>»›→]{1,24}(?:[>»›→]{1,2}[^。;；>»›→]{0,60}){2,9}$"
)
_END = any_case(
    r"版权(?:所有|声明|归)|copyright|produced?by|[=＝*\-]{2,}(?:本站)?友情链接|©|(?:文章|新闻|稿件)?标签[:：]|(?:相关|关联|热点|热门|推荐|延伸|最新|图片|精彩)(?:链接|新闻|阅读|文章|文件|信息|解读|推荐|报道|稿件|专题|政策|资讯|内容)[:：]?(?:$|【|\[|《)|"
    r"(?:相关|关联|推荐|延伸|往期|更多)(?:链接|新闻|阅读|文章|解读|推荐|回顾|报道|稿件|精彩)[:：]|来源公众号|友情链接|[-·•●▪◆>»]{0,3}[上下]一[篇条则]|"
    r"(?:政策|文件|文字|图文|视频|一图|专家|部门|图片|相关)?(?:解读|图解|读懂)(?:链接|材料)?[:：]|一图读懂|政策问答[:：]|【?(?:图片|视频|文字|政策|图文)?解读】|附件下载|"
    r"[^。，,；;]{2,30}[—\-:：|｜]{1,3}(?:图文|文字|政策|图片)?解读[《“]|"
    r"(?:点击)?(?:下载|查看)附件|[【\[(（]?(?:责任编辑|(?:文章|信息|稿件)?录入|责编|本期编辑|网络?编辑|值班编辑|编辑|校对|审校|责校|美编|排版|监制)[:：|｜/][^。]{0,30}[】\])）]?$|"
    r"(?:网站|政府网站)标识码|网站支持ipv[6６]|涉密文件|严禁(?:上传)?涉密|涉密信息|适老化|政府网站(?:找错|(?:工作)?年度)|(?:建议)?使用.{0,30}(?:分辨率|浏览器)|"
    r"(?:免责|特别|郑重|重要|严正|作者|平台|网站)(?:声明|提示|说明)[:：]|(?:本网|本站)(?:所|凡|未经|转载|刊)|凡(?:本网)?注明|(?:转载|授权|版权)声明[:：]|\(?点击数[:：]|分享让更多人看到|"
    r"(?:点击|阅读|新闻|热点|热门|一周|本周|本月|今日|24小时|实时|图片|视频)(?:点击)?(?:排行|热榜|热文|热评|热点$|榜$)|(?:编辑|小编|精彩|热门|今日|站长)推荐$|猜[你您](?:喜欢|想看)|大家(?:都|还|正)在[看搜]|(?:为[你您]|更多|相关|精选|专题)推荐$|"
    r"往期(?:精彩|推荐|内容|文章|链接|精选|回顾)|(?:最新|相关|同类|热门)(?:文档|稿件|资料|范文|标签|栏目|内容|发布|更新)[:：]?$|(?:文档|资源)(?:简介|信息|评论)|(?:下载|收藏)(?:此|该|本)(?:文档|资料)|(?:下载|上传)文档(?:到电脑|$)|(?:版权|使用|下载)说明[:：]|下载积分|(?:网友|读者|用户)(?:评论|留言)|(?:沙发|板凳|地板|[2-9][楼#])[|｜]?发表于|解读材料$|发表(?:评论|留言)|我要(?:评论|留言|分享|打印)$|"
    r"作者(?:最新|其他)(?:文章|作品)|(?:下|上)一页|(?:查看|阅读)(?:更多|全文|原文)[>»›→]|声明[:：].{0,40}(?:转载|本文|本网|本站|网络|侵权|版权|原创)|(?:转载|引用)(?:本文|请|须|需)|北大法宝|威科先行|法律家|\(?c\)\d{4}"
)
#: what only a site says of itself, and what it says beside it; official texts have one of them at most
_SITE_STRONG = re.compile(
    r"本[网站](?!络|格|点|上|长|段|址|区)|本网站|本平台(?:仅|上|不|发|的内容)|本公众号|联系(?:我们)?删除|代表(?:作者|其)个人|属于?(?:作者|其)个人|代表作者|代表本[网站]|版权归.{0,6}(?:作者|所有)|上传者|自媒体|存储服务|建立镜像|"
    r"未经.{0,24}(?:授权|许可|允许|同意).{0,10}(?:转载|镜像|禁止使用)|转载.{0,8}(?:注明|标明|联系)|注明(?:出处|来源)|来[源自]于?(?:互联)?网络|网络转载|阅读器|"
    r"投资建议|消费建议|本文.{0,12}(?:整理|转自|摘自|原创|首发|由)|如有(?:侵权|问题.{0,4}联系)"
)
_SITE_WEAK = re.compile(
    r"侵权|转载|删除|更正|版权|授权|观点|立场|真实性|法律责任|稿件|原作者|书面|附件图纸|资源|网友|用户|仅供参考|著作权"
)
_END_ANYWHERE = re.compile(
    r"(?:网站地图|联系我们|关于我们)[|｜]|[|｜](?:网站地图|联系我们|关于我们)|[icICＩＣ]{2}[pPＰ](?:备|证)|公网安备|网站标识码|(?:许可证|经营许可注册)(?:编?号)?[:：]\S{0,4}[A-Z\d]|最佳浏览效果|(?:版权|免责)声明[:：]|不良信息举报|版权所有|"
    r"[cC]opyright|(?:主办|承办).{2,24}(?:技术支持|版权|承办单位[:：].{2,20}(?:电话|备案))"
)
_WEAK = any_case(
    r"(?:网站)?(?:主办|承办|协办|主管|运维|维护|建设|管理)(?:单位|部门)?[:：]|技术支持[:：]|(?:联系|咨询)?电话[:：]|咨询(?:单位|部门)[:：]|(?:联系)?地址[:：]|邮编[:：]|邮政编码[:：]|"
    r"[\u4e00-\u9fff]{2,16}(?:运行维护|技术维护|运维|维护管理)$|"
    r"(?:相关|下载)附件[:：]?$|.{2,14}出品$|链接[:：]$|[^。，,]{2,16}(?:法律顾问|技术支撑|版权所有)[:：]|"
    r"(?:投稿|联系|电子|举报)?(?:邮箱|信箱)[:：]|举报(?:电话|邮箱)[:：]|传真[:：]|[（(]?(?:信息|文章|稿件|新闻|图文|图片|文字|视频)?(?:策划|制图|设计|文案|来源|作者|记者|供稿|撰稿|通讯员|摄影|图片|编辑|审核|责编|校对)[:：|｜/]|[初复终一二三]审[:：]|"
    r"关注[\u4e00-\u9fff]{2,8}(?:发布|政务|融媒|新闻|公众号)$|关联(?:文件|稿件|信息)(?:暂?无)?$|(?:姓名|联系方式|联系电话|手机号?码?|内容|邮箱|标题|身份证号)[:：]\*$|"
    r".{0,40}\.(?:docx?|pdf|xlsx?|zip|rar|wps|ofd|et|jpe?g|png)(?:[\[(（]?[\d.]{1,8}[KMkm][Bb]?[\])）]?)?$|[【\[(（](?:打印|关闭)|.{2,16}(?:门户网站|新闻网|信息网|政府网站?)$|今日[\u4e00-\u9fff]{2,4}$|(?:[\u4e00-\u9fff]{2,12}网站[|｜]){1,9}[\u4e00-\u9fff]{2,12}网站$|[（(][^()（）]{0,16}(?:供稿|编校|责编|审核|摄影|值班)[^()（）]{0,16}[)）]$|排版[:：]|[-•·]+(?:手机|电话|邮箱|地址|传真|微信|邮编|QQ)[:：]"
)
#: a drawn line, or what is left of an empty table
_RULE = re.compile(r"[|｜_=*#~+\-]{1,200}$|[━─═﹏﹍＿—–]{3,200}$|[▼▽▲△↓↑◇☆★※]{2,40}$")
#: a line of a table of contents, and its name
_CONTENTS = re.compile(r"[·.…⋯]{5,}\d{1,3}$|^目[?？]{0,4}录$")
_BULLET = re.compile(r"[·•●▪■◆▶►※*\-–—]\s*\S")


#: one of these stands in every footer line
_FOOTER = re.compile("我们|地图|备|证|标识码|许可|效果|不良信息|版权|opyright|免责声明|主办|承办")
_LONGEST = 300
_SENTENCES = 60
_MENU_TOKEN = 8
_STEP = 20
#: a row of buttons that lost its letters: 打???
_BUTTONS = 16
#: and what is left of two of them: 印 ?闭
_HALVES = 4
_DEBRIS = re.compile(r"[?？\ufffd]{2}")


# several stages ask about the same lines, and a menu is printed again and again
@lru_cache(maxsize=4096)
def furniture_of(squeezed: str) -> Furniture | None:
    """What kind of furniture a line is, white space taken out; None when it may be the document."""
    size = len(squeezed)
    if not size or (size > _LONGEST and not _END.match(squeezed)):
        return None
    if size <= 80 and _TOOL_START.match(squeezed):
        return "tool"
    if squeezed in _CELL_WORDS:
        return "weak"
    if (
        squeezed in _MENU_WORD
        or (size <= _STEP and _STEPS.match(squeezed))
        or _RULE.match(squeezed)
        or _is_contents(squeezed)
    ):
        return "tool"
    # no word of a menu holds these marks, and most lines of a document do
    wordy = "。" in squeezed or "，" in squeezed or "," in squeezed
    if size <= 200 and not wordy and (_TOOL_LINE.match(squeezed) or _MENU_LINE.match(squeezed)):
        return "tool"
    if size <= _LONGEST and _may_be_crumb(squeezed) and _CRUMB.match(squeezed):
        return "crumb"
    if says_site(squeezed):
        return "end"
    footer = size <= 160 and _FOOTER.search(squeezed)
    if _END.match(squeezed) or (footer and _END_ANYWHERE.search(squeezed)):
        return "end"
    if (size <= _BUTTONS and _DEBRIS.search(squeezed)) or (size <= _HALVES and "?" in squeezed[:-1]):
        return "weak"
    if size <= _STEP and squeezed[0] in "?？\ufffd" and len(bare := squeezed.lstrip("?？\ufffd")) > 1:
        # ?编辑:?彭: what is left of a word begins it
        return furniture_of(bare)
    if size > _SENTENCES and "。" in squeezed[:-1]:
        # 编辑:某某 and behind it the text itself, its break lost
        return None
    return "weak" if size <= 120 and _WEAK.match(squeezed) else None


def _may_be_crumb(squeezed: str) -> bool:
    arrows = ">" in squeezed or "»" in squeezed or "›" in squeezed or "→" in squeezed
    return arrows or "位置" in squeezed or "首页" in squeezed


def _is_contents(squeezed: str) -> bool:
    """Whether a line is of a table of contents: it ends with a page, or is its name."""
    return (squeezed[-1].isdecimal() or squeezed[0] == "目") and _CONTENTS.search(squeezed) is not None


_TOKENS = re.compile(r"[\s|｜/·•>»›→_\-]+")
_MENU_RUN = re.compile("|".join(map(re.escape, sorted(_MENU, key=len, reverse=True))))
_RUN_TOGETHER = 80
_HOMES = frozenset(("首页", "网站首页", "主页"))


def is_home(squeezed: str) -> bool:
    return squeezed in _HOMES


def is_menu(line: str) -> bool:
    """Whether a line is a row of short words of which the first leads home: 首页 要闻 公开 服务."""
    if "首页" not in line[:8] and "主页" not in line[:8]:
        return False
    tokens = [token for token in _TOKENS.split(line.strip("[]【】")) if token]
    if len(tokens) == 1:
        return len(line) <= _RUN_TOGETHER and _says_menu(line)
    return len(tokens) > 2 and tokens[0] in _HOMES and all(len(token) <= _MENU_TOKEN for token in tokens)


def _says_menu(line: str) -> bool:
    """首页政务公开互动交流魅力某县: a menu whose blanks are gone, with hardly another word in it."""
    rest, known = _MENU_RUN.subn("", line)
    return known > 2 and len(rest) <= _MENU_TOKEN


def says_site(squeezed: str) -> bool:
    """Whether a line speaks of the site that shows it: whose the text is, who may print it again."""
    if not _SITE_STRONG.search(squeezed):
        return False
    return len(_SITE_STRONG.findall(squeezed)) > 1 or _SITE_WEAK.search(squeezed) is not None


def is_bullet(line: str) -> bool:
    """Whether a line is an item of a list of links."""
    return bool(_BULLET.match(line))
