"""By which signs a sentence is known to say more than words, so that most need no reading."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.amounts import CHINESE_BEGINS, CHINESE_FIRST

#: a sentence without a number that may still set a condition
BINDS = re.compile(r"取消|撤销|摘牌|收回|追回|除名|移出|不得|一票否决|退出|未发生|连续")
FULL_STOP = re.compile(r"[。!?]")
#: what any sentence has that is more than words: an amount or a time, something that binds, the
#: beginning of a list of conditions, a milestone. Begins with one character, so that it is found fast.
SAYS_SOMETHING = re.compile(
    rf"[\d年月季五目当如现取撤摘收追除移不退未连下申相条标破零长持{CHINESE_FIRST}]"
    rf"(?:(?<=[\d年月季五下])|(?<=[{CHINESE_FIRST}]){CHINESE_BEGINS}"
    r"|(?<=[目当])前|(?<=如)今|(?<=现)[有已]|(?<=[取撤])[消销]|(?<=摘)牌|(?<=[收追])回"
    r"|(?<=除)名|(?<=移)出|(?<=不)得|(?<=一)票否决|(?<=退)出|(?<=未)发生|(?<=连)续|(?<=申)报|(?<=相)应"
    r"|(?<=长)期(?:坚持|推进|实施)?[ \t|]*(?=[。!?;\n]|$)|(?<=持)续(?:坚持|推进|实施)?[ \t|]*(?=[。!?;\n]|$)"
    r"|(?<=[条标])[件准]|(?<=破)零|(?<=零)的?突破)"
)
