"""The main job in a browser: upload, review by keyboard, adopt, matrix, Excel; two clerks; both screens."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from accessibility import Axe
from conftest import DESKTOP, PHONE, by_turns, every_look
from zhenxing.packs import demo
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import ReceiveDocument, read_upload
from zhenxing.web.documents.models import Document
from zhenxing.web.goals.models import Goal
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.testing import person
from zhenxing.web.organisations.models import Area
from zhenxing.web.tasks.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEMO = Path(next(iter(demo.__path__))) / "documents"
PLAN = DEMO / "yunling-implementation-plan-2024.txt"
Open = Callable[..., Any]


@pytest.fixture
def document(clerk: User, county: Area) -> Document:
    data = PLAN.read_bytes()
    source, content = read_upload(data, PLAN.name)
    made: Document = run_action(ReceiveDocument(county.pk, source, content, PLAN.name), clerk).result
    made.refresh_from_db()
    assert made.can.decide
    return made


def current(page: Any) -> dict[str, str]:
    return page.evaluate("({...document.querySelector('.pc.is-current').dataset})")


def count(page: Any) -> str:
    return page.locator(".rv-count").inner_text()


def press(page: Any, key: str) -> None:
    """Press a key of one deed and wait until the server has answered."""
    before = count(page)
    page.keyboard.press(key)
    page.wait_for_function("before => document.querySelector('.rv-count').textContent !== before", arg=before)


def test_the_main_job_by_keyboard(open_page: Open, clerk: User) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto("/documents/upload/")
    page.set_input_files("input[type=file]", PLAN)
    assert PLAN.name in page.locator("[data-chosen]").inner_text()
    page.get_by_role("button", name="上传并解析").click()
    page.wait_for_url("**/review/")
    total = page.locator(".pc").count()
    assert total > 20
    for _step in range(total):
        now = current(page)
        if now["state"] != "pending":
            break
        sure = page.locator(f"#p-{now['number']} [data-key=a]").count()
        press(page, "a" if sure else "v")
    assert count(page) == f"已核 {total}/{total}"
    assert page.locator(".rv-progress").inner_text().endswith("可以采纳")
    page.get_by_role("link", name="去采纳").click()
    expect(page.locator("select[name=owner_unit] option:checked")).to_have_text(
        "云岭县工业和信息化局", use_inner_text=True
    )
    page.fill("input[name=due_on]", "2026-12-31")
    page.get_by_role("button", name="采纳", exact=True).click()
    page.wait_for_url("**/matrix/")
    assert (Goal.objects.count(), Task.objects.count()) == (
        Document.objects.get().proposals.filter(kind="goal").count(),
        Document.objects.get().proposals.filter(kind="task").count(),
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert book.sheetnames == ["责任矩阵", "发现", "任务分解表"]


def test_the_keys_move_take_back_and_correct(open_page: Open, clerk: User, document: Document) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto(f"/documents/{document.pk}/review/#p-{document.proposals.filter(kind='goal').first().number}")
    first = current(page)["number"]
    page.keyboard.press("j")
    assert current(page)["number"] != first
    page.keyboard.press("k")
    assert current(page)["number"] == first
    press(page, "r")
    expect(page.locator(f"#p-{first}")).to_have_attribute("data-state", "rejected")
    press(page, "z")
    expect(page.locator(f"#p-{first}")).to_have_attribute("data-state", "pending")
    page.keyboard.press("e")
    field = page.locator(f"#p-{first} [name=value]")
    field.wait_for()
    field.fill("很多")
    page.keyboard.press("Enter")
    page.locator(f"#p-{first} [aria-invalid=true]").wait_for()
    field.fill("77")
    before = count(page)
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('.rv-count').textContent !== before", arg=before)
    assert document.proposals.get(number=first).values["value"] == "77"


def test_either_side_leads_to_the_other(open_page: Open, clerk: User, document: Document) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto(f"/documents/{document.pk}/review/")
    mark = page.locator(".doc a.mk.i-goal").last
    number = mark.get_attribute("href").removeprefix("#p-")
    mark.click()
    assert current(page)["number"] == number
    assert page.evaluate("document.activeElement.id") == f"p-{number}"
    page.locator(f"#p-{number}").wait_for()
    page.wait_for_timeout(900)
    assert inside(page, f"#p-{number}", "#review")
    task = document.proposals.filter(kind="task").last().number
    page.locator(f"#p-{task} [data-place]").evaluate("link => link.click()")
    page.wait_for_timeout(900)
    assert inside(page, f"#document [data-p~='{task}']", "#document")
    assert page.locator(f"#document [data-p~='{task}'].is-pointed").count() > 0


def inside(page: Any, what: str, frame: str) -> bool:
    return page.evaluate(
        """([what, frame]) => {
          const a = document.querySelector(what).getBoundingClientRect();
          const b = document.querySelector(frame).getBoundingClientRect();
          return a.top >= b.top - 1 && a.top < b.bottom;
        }""",
        [what, frame],
    )


def test_the_second_clerk_sees_the_first_ones_decision(
    open_page: Open, clerk: User, county: Area, document: Document
) -> None:
    number = document.proposals.filter(kind="goal").first().number
    mine, theirs = open_page(clerk, DESKTOP), open_page(person("office", county, "李强"), DESKTOP)
    for page in (mine, theirs):
        page.goto(f"/documents/{document.pk}/review/#p-{number}")
    press(mine, "r")
    theirs.keyboard.press("a")
    notice = theirs.locator(f"#p-{number} .pc-notice")
    notice.wait_for()
    expect(notice).to_contain_text("王芳 刚刚处理了这一条（已退回）", use_inner_text=True)
    assert document.proposals.get(number=number).state == "rejected"
    following = current(mine)["number"]
    press(mine, "a")
    theirs.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    theirs.locator(f"#p-{following}[data-state=accepted]").wait_for()


def test_single_keys_can_be_switched_off(open_page: Open, clerk: User, document: Document) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto(f"/documents/{document.pk}/review/")
    page.keyboard.press("?")
    page.locator("#rv-help [data-keys]").uncheck()
    page.keyboard.press("Escape")
    before = current(page)["number"]
    page.keyboard.press("j")
    assert current(page)["number"] == before


def test_a_file_dropped_on_the_page_is_taken(open_page: Open, clerk: User) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto("/documents/upload/")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["演示数据"], "拖来的文件.txt", { type: "text/plain" }));
          const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
          document.dispatchEvent(event);
        }"""
    )
    expect(page.locator("[data-chosen]")).to_contain_text("拖来的文件.txt", use_inner_text=True)
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1


def test_on_a_phone_one_pane_at_a_time(open_page: Open, clerk: User, document: Document) -> None:
    page = open_page(clerk, PHONE)
    page.goto(f"/documents/{document.pk}/review/")
    expect(page.locator("#review")).to_be_visible()
    expect(page.locator("#document")).to_be_hidden()
    page.get_by_role("button", name="文件", exact=True).click()
    expect(page.locator("#document")).to_be_visible()
    expect(page.locator("#review")).to_be_hidden()
    page.locator(".doc a.mk.i-goal").first.click()
    expect(page.locator("#review")).to_be_visible()
    assert current(page)["kind"] == "goal"


# --- every page, both screens, both lights -----------------------------------------------------------------


def adopted(document: Document, clerk: User) -> None:
    from zhenxing.web.documents.actions import AcceptCertain, AcceptProposal, AdoptDocument, ResolveSuspicion

    run_action(AcceptCertain(document.pk), clerk)
    for left in document.proposals.filter(state="pending"):
        made = ResolveSuspicion(document.pk, left.number, verbatim=True)
        run_action(made if left.kind == "suspicion" else AcceptProposal(document.pk, left.number), clerk)
    run_action(AdoptDocument(document.pk), clerk)


def pages_before(document: Document) -> list[str]:
    number = document.proposals.filter(kind="goal").first().number
    at = document.proposals.get(number=number)
    below = [
        "",
        "review/",
        f"review/?edit={number}",
        "adopt/",
        "matrix/",
        f"read/?at={at.start}-{at.end}",
        f"source/?at={at.source_start}-{at.source_end}",
    ]
    return ["/documents/", "/documents/upload/", *(f"/documents/{document.pk}/{page}" for page in below)]


def pages_after(document: Document) -> list[str]:
    goal, task = f"/goals/{Goal.objects.first().pk}/", f"/tasks/{Task.objects.first().pk}/"
    here = f"/documents/{document.pk}/"
    return [here, f"{here}matrix/", "/goals/", goal, f"{goal}edit/", "/tasks/", task, f"{task}edit/"]


@every_look
def test_every_page_is_accessible_and_fits(
    open_page: Open, clerk: User, document: Document, viewport: dict[str, int], scheme: str
) -> None:
    page = open_page(clerk, viewport, scheme)
    problems = [
        fault for url in by_turns(pages_before(document), scheme) for fault in faults(page, url, viewport)
    ]
    adopted(document, clerk)
    problems += [
        fault for url in by_turns(pages_after(document), scheme) for fault in faults(page, url, viewport)
    ]
    assert problems == []


def faults(page: Any, url: str, viewport: dict[str, int]) -> list[str]:
    """What axe finds on a page, and whether it runs over the side."""
    page.goto(url)
    found = [
        f"{url}: {violation['id']} {node['target']}: {node['failureSummary'][:200]}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"][:3]
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    return found if width <= viewport["width"] else [*found, f"{url}: {width} px wide"]
