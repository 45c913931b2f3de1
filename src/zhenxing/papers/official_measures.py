"""What GB/T 9704-2012 measures, in the units of a Word file: twips (1/20 pt), half points, characters."""

from __future__ import annotations

from typing import Final, NamedTuple

#: A4, 210 × 297 mm
PAGE_WIDTH: Final = 11906
PAGE_HEIGHT: Final = 16838
#: 天头 37 mm, 订口 28 mm; the core of 156 × 225 mm leaves 26 mm and 35 mm
TOP: Final = 2098
LEFT: Final = 1587
RIGHT: Final = 1474
BOTTOM: Final = 1984
CORE_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
CORE_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM
LINES: Final = 22
CHARACTERS: Final = 28
#: of the grid: rounded down, so that the 22nd line still fits
LINE: Final = CORE_HEIGHT // LINES
#: one character of the grid; 28 of them are 156 mm
CHARACTER: Final = CORE_WIDTH / CHARACTERS
#: Word gives the grid's character as what is added to 三号, in 1/4096 pt
CHARACTER_SPACE: Final = int((CHARACTER / 20 - 16) * 4096)
#: what a run says itself, for programs that do not keep the grid: 28 × 15.7 pt fit, 29 do not
CLOSER: Final = 6
#: a line of the title is as much higher as its characters are
TITLE_LINE: Final = LINE + (22 - 16) * 20
#: 页码: its dash 7 mm under the core
FOOTER: Final = 1440
MM: Final = 1440 / 25.4

#: sizes by their Chinese names, in half points
SECOND: Final = 44
THIRD: Final = 32
FOURTH: Final = 28
SMALL_FOURTH: Final = 24
FIFTH: Final = 21

RED: Final = "FF0000"


class Font(NamedTuple):
    """A face the standard asks for and, for a machine without it, those that come nearest, in order."""

    name: str
    nearest: tuple[str, ...]
    family: str
    pitch: str
    panose: str

    @property
    def latin(self) -> str:
        """Figures and letters inside the text; the half-width ones of 仿宋 are missing in many systems."""
        return "Times New Roman"


TITLE_FACE: Final = Font(
    "方正小标宋简体",
    (
        "FZXiaoBiaoSong-B05S",
        "方正小标宋_GBK",
        "FZXiaoBiaoSong-B05",
        "华文中宋",
        "STZhongsong",
        "宋体",
        "SimSun",
        "Noto Serif CJK SC",
    ),
    "auto",
    "variable",
    "02010601030101010101",
)
BODY_FACE: Final = Font(
    "仿宋_GB2312",
    (
        "FangSong_GB2312",
        "仿宋",
        "FangSong",
        "方正仿宋_GBK",
        "华文仿宋",
        "STFangsong",
        "Noto Serif CJK SC",
    ),
    "modern",
    "fixed",
    "02010609030101010101",
)
BLACK_FACE: Final = Font(
    "黑体",
    ("SimHei", "方正黑体_GBK", "华文黑体", "STHeiti", "Noto Sans CJK SC"),
    "modern",
    "fixed",
    "02010609060101010101",
)
KAI_FACE: Final = Font(
    "楷体_GB2312",
    ("KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "华文楷体", "STKaiti", "Noto Serif CJK SC"),
    "modern",
    "fixed",
    "02010609030101010101",
)
SONG_FACE: Final = Font("宋体", ("SimSun", "Noto Serif CJK SC"), "auto", "variable", "02010600030101010101")
FACES: Final = (BODY_FACE, TITLE_FACE, BLACK_FACE, KAI_FACE, SONG_FACE)


def characters(count: float) -> int:
    """Twips of so many characters of the grid."""
    return round(count * CHARACTER)
