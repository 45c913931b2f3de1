"""What intake says about workbooks: the same codes as of documents, in words about workbooks."""

from __future__ import annotations

from typing import Final

from zhenxing.intake.errors import IntakeError

#: code → (Chinese, English)
MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "too_large": (
        "文件有 {size} MB，超过了 {limit} MB 的上限。请删去图片和不用的工作表，"
        "或按地区拆成几个文件，再分别上传。",
        "The file has {size} MB; the limit is {limit} MB. Remove pictures and unused sheets, or split it.",
    ),
    "empty": (
        "文件是空的，没有任何内容。请确认选对了文件；如果是从网盘或微信里拿来的，请先下载完整再上传。",
        "The file is empty. Check that it is the right one and was downloaded completely.",
    ),
    "no_cells": (
        "表格能打开，但每个工作表都是空的。请确认选对了文件。",
        "The workbook opens, but all its sheets are empty. Check that it is the right file.",
    ),
    "encrypted": (
        "表格设了打开密码，无法读取。请用 Excel 或 WPS 打开，取消密码另存一份，再上传。",
        "The workbook is protected by a password. Save a copy without the password and upload that.",
    ),
    "damaged": (
        "表格不完整或已损坏，读不下去。请用 Excel 或 WPS 打开看看是否正常，另存为 .xlsx 后再上传。",
        "The workbook is incomplete or damaged. Check that it opens, save it as .xlsx and upload that.",
    ),
    "crashed": (
        "读取这个表格时出了错，文件可能已损坏。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。",
        "Reading the workbook failed; it may be damaged. Save it anew as .xlsx and upload that.",
    ),
    "unsafe": (
        "文件里有不属于普通表格的危险内容（{what}），为安全起见没有读取。"
        "请在 Excel 或 WPS 中把数据复制到新的工作簿，另存为 .xlsx 后再上传。",
        "The file holds dangerous contents ({what_en}) and was not read. Copy the data into a new "
        "workbook, save it as .xlsx and upload that.",
    ),
    "too_many_texts": (
        "表格里的文字超过了 {limit} 万条，已经停止读取。请删去不用的工作表和列，或按地区拆成几个文件。",
        "The workbook holds more than {limit_en} texts. Remove unused sheets and columns, or split it.",
    ),
    "too_many_cells": (
        "表格超过了 {limit} 万个单元格，已经停止读取。常见原因是整行整列被刷上了格式："
        "请只选中有数据的部分，复制到新的工作簿再上传；数据确实多的，请拆成几个文件。",
        "The workbook has more than {limit_en} cells. Copy only the part with data into a new workbook, "
        "or split it.",
    ),
    "too_slow": (
        "表格太复杂，{seconds} 秒内没有读完，已经停止。请删去图片、公式和不用的工作表，或拆成几个文件。",
        "The workbook could not be read within {seconds} seconds. Remove pictures, formulas and unused "
        "sheets, or split it.",
    ),
    "too_heavy": (
        "表格展开后太大，超出了允许的内存，已经停止。请只选中有数据的部分，复制到新的工作簿再上传。",
        "The workbook needs more memory than is allowed. Copy only the part with data into a new workbook.",
    ),
    "not_converted": (
        "{kind}没有转换成功，可能已损坏。请用 Excel 或 WPS 打开，确认内容完整，另存为 .xlsx 后再上传。",
        "{kind_en} could not be converted and may be damaged. Open it in Excel or WPS and save it as .xlsx.",
    ),
    "resave": (
        "{kind}读不出来，需要先转换，而本机没有安装 LibreOffice。请用 Excel 或 WPS 打开，"
        "点“另存为”，选“Excel 工作簿（.xlsx）”，再上传新文件。",
        "{kind_en} must be converted first, and LibreOffice is not installed here. Open it in Excel or WPS, "
        "choose “Save as” .xlsx and upload the new file.",
    ),
    "web_page": (
        "这个文件虽然叫 {extension}，其实是一张网页。请用 Excel 或 WPS 打开，点“另存为”，"
        "选“Excel 工作簿（.xlsx）”，再上传新文件。",
        "The file is called {extension} but is a web page. Open it in Excel or WPS, save it as .xlsx and "
        "upload that.",
    ),
    "not_a_workbook": (
        "这是{kind}，不是表格。请上传 .xlsx、.xls、.et 或 .csv 文件。",
        "This is not a workbook ({kind_en}). Upload an .xlsx, .xls, .et or .csv file.",
    ),
    "unknown": (
        "认不出这是什么文件。请上传 .xlsx、.xls、.et 或 .csv 文件。",
        "The kind of this file is not known. Upload an .xlsx, .xls, .et or .csv file.",
    ),
}

#: intake's other refusals of what is no workbook → what the file is
_OTHERS: Final = {
    "image": ("图片", "a picture"),
    "archive": ("压缩包", "an archive"),
    "presentation": ("演示文稿", "a presentation"),
}


def refused(code: str, detail: str = "", **values: object) -> IntakeError:
    """The error of a code, its message filled in."""
    chinese, english = MESSAGES[code]
    return IntakeError(code, chinese.format(**values), english.format(**values), detail)


def too_many(code: str, limit: int, detail: str) -> IntakeError:
    """More cells or texts than one workbook may have."""
    return refused(code, detail, limit=limit // 10_000, limit_en=f"{limit:,}")


def about_workbooks(error: IntakeError, seconds: int) -> IntakeError:
    """Intake's own refusal in words about workbooks, its code kept where it has one here."""
    if error.code in _OTHERS:
        kind, kind_en = _OTHERS[error.code]
        return refused("not_a_workbook", error.detail, kind=kind, kind_en=kind_en)
    if error.code == "unsafe" or error.code not in MESSAGES:
        return _unsafe(error) if error.code == "unsafe" else error
    if error.code in ("empty", "no_cells", "encrypted", "damaged", "crashed", "too_heavy", "unknown"):
        return refused(error.code, error.detail)
    return refused("too_slow", error.detail, seconds=seconds) if error.code == "too_slow" else error


def _unsafe(error: IntakeError) -> IntakeError:
    what = error.message.partition("（")[2].partition("）")[0]
    what_en = error.english.partition("(")[2].partition(")")[0]
    return refused("unsafe", error.detail, what=what, what_en=what_en)
