"""The one error of intake, and everything it can say: what is wrong and what to do about it."""

from __future__ import annotations

from typing import Final


class IntakeError(Exception):
    """A file that cannot be read.

    `code` is stable; `message` (Chinese) and `english` tell a clerk what to do; `detail` is for logs.
    """

    def __init__(self, code: str, message: str, english: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.english = english or message
        self.detail = detail


#: code → (Chinese, English); `{…}` are filled in by `refusal`
MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "empty": (
        "文件是空的，没有任何内容。请确认选对了文件；如果是从网盘或微信里拿来的，请先下载完整再上传。",
        "The file is empty. Please check that it is the right one and was downloaded completely.",
    ),
    "no_text": (
        "文件能打开，但里面没有读到文字。如果内容是图片，请上传带文字的原件，或把文字直接粘贴进来。",
        "The file opens but holds no text. If it consists of pictures, upload an original or paste the text.",
    ),
    "too_large": (
        "文件有 {size} MB，超过了 {limit} MB 的上限。请删去其中的大图片，或只保留公文正文后再上传。",
        "The file has {size} MB; the limit is {limit} MB. Remove large pictures or keep the document only.",
    ),
    "encrypted": (
        "文件设了打开密码，无法读取。请用 Word、WPS 或 PDF 软件打开，取消密码另存一份，再上传。",
        "The file is protected by a password. Open it, save a copy without the password and upload that.",
    ),
    "scanned": (
        "这份 {kind} 是扫描件，共 {pages} 页，只有图片没有文字。请上传 Word 原件，或先做文字识别（OCR）另存，"
        "也可以把文字直接粘贴进来。",
        "This {kind} is a scan of {pages} pages: pictures without text. Upload the Word original, run text "
        "recognition (OCR) first, or paste the text.",
    ),
    "print_fonts": (
        "这份 {kind} 的字体没有附带文字对照，读出来是乱码。请上传 Word 原件，或用 Word、WPS 重新导出。",
        "The fonts of this {kind} carry no character table, so its text cannot be read. Upload the original "
        "Word file or export it anew.",
    ),
    "image": (
        "这是一张图片，不是文档。请上传 Word、PDF 或网页原件；只有图片时，请先做文字识别（OCR），"
        "再把文字粘贴进来。",
        "This is a picture, not a document. Upload the original, or run text recognition and paste the text.",
    ),
    "archive": (
        "这是一个压缩包。请先解压，再把里面的公文逐个上传。",
        "This is an archive. Unpack it and upload the documents one by one.",
    ),
    "needs_office": (
        "{kind}要先转换才能读取，而本机没有安装 LibreOffice。请用 Word 或 WPS 打开，"
        "点“另存为”，选 .docx 格式，再上传新文件。",
        "{kind_en} must be converted first, and LibreOffice is not installed here. Open it in Word or WPS, "
        "choose “Save as” .docx and upload the new file.",
    ),
    "not_converted": (
        "{kind}没有转换成功，可能已损坏。请用 Word 或 WPS 打开，确认内容完整，另存为 .docx 后再上传。",
        "{kind_en} could not be converted and may be damaged. Open it in Word or WPS, save it as .docx and "
        "upload the new file.",
    ),
    "presentation": (
        "这是演示文稿，不是公文。请上传对应的 Word、PDF 或网页原件，或把文字直接粘贴进来。",
        "This is a presentation. Upload the document itself, or paste the text.",
    ),
    "unknown": (
        "认不出这是什么文件。能读取的有：.docx、.pdf 和 .ofd（带文字）、.html、.txt，以及装有 LibreOffice "
        "时的 .doc、.wps、.xls、.xlsx、.et。请另存为其中一种，或把文字直接粘贴进来。",
        "The kind of this file is not known. Readable are .docx, .pdf and .ofd with text, .html, .txt, and "
        "with LibreOffice .doc, .wps, .xls, .xlsx, .et. Save it as one of these or paste the text.",
    ),
    "damaged": (
        "文件不完整或已损坏，读不下去。请用 Word、WPS 或浏览器打开看看是否正常，重新另存或重新下载后再上传。",
        "The file is incomplete or damaged. Check that it opens, then save or download it again.",
    ),
    "unsafe": (
        "文件里有不属于普通公文的危险内容（{what}），为安全起见没有读取。"
        "请在 Word 或 WPS 中全选复制到新文档，另存为 .docx 后再上传。",
        "The file holds dangerous contents ({what_en}) and was not read. Copy everything into a new "
        "document, save it as .docx and upload that.",
    ),
    "too_long": (
        "文件里的文字太多（{size}），超过了一次能解析的上限（{limit}）。请按文件拆开，分几次上传。",
        "The file holds too much text ({size_en}); the limit is {limit_en}. Split it and upload the "
        "parts one by one.",
    ),
    "too_slow": (
        "文件太复杂，{seconds} 秒内没有读完，已经停止。请删去图片和多余的页，或把文字直接粘贴进来。",
        "The file is too complex: it could not be read within {seconds} seconds. Remove pictures and surplus "
        "pages, or paste the text.",
    ),
    "too_heavy": (
        "文件展开后太大，超出了允许的内存，已经停止。请删去图片和多余的页，或把文字直接粘贴进来。",
        "The file needs more memory than is allowed. Remove pictures and surplus pages, or paste the text.",
    ),
    "crashed": (
        "读取这个文件时出了错，文件可能已损坏。请用 Word 或 WPS 打开，另存为 .docx 后再上传，"
        "或把文字直接粘贴进来。",
        "Reading the file failed; it may be damaged. Save it anew as .docx, or paste the text.",
    ),
    "frames": (
        "这是一个框架网页，正文在框架引用的另一个页面里（{target}）。请在浏览器中打开正文那一页，再另存上传。",
        "This page consists of frames; the text is in another page ({target}). Open that page and save it.",
    ),
    "missing": (
        "找不到文件：{name}。请检查路径和文件名。",
        "There is no such file: {name}. Please check the path and the name.",
    ),
    "unreadable": (
        "打不开文件：{name}（{why}）。请检查它是不是文件、有没有读取权限。",
        "The file cannot be opened: {name} ({why}). Check that it is a file and may be read.",
    ),
}


def refusal(code: str, detail: str = "", **values: object) -> IntakeError:
    """The error of a code, its message filled in."""
    chinese, english = MESSAGES[code]
    return IntakeError(code, chinese.format(**values), english.format(**values), detail)
