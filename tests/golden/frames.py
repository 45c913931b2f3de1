"""What sites print around a document or leave in it, form by form; cleaning must take all of it away.

Each frame is `(above, below)`; sites and stories are invented.
"""

from __future__ import annotations

FRAMES: dict[str, tuple[str, str]] = {
    "library": (
        "首页 > 政策 > 地方政策文件库\n字号：默认 大 超大\n|\n打印\n|\n收藏\n|\n留言\n|\n",
        "责任编辑：王小明\n回到顶部\n相关稿件\n县图书馆推出夏季夜读活动\n链接：\n"
        "全国人大 | 全国政协 | 最高人民法院\n"
        "国务院部门网站\n地方政府网站\n关于本网 | 网站声明 | 联系我们 | 网站纠错\n版权所有：某县人民政府\n",
    ),
    "account": (
        "点击上方蓝字关注我们\n",
        "-END-\n编辑｜小李\n审核｜老张\n某县融媒 出品\n往期精彩回顾\n城区供水管网改造提前完工\n"
        "喜欢此内容的人还喜欢\n"
        "预览时标签不可点\n微信扫一扫\n关注该公众号\n知道了\n使用小程序\n取消 允许\n"
        "轻点两下取消赞，轻点两下取消在看\n"
        "向上滑动看下一个\n分享 收藏 在看\n",
    ),
    "store": (
        "",
        "版权说明：本文档由用户提供并上传，收益归属内容提供方，若内容存在侵权，请进行举报或认领\n"
        "下载此文档\n下载积分：20 下载\n"
        "温馨提示\n1. 本站所有资源如无特殊说明，都需要本地电脑安装阅读器。\n"
        "2. 本站的文档不包含任何第三方提供的附件图纸等，如果需要附件，请联系上传者。\n最新文档\n"
        "某中学八年级物理教案\n",
    ),
    "press": (
        "某报网>>地方频道\n打开APP 阅读体验更佳\n您的浏览器不支持video标签\n视频加载中...\n"
        "00:00/00:00 倍速 1X\n",
        "(责编:李某、张某)\n分享让更多人看到\n热点排行\n1 全县教育工作会议召开\n"
        "2 春季招聘会周末举行\n编辑推荐\n"
        "让乡愁有处安放\n网友评论\n登录后可评论\n暂无评论，快来抢沙发吧\n我来说两句 0条评论 0人参与\n"
        "某 报 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用\n",
    ),
    "office_styles": (
        "Normal 0 7.8 磅 0 2 false false false EN-US ZH-CN X-NONE MicrosoftInternetExplorer4\n"
        '@font-face{\nfont-family:"Times New Roman";\n}\np.MsoNormal{\nmso-style-name:正文;\nmargin:0pt;\n}\n'
        "/* Style Definitions */ table.MsoNormalTable {mso-style-name:普通表格; font-size:10.5pt;}\n",
        "",
    ),
    "editor_styles": (
        ".TRS_Editor P{line-height:2;font-family:宋体;font-size:12pt;}.TRS_Editor DIV{lin"
        "e-height:2;font-family:宋体;}\n",
        "",
    ),
    "scripts": (
        "$(document).ready(function(){var w=$(window).width();if(w<768){$('.nav').hide();}});\n"
        "首页 要闻 公开 服务 互动\n",
        'var _hmt = _hmt || [];\n(function() {\n  var hm = document.createElement("script");\n'
        '  hm.src = "//a.example/hm.js";\n'
        '})();\ndocument.write(unescape("%3Cspan%3E"));\n页面执行时间：0.023秒\n'
        "Processed in 0.01 second(s)\n访问统计\n51La\n",
    ),
    "links": (
        "[首页](http://www.example.gov.cn/) > [政务公开](http://www.example.gov.cn/zwgk/) > 正文\n"
        "![](http://www.example.gov.cn/images/logo.png)\n\n# ",
        "* * *\n\n[上一篇：某某通知](http://www.example.gov.cn/a.html)\n[打印](javascript:window.print())\n",
    ),
    "menu_of_lines": (
        "某县人民政府\n首页\n走进某县\n政务公开\n解读回应\n办事服务\n互动交流\n"
        "今天是2024年3月1日 星期五\n天气预报\n"
        "请输入关键字\n搜索\n您当前的位置：\n首页\n>\n信息公开\n>\n政策文件\n>\n县政府文件\nA- A A+\n",
        "分享：\n0\n扫码查看手机版\n您是第 1234567 位访客\n今日访问量:235 昨日访问量:1024\n部门网站\n"
        "乡镇网站\n友情链接\n",
    ),
    "statements": (
        "",
        "声明：转载此文是出于传递更多信息之目的。若有来源标注错误或侵犯了您的合法权益，请"
        "作者持权属证明与本网联系，我们将及时更正、删除，谢谢。\n"
        "以上内容均来自网络公开渠道，版权归原作者所有，本平台仅作分享\n"
        "①凡本网注明“来源：某某网”的作品，未经授权不得转载。\n"
        "②本网转载目的在于传递更多信息，并不代表本网赞同其观点。\n点击查看大图\n图片加载失败\n"
        "举报/反馈\n作者最新文章\n",
    ),
    "law_portal": (
        "【法宝引证码】CLI.12.1234567\n【效力位阶】地方规范性文件\n【时效性】现行有效\n",
        "©某法律网：专业提供法律信息、法学知识和法律软件领域各类解决方案。\n",
    ),
}
