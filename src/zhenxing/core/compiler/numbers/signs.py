"""By which signs a sentence is known to say more than words, so that most need no reading."""

from __future__ import annotations

import re

from zhenxing.core.compiler.numbers.amounts import CHINESE_BEGINS, CHINESE_FIRST

#: a sentence without a number that may still set a condition
BINDS = re.compile(
    r"取消|撤销|摘牌|收回|追回|除名|移出|不得|一票否决|退出|未发生|没有(?:发生|出现|受)|未出现|未受|无(?:重大|较大|违法|不良|失信|重特大)|连续"
)
FULL_STOP = re.compile(r"[。!?]")
#: what any sentence has that is more than words: an amount or a time, something that binds, the
#: beginning of a list of conditions, a milestone. Begins with one character, so that it is found fast.
SAYS_SOMETHING = re.compile(
    rf"[\d年月季五目当如现取撤摘收追除移不退未连下申相条标破零长持{CHINESE_FIRST}]"
    r"(?:(?<=[\d年月季五下])"
    # a branch that begins with a character is passed over at a glance, one that looks back is not
    r"|前(?<=[目当]前)|今(?<=如今)|[有已](?<=现.)|[消销](?<=[取撤].)|牌(?<=摘牌)|回(?<=[收追]回)"
    r"|名(?<=除名)|出(?<=[移退]出)|得(?<=不得)|票否决(?<=一票否决)|发生(?<=未发生)|续(?<=连续)|报(?<=申报)|应(?<=相应)"
    r"|期(?<=长期)(?:坚持|推进|实施)?[ \t|]*(?=[。!?;\n]|$)"
    r"|续(?<=持续)(?:坚持|推进|实施)?[ \t|]*(?=[。!?;\n]|$)"
    rf"|[件准](?<=[条标].)|零(?<=破零)|突破(?<=零突破)|的突破(?<=零的突破)|(?<=[{CHINESE_FIRST}]){CHINESE_BEGINS})"
)
