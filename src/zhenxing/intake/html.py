"""Pages saved from a government site: the document with its table of particulars, row by row."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from zhenxing.intake.errors import refusal
from zhenxing.intake.extract import Extract, one_line_ends, without_nul
from zhenxing.intake.html_flow import Flow
from zhenxing.intake.html_main import document_lines
from zhenxing.intake.plain import decode, decoding_notes, encoding_name

_CHARSET: Final = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})")
_MOST_TAGS: Final = 1_000_000
#: what pages call an encoding → what it is; pages that say gb2312 mean GB18030
_ENCODINGS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
}


def read_html(data: bytes, declared: str = "") -> Extract:
    """Raises `IntakeError`: `frames` when the text is in another page, `no_text`, `damaged`."""
    found = _CHARSET.search(data[:8192])
    declared = declared or (found.group(1).decode("ascii").lower() if found else "")
    decoded = decode(data, _ENCODINGS.get(declared, ""))
    text, nul = without_nul(one_line_ends(decoded.text))
    root = _parsed(text)
    body = root.find("body")
    flow = _walked(root if body is None else body)
    if not flow.lines:
        raise _nothing_in(root)
    lines, main = document_lines(flow, root if body is None else body)
    head, head_notes = _from_head(root, lines)
    notes = (*decoding_notes(decoded), *nul, *head_notes, *_notes(flow, main, root))
    return Extract("\n".join([*head, *lines]), encoding_name(decoded.encoding), notes=notes)


def _walked(body: Any) -> Flow:
    try:
        return Flow().walk(body)
    except RecursionError as error:
        raise refusal("too_heavy", detail="nested without end") from error


def read_mhtml(data: bytes) -> Extract:
    """A page that a browser saved as one file: its largest HTML part."""
    message = message_from_bytes(data, policy=policy.compat32)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    pages = [(_payload(part), part.get_content_charset("")) for part in parts]
    if not pages:
        raise refusal("no_text")
    page, charset = max(pages, key=lambda found: len(found[0]))
    return read_html(page, charset)


def _payload(part: Any) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _parsed(text: str) -> Any:
    """The tree; pictures kept inside a page make it huge, and the child bounds what that may cost.

    Raises `unsafe` for more tags than a page of the longest readable text could need, and where the
    parser gives up on their depth, which would lose the text without a word.
    """
    if text.count("<") > _MOST_TAGS:
        raise refusal("unsafe", what="网页标签数量异常", what_en="an abnormal number of tags")
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError as error:
        raise refusal("no_text", detail=str(error)) from error
    if any("excessive depth" in entry.message.lower() for entry in parser.error_log):
        raise refusal("unsafe", what="网页标签嵌套过深", what_en="tags nested too deeply")
    return root


def _nothing_in(root: Any) -> Exception:
    frames = [frame.get("src") or "" for frame in root.iter("frame", "iframe")]
    targets = [source for source in frames if source]
    return refusal("frames", target="、".join(targets[:3])) if targets else refusal("no_text")


def _from_head(root: Any, lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Title and date as the page's head states them, where its text has neither."""
    said = {
        (meta.get("name") or "").lower(): (meta.get("content") or "").strip() for meta in root.iter("meta")
    }
    text = _folded("".join(lines))
    head = []
    title = said.get("articletitle") or _window_title(root)
    if title and _folded(title) not in text:
        head.append(title)
    day = said.get("pubdate", "")[:10]
    if day and not any(_folded(form) in text for form in _day_forms(day)):
        head.append(f"发布日期：{day}")
    notes = ("标题或发布日期取自网页的隐藏信息。",) if head else ()
    return head, notes


def _window_title(root: Any) -> str:
    """The window's title without the site's name after it."""
    title = " ".join((root.findtext(".//title") or "").split())
    return re.split(r"\s*[_|｜]\s*|\s+[-–—]\s*|--", title, maxsplit=1)[0]


def _day_forms(day: str) -> tuple[str, ...]:
    parts = re.split(r"\D+", day)
    if len(parts) < 3 or not all(parts[:3]):
        return (day,)
    year, month, date = parts[:3]
    return (
        day,
        f"{year}年{month}月{date}日",
        f"{year}年{int(month)}月{int(date)}日",
        f"{year}/{month}/{date}",
    )


def _folded(text: str) -> str:
    return "".join(text.split())


def _notes(flow: Flow, main: tuple[int, int], root: Any) -> list[str]:
    pictures = sum(main[0] < before < main[1] for before in flow.pictures)
    remarks = {
        "正文中有 {} 幅图片，其中的文字没有读到。": pictures,
        "网页中有 {} 处隐藏内容，没有读入。": flow.hidden,
        "网页自动编的 {} 个序号已补入文中。": flow.added_numbers,
    }
    notes = [saying.format(count) for saying, count in remarks.items() if count]
    inner = [frame.get("src") for frame in root.iter("iframe", "frame") if frame.get("src")]
    long_enough = sum(len(line.text) for line in flow.lines) >= 300
    if inner and not long_enough:
        notes.append(f"网页里嵌有另一页（{inner[0]}），其中的文字没有读到；如果正文在那里，请打开后另存。")
    return notes
