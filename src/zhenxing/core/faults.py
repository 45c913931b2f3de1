"""What is wrong in a workbook: where, and in words that tell a clerk what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: code → (what is wrong, what to do) in Chinese, then in English; `{…}` come from the fault's details
MESSAGES: Final[dict[str, tuple[str, str, str, str]]] = {
    "required": (
        "“{label}”没有填", "请补填；确实没有的，请先核实，不要用 0 或“无”代替",
        "“{label}” is empty", "Fill it in; do not put 0 or “none” for what is not known",
    ),
    "no_column": (
        "缺少必填的列“{label}”", "请在表头中补上这一列；如果列名不同，请在对应列名时选它",
        "The required column “{label}” is missing", "Add the column, or choose it among the headings",
    ),
    "column_unit": (
        "“{label}”的单位“{unit}”不能换算成登记用的“{kept}”", "请把整列换算成{kept}，并改正表头里的单位",
        "The unit of “{label}” ({unit}) cannot be turned into {kept}", "Convert the column to {kept}",
    ),
    "formula_error": (
        "公式出错，显示为 {value}", "请改正公式，或直接填入数值",
        "The formula gives {value}", "Correct the formula or type the value",
    ),
    "not_number": (
        "“{value}”不是数字", "只填数字，如 1234.5；不要写“约”“左右”和说明文字",
        "“{value}” is not a number", "Give a number such as 1234.5, without words",
    ),
    "not_integer": (
        "“{value}”不是整数", "请填整数，如 120",
        "“{value}” is not a whole number", "Give a whole number such as 120",
    ),
    "wrong_unit": (
        "“{value}”的单位与“{label}”不符", "请换算成{unit}后再填，或只填数字",
        "The unit of “{value}” does not fit “{label}”", "Convert it to {unit} or give the number only",
    ),
    "too_precise": (
        "“{value}”的小数超过 {places} 位", "请保留 {places} 位小数",
        "“{value}” has more than {places} decimals", "Keep {places} decimals",
    ),
    "too_big": (
        "“{value}”太大，存不下", "请核对是否多写了几位，或单位是否弄错",
        "“{value}” is too large to be kept", "Check for surplus digits or a wrong unit",
    ),
    "too_small": (
        "“{value}”小于最小值 {bound}", "请核对数值和单位",
        "“{value}” is less than {bound}", "Check the value and its unit",
    ),
    "too_large": (
        "“{value}”大于最大值 {bound}", "请核对数值和单位",
        "“{value}” is more than {bound}", "Check the value and its unit",
    ),
    "too_early": (
        "{value} 早于 {bound}", "请核对年份",
        "{value} is before {bound}", "Check the year",
    ),
    "too_late": (
        "{value} 晚于 {bound}", "请核对年份",
        "{value} is after {bound}", "Check the year",
    ),
    "not_date": (
        "“{value}”不是日期", "请填成 2024-03-05 或 2024年3月5日",
        "“{value}” is not a date", "Give it as 2024-03-05",
    ),
    "no_such_day": (
        "“{value}”这一天不存在", "请核对月份和日期",
        "There is no such day as “{value}”", "Check month and day",
    ),
    "ambiguous_month": (
        "“{value}”可能是 1 月，也可能是 Excel 省去了 0 的 10 月", "请填成 2024-01-05 这样的完整日期",
        "“{value}” may be January or October", "Give the whole date, as in 2024-01-05",
    ),
    "partial_date": (
        "“{value}”只到{grain}，没有写到日", "请补全到日，如 2024-03-05",
        "“{value}” names no day", "Complete it, as in 2024-03-05",
    ),
    "not_year": (
        "“{value}”不是年份", "请填四位数的年份，如 2024",
        "“{value}” is not a year", "Give four digits such as 2024",
    ),
    "not_flag": (
        "“{value}”看不出是“是”还是“否”", "请填“是”或“否”；不清楚的留空",
        "“{value}” says neither yes nor no", "Put 是 or 否, or leave it empty",
    ),
    "not_choice": (
        "“{value}”不在可选范围内", "请从下拉列表中选择：{choices}{nearest}",
        "“{value}” is not among the choices", "Choose one of: {choices}{nearest}",
    ),
    "too_long": (
        "有 {length} 个字，超过 {limit} 个字的上限", "请缩短，或把详细内容放到附件里",
        "It has {length} characters; the limit is {limit}", "Shorten it",
    ),
    "uscc_length": (
        "统一社会信用代码应为 18 位，现为 {length} 位", "请对照营业执照补全",
        "A unified social credit code has 18 characters, not {length}", "Copy it from the licence",
    ),
    "uscc_character": (
        "统一社会信用代码里有不该出现的字符：{characters}", "代码不用字母 I、O、S、V、Z，请对照营业执照改正",
        "A unified social credit code never holds {characters}", "I, O, S, V and Z are not used",
    ),
    "uscc_division": (
        "统一社会信用代码第 3 至 8 位应为数字，现为“{part}”", "请对照营业执照改正",
        "Characters 3 to 8 are digits, not “{part}”", "Copy the code from the licence",
    ),
    "uscc_check": (
        "统一社会信用代码校验位不符", "多半是抄错了一位，请对照营业执照逐位核对",
        "The check character of the credit code does not fit", "One character was copied wrongly",
    ),
    "lost_digits": (
        "“{value}”的后几位已被 Excel 改成了 0", "请把整列设成“文本”格式，再重新填写代码",
        "Excel has replaced the last digits of “{value}” by zeros", "Format the column as text, type it anew",
    ),
    "division_form": (
        "“{value}”不是行政区划代码", "应为 6 位（县级以上）、9 位（乡级）或 12 位（村级）数字，如 140622",
        "“{value}” is not a division code", "It has 6, 9 or 12 digits such as 140622",
    ),
    "division_unknown": (
        "没有代码为“{value}”的行政区划", "请核对代码；区划调整过的请用现行代码",
        "There is no division “{value}”", "Check the code; use the one in force",
    ),
    "industry_form": (
        "“{value}”不是国民经济行业代码", "应为门类字母加 2 至 4 位数字，如 C3071 或 3071",
        "“{value}” is not an industry code", "It has a letter and 2 to 4 digits such as C3071",
    ),
    "industry_unknown": (
        "国民经济行业分类里没有“{value}”", "请按《国民经济行业分类》（GB/T 4754—2017）核对",
        "GB/T 4754-2017 has no “{value}”", "Check the code",
    ),
    "no_reference": (
        "找不到名为“{value}”的{label}", "请核对名称，或先登记它{nearest}",
        "There is no {label} called “{value}”", "Check the name or register it first{nearest}",
    ),
    "sum": (
        "{total}填的是 {value}，而{parts}相加是 {found}，相差 {gap}", "请核对这几项，改正其中填错的",
        "{total} is {value}, but {parts} add up to {found}; they differ by {gap}", "Correct the wrong one",
    ),
    "at_most": (
        "{part}（{value}）大于{whole}（{found}）", "其中的一项不能超过总项，请核对",
        "{part} ({value}) exceeds {whole} ({found})", "A part cannot exceed the whole",
    ),
    "record_twice": (
        "“{label}”{value} 在{where}已经有了", "新增的行请清空隐藏的“记录编号”“记录版本”两列",
        "“{label}” {value} is in {where} already", "Empty the hidden record columns of rows that are new",
    ),
    "duplicate": (
        "与{where}重复（{keys}相同）", "同一条记录只留一行，请删去或合并多余的行",
        "It repeats {where} (same {keys})", "Keep one row for a record",
    ),
    "unclear": (
        "叫“{value}”的{label}不止一个", "请改写它的代码，或者带上级名称的全称",
        "More than one {label} is called “{value}”", "Give its code or its full name",
    ),
    "out_of_scope": (
        "“{value}”不在您的管理范围内", "请只填本地区、本单位的记录；别处的请由当地导入",
        "“{value}” is outside what you may write for", "Leave out what belongs to others",
    ),
    "no_record": (
        "没有编号为 {value} 的记录，或者您无权修改它", "新增的行请把“记录编号”留空；其他的请重新导出再改",
        "There is no record {value} that you may change", "Leave the record number of new rows empty",
    ),
    "several_records": (
        "系统里有多条记录与这一行相同（{keys}）", "请先合并重复的记录，或者导出后在导出的表里修改",
        "Several records are the same as this row ({keys})", "Merge them, or change an exported workbook",
    ),
    "changed": (
        "这条记录在您导出或核对之后被别人改过{what}", "请重新导出最新的记录，改好再导入",
        "The record has been changed by somebody else{what}", "Export it anew, change it and import that",
    ),
    "taken": (
        "{keys}与另一条记录相同", "请核对是否重复；别处登记的记录请与当地联系",
        "Another record has the same {keys}", "Check whether it is there already",
    ),
    "rule": (
        "{said}", "请核对后改正",
        "{said}", "Check and correct it",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one cell; `column` is empty when it concerns the whole row, `row` is 0
    when it concerns the whole sheet.

    `row` and `column` are Excel's own (12, "E"); `value` is what the cell holds as it was written;
    `details` fill the message.
    """

    sheet: str
    row: int
    column: str
    field: str
    label: str
    code: str
    value: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def cell(self) -> str:
        """`E12`; `12` for a whole row, "" for a whole sheet."""
        return f"{self.column}{self.row or ''}"

    @property
    def message(self) -> str:
        """What is wrong."""
        return self._said(0)

    @property
    def advice(self) -> str:
        """What to do about it."""
        return self._said(1)

    @property
    def english(self) -> str:
        return self._said(2)

    @property
    def english_advice(self) -> str:
        return self._said(3)

    def _said(self, index: int) -> str:
        shown = self.value if len(self.value) <= 40 else f"{self.value[:40]}…"
        words = {"label": self.label, "value": shown, **dict(self.details)}
        return MESSAGES[self.code][index].format_map(words)
