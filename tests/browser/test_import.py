"""A messy workbook in a browser: uploaded, its columns looked at, marked, corrected, confirmed, applied."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from accessibility import Axe
from conftest import DESKTOP, PHONE
from zhenxing.web.accounts.models import User
from zhenxing.web.imports.models import Import
from zhenxing.web.kit.testing import unit
from zhenxing.web.organisations.models import Area, Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]

HEADINGS = ["序号", "单位全称", "简称", "所在地", "级别", "类别", "联系电话"]
MESSY = [
    ["云岭县单位名录（演示数据）"],
    ["填报单位：云岭县工业和信息化局"],
    HEADINGS,
    [1, "云岭县林业局", "林业局", "云岭县", "县级", "部门", "0000-1"],
    [2, "云岭县统计局", "县统计局", "云岭县", "县级", "部门", "0000-2"],
    [3, "云岭县水利局", None, "云岭县", "县级", "衙门", "0000-3"],
    [4, "云岭县财政局", "财政局", "清河县", "县级", "部门", "0000-4"],
    [5, None, "无名局", "云岭县", "县级", "部门", "0000-5"],
    ["合计", 5],
]


def workbook(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名录"
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:G1")
    book.save(path)
    return path


def accessible(page: Any, name: str) -> None:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.response["violations"] == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


@pytest.mark.parametrize(
    ("screen", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone-dark"]
)
def test_a_messy_workbook_is_marked_corrected_and_applied(
    open_page: Open, clerk: User, county: Area, tmp_path: Path, screen: dict[str, int], scheme: str
) -> None:
    unit(county, "云岭县统计局", short_name="统计局")
    size = f"{screen['width']}"
    page = open_page(clerk, screen, scheme)
    page.goto("/units/")
    page.get_by_role("link", name="导入 Excel").click()
    page.wait_for_url("**/units/import/")
    accessible(page, f"upload-{size}")
    page.set_input_files("input[type=file]", workbook(tmp_path / "单位名录.xlsx", MESSY))
    page.get_by_role("button", name="上传并核对").click()
    page.wait_for_url("**/columns/")
    accessible(page, f"columns-{size}")
    page.get_by_label("D 所在地").select_option(label="行政区划")
    page.get_by_label("B 单位全称").select_option(label="名称")
    page.get_by_role("button", name="开始核对").click()
    page.get_by_text("下一步").wait_for()
    accessible(page, f"result-{size}")
    made = Import.objects.get()
    assert (made.inserts, made.updates, made.rejected) == (1, 1, 3)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注的工作簿").click()
    marked = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert marked["名录"]["F6"].comment is not None
    with page.expect_navigation():
        page.get_by_role("link", name="修改").first.click()
    page.get_by_text("县统计局").last.wait_for()
    accessible(page, f"updates-{size}")
    corrected = [*MESSY[:5], *(row.copy() for row in MESSY[5:7])]
    corrected[5][5], corrected[6][3] = "部门", "云岭县"
    page.goto("/units/import/")
    page.set_input_files("input[type=file]", workbook(tmp_path / "改正.xlsx", corrected))
    page.get_by_role("button", name="上传并核对").click()
    page.wait_for_url("**/columns/")
    expect(page.get_by_label("D 所在地")).to_have_value("area")  # it has been remembered
    page.get_by_role("button", name="开始核对").click()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("已导入：新增 3 条，修改 1 条。").wait_for()
    accessible(page, f"applied-{size}")
    assert Unit.objects.get(name="云岭县统计局").short_name == "县统计局"
    assert Unit.objects.filter(name="云岭县财政局").exists()


def test_a_paste_from_excel_is_checked_cell_by_cell(open_page: Open, clerk: User, county: Area) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto("/units/import/grid/")
    pasted = "名称\t行政区划\t级别\t类别\n云岭县林业局\t云岭县\t县级\t衙门\n云岭县水利局\t云岭县\t县级\t部门"
    page.locator(".im-grid input").first.focus()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(event);
        }""",
        pasted,
    )
    wrong = page.locator("#c-0-kind[aria-invalid=true]")
    wrong.wait_for()
    expect(page.locator("[data-said]")).to_contain_text("第 1 行 类别", use_inner_text=True)
    accessible(page, "grid-1366")
    wrong.fill("部门")
    page.locator("#c-0-name").focus()
    page.wait_for_function("() => !document.querySelector('[aria-invalid]')")
    page.get_by_role("button", name="核对并继续").click()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("已导入：新增 2 条，修改 0 条。").wait_for()
    assert set(Unit.objects.filter(area=county, name__endswith="局").values_list("name", flat=True)) >= {
        "云岭县林业局",
        "云岭县水利局",
    }
