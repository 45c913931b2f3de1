"""Words by which a web page's own furniture is known: menus, tools, links, footers.

Every pattern is anchored at the start of a line whose white space has been taken out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from zhenxing.core.compiler.text.words import words

#: `tool` and `crumb` go wherever they stand; `end` also ends the document unless prose follows;
#: `weak` goes only among other furniture or at the very end
Furniture = Literal["tool", "crumb", "end", "weak"]

_TOOLS = words(
    """
    字体大小 字体 字号 大中小 特大 超大 默认 分享到 分享至 分享 打印本页 打印此页 打印文章 打印全文
    打印 关闭窗口 关闭本页 关闭页面 关闭 收藏本页 收藏 加入收藏 设为首页 返回顶部 返回首页 返回列表
    返回上一页 返回 我要纠错 纠错 网页纠错 繁体中文 繁体版 繁体 简体中文 简体版 简体 朗读 语音播报
    语音朗读 复制链接 微信好友 微信 新浪微博 微博 QQ空间 QQ好友 QQ 朋友圈 视力保护色 登录 注册
    正文 阅读原文 阅读全文 长者模式 长辈版 关怀版 老年模式 无障碍浏览 无障碍阅读 无障碍 智能问答
    智能机器人 站内搜索 搜索
    高级搜索 下载 全文下载 保存 转发 点赞 手机版 电脑版 移动版 邮箱 当前位置 您的位置 大 中 小 更多
    """
)
_MENU = words(
    """
    网站地图 站点地图 联系我们 联系方式 关于我们 关于本站 网站简介 本网简介 广告服务 广告业务
    标识说明 法律声明 网站声明 免责声明 隐私声明 隐私保护 版权声明 使用帮助 帮助中心 建议投诉
    投诉建议 意见反馈 网站帮助 首页 网站首页 政务公开 政府信息公开 信息公开 政务服务 办事服务
    互动交流 政民互动 新闻中心 新闻动态 要闻动态 政务要闻 工作动态 通知公告 公告公示 专题专栏
    热点专题 机构概况 机构职能 政策文件 政策解读 数据开放 走进 招聘信息 人才招聘 友情链接 English
    服务条款 举报中心 不良信息举报 违法和不良信息举报 设为首页 加入收藏 收藏本站
    """
)


_MENU_CRUMB = "|".join(map(re.escape, _MENU))


def _line_of(choices: tuple[str, ...], least: int) -> re.Pattern[str]:
    """A line made of these words and separators only. Possessive, so that it cannot backtrack."""
    choice = "|".join(map(re.escape, sorted(choices, key=len, reverse=True)))
    return re.compile(
        rf"[|｜【】\[\]()（）:：·/、_<>«»\-]*+(?:(?:{choice})[|｜【】\[\]()（）:：·/、_<>«»\-]*+){{{least},}}+$"
    )


_TOOL_LINE = _line_of(_TOOLS, 1)
_MENU_LINE = _line_of((*_TOOLS, *_MENU), 2)
_MENU_WORD = frozenset(_MENU)
#: words that a table's cell may hold as well, when they stand alone
_CELL_WORDS = frozenset(
    words("大 中 小 特大 超大 默认 更多 保存 下载 返回 搜索 登录 注册 邮箱 微信 微博 关闭 收藏 转发")
)
_TOOL_START = re.compile(
    r"【?字[体号][:：]|分享[到至][:：]|扫描?(?:一扫|下方|上方|左侧|右侧)?.{0,12}二维码|扫一扫|(?:用|请使用)?手机扫|在您的设备上浏览|"
    r"(?:点击|手机)(?:浏览|阅读|播放|收听)|点击(?:上方|下方|右上角)?[“「]?(?:蓝字|蓝色|关注)|长按(?:识别|扫|图片|上方|下方|二维码)|(?:欢迎)?关注(?:我们|本公众号|公众号)(?:$|[|｜,，!！])|↑+|[▲△]?(?:点个|点亮)?[“\"]?在看|(?:image|img|图片|微信图片)[\s_\-\d().]{0,30}\.(?:jpe?g|png|gif|bmp|webp)$|阅读[\d.万w+]{1,10}(?:赞|在看|分享|点赞|$)|今天是(?:19|20)?\d|(?:本|累计)?(?:阅读|浏览|点击|访问)(?:次数|量|数)?[:：]?\d*次?$|请输入(?:关键|验证|搜索)|"
    r"热门?搜索?(?:词|关键词)?[:：]|验证码|本(?:网)?站使用cookie|我们使用cookie|您(?:的)?浏览器(?:不支持|版本)|听全文|语音播报"
)
_CRUMB = re.compile(
    r"(?:您|你)?(?:当前|现在)?(?:的)?(?:所在)?位置[:：]|(?:网站)?首页(?:[>»›→/\-\\|]|&gt;)|"
    rf"(?:{_MENU_CRUMB})[>»›→]{{1,2}}[^。>»›→]{{1,24}}$|"
    r"[^。,，;；>»›→]{1,24}(?:[>»›→]{1,2}[^。;；>»›→]{0,60}){2,9}$"
)
_END = re.compile(
    r"版权(?:所有|声明|归)|copyright|©|(?:文章|新闻|稿件)?标签[:：]|(?:相关|关联|热点|热门|推荐|延伸|最新|图片|精彩)(?:链接|新闻|阅读|文章|文件|信息|解读|推荐|报道|稿件|专题|政策|资讯|内容)[:：]?(?:$|【|\[|《)|"
    r"(?:相关|关联|推荐|延伸|往期|更多)(?:链接|新闻|阅读|文章|解读|推荐|回顾|报道|稿件|精彩)[:：]|来源公众号|友情链接|上一[篇条则]|下一[篇条则]|"
    r"(?:政策|文件|文字|图文|视频|一图|专家|部门|图片|相关)?(?:解读|图解|读懂)(?:链接|材料)?[:：]|一图读懂|【?(?:图片|视频|文字|政策|图文)?解读】|附件下载|"
    r"(?:点击)?(?:下载|查看)附件|[【\[(（]?(?:责任编辑|责编|本期编辑|网络?编辑|值班编辑|编辑|校对|审校|责校|美编|排版|监制)[:：|｜/][^。]{0,30}[】\])）]?$|"
    r"(?:网站|政府网站)标识码|网站支持ipv[6６]|涉密文件|严禁(?:上传)?涉密|涉密信息|适老化|政府网站(?:找错|年度)|(?:建议)?使用.{0,30}(?:分辨率|浏览器)|"
    r"免责声明[:：]|特别声明[:：]|(?:本网|本站)(?:所|凡|未经|转载|刊)|凡(?:本网)?注明|(?:转载|授权|版权)声明[:：]|\(?点击数[:：]|分享让更多人看到",
    re.IGNORECASE,
)
_END_ANYWHERE = re.compile(
    r"(?:网站地图|联系我们|关于我们)[|｜]|[|｜](?:网站地图|联系我们|关于我们)|[icICＩＣ]{2}[pPＰ](?:备|证)|公网安备|网站标识码|(?:许可证|经营许可注册)(?:编?号)?[:：]\S{0,4}[A-Z\d]|最佳浏览效果|(?:版权|免责)声明[:：]|不良信息举报|版权所有|"
    r"[cC]opyright|(?:主办|承办).{2,24}(?:技术支持|版权|承办单位[:：].{2,20}(?:电话|备案))"
)
_WEAK = re.compile(
    r"(?:网站)?(?:主办|承办|协办|主管|运维|维护|建设|管理)(?:单位|部门)?[:：]|技术支持[:：]|(?:联系)?电话[:：]|(?:联系)?地址[:：]|邮编[:：]|邮政编码[:：]|"
    r"(?:投稿|联系|电子|举报)?(?:邮箱|信箱)[:：]|举报(?:电话|邮箱)[:：]|传真[:：]|[（(]?(?:信息|文章|稿件|新闻|图文)?(?:来源|作者|记者|供稿|通讯员|摄影|图片|编辑|审核|责编|校对)[:：|｜/]|(?:初|复|终)审[:：]|"
    r".{0,40}\.(?:docx?|pdf|xlsx?|zip|rar|wps|ofd|et|jpe?g|png)(?:[\[(（]?[\d.]{1,8}[KMkm][Bb]?[\])）]?)?$|[【\[(（](?:打印|关闭)|.{2,16}(?:门户网站|新闻网|信息网|政府网站?)$",
    re.IGNORECASE,
)
#: a drawn line, or what is left of an empty table
_RULE = re.compile(r"[|｜_=*#~+\-]{1,200}$")
_BULLET = re.compile(r"[·•●▪■◆▶►※*\-–—]\s*\S")


_CRUMB_MARKS = re.compile("[>»›→]|位置[:：]|首页")
#: one of these stands in every footer line
_FOOTER = re.compile("我们|地图|备|证|标识码|许可|效果|不良信息|版权|opyright|免责声明|主办|承办")
_LONGEST = 300


# several stages ask about the same lines, and a menu is printed again and again
@lru_cache(maxsize=4096)
def furniture_of(squeezed: str) -> Furniture | None:
    """What kind of furniture a line is, white space taken out; None when it may be the document."""
    size = len(squeezed)
    if not size or (size > _LONGEST and not _END.match(squeezed)):
        return None
    if size <= 80 and _TOOL_START.match(squeezed):
        return "tool"
    if squeezed in _MENU_WORD or _RULE.match(squeezed):
        return "tool"
    if size <= 200 and (_TOOL_LINE.match(squeezed) or _MENU_LINE.match(squeezed)):
        return "weak" if squeezed in _CELL_WORDS else "tool"
    if _CRUMB_MARKS.search(squeezed) and size <= _LONGEST and _CRUMB.match(squeezed):
        return "crumb"
    footer = size <= 160 and _FOOTER.search(squeezed)
    if _END.match(squeezed) or (footer and _END_ANYWHERE.search(squeezed)):
        return "end"
    return "weak" if size <= 120 and _WEAK.match(squeezed) else None


def is_bullet(line: str) -> bool:
    """Whether a line is an item of a list of links."""
    return bool(_BULLET.match(line))
