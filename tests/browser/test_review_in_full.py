"""Review beyond single decisions, in a browser: undo by key, a selection made a goal, merging, the queue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accessibility import Axe
from conftest import DESKTOP, by_turns, every_look
from zhenxing.packs import demo as packed
from zhenxing.web.accounts.models import User
from zhenxing.web.documents.actions import AcceptCertain, AdoptDocument, ReceiveDocument, read_upload
from zhenxing.web.documents.models import Document, SecondReaderRule
from zhenxing.web.kit import demo
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.models import AuditEntry
from zhenxing.web.kit.testing import person
from zhenxing.web.organisations.models import Area, LeadingGroup
from zhenxing.web.tasks.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = Path(next(iter(packed.__path__))) / "documents" / "yunling-implementation-plan-2024.txt"
Open = Callable[..., Any]


@pytest.fixture
def document(clerk: User, county: Area) -> Document:
    source, content = read_upload(PLAN.read_bytes(), PLAN.name)
    made: Document = run_action(ReceiveDocument(county.pk, source, content, PLAN.name), clerk).result
    made.refresh_from_db()
    return made


def review(document: Document, kind: str = "goal") -> str:
    number = document.proposals.filter(kind=kind).first().number
    return f"/documents/{document.pk}/review/#p-{number}"


def counted(page: Any, key: str) -> None:
    """Press a key and wait until the count of decided items has changed."""
    before = page.locator(".rv-count").inner_text()
    page.keyboard.press(key)
    page.wait_for_function("b => document.querySelector('.rv-count').textContent !== b", arg=before)


def test_one_key_takes_back_deed_after_deed(open_page: Open, clerk: User, document: Document) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto(review(document))
    first, second = [p.number for p in document.proposals.filter(kind="goal")[:2]]
    counted(page, "a")
    counted(page, "r")
    expect(page.locator("#rv-undo")).to_contain_text(f"撤销：不采纳 #{second} 目标", use_inner_text=True)
    counted(page, "z")
    expect(page.locator(f"#p-{second}")).to_have_attribute("data-state", "pending")
    assert page.evaluate("document.activeElement.id") == f"p-{second}"
    counted(page, "z")
    expect(page.locator(f"#p-{first}")).to_have_attribute("data-state", "pending")
    expect(page.locator("#rv-undo button")).to_have_count(0)


def test_all_that_was_accepted_at_once_comes_back_at_once(
    open_page: Open, clerk: User, document: Document
) -> None:
    page = open_page(clerk, DESKTOP)
    page.goto(review(document))
    # The count is on the page before its script has run: a key is pressed when the page has loaded.
    with page.expect_navigation():
        page.locator("#rv-certain").click()
    expect(page.locator(".rv-count")).not_to_contain_text("已核 0/", use_inner_text=True)
    page.keyboard.press("z")
    page.locator("[data-toast]", has_text="已撤销：接受全部确定项").wait_for()
    expect(page.locator(".rv-count")).to_contain_text("已核 0/", use_inner_text=True)


def test_selected_words_become_a_goal(open_page: Open, clerk: User, document: Document) -> None:
    page = open_page(clerk, DESKTOP)
    goal = document.proposals.filter(kind="goal").first()
    page.goto(f"/documents/{document.pk}/review/")
    words = page.evaluate(
        """number => {
          const mark = document.querySelector(`#document [data-p~="${number}"]`);
          mark.scrollIntoView({ block: "center" });
          getSelection().selectAllChildren(mark);
          document.dispatchEvent(new PointerEvent("pointerup"));
          return String(getSelection()).trim();
        }""",
        goal.number,
    )
    tools = page.locator("[data-pick]")
    tools.wait_for()
    tools.get_by_role("button", name="设为目标").click()
    form = page.locator("#rv-add details[open] form")
    form.wait_for()
    expect(form.locator("[name=quote]")).to_have_value(words)
    # the compiler has read it, and the person goes on in the first field
    assert form.locator("[name=value]").input_value()
    assert page.evaluate("document.activeElement.name") == "indicator"
    form.locator("[name=indicator]").fill("另一个指标")
    with page.expect_navigation():
        form.get_by_role("button", name="补录目标").click()
    assert document.proposals.filter(kind="goal", item="").get().payload["indicator"] == "另一个指标"


def test_two_goals_are_merged_by_keyboard(open_page: Open, clerk: User, document: Document) -> None:
    page = open_page(clerk, DESKTOP)
    first, second = document.proposals.filter(kind="goal")[:2]
    page.goto(review(document))
    with page.expect_navigation():
        page.keyboard.press("m")
    page.locator(f"input[name=others][value='{second.number}']").press("Space")
    with page.expect_navigation():
        page.get_by_role("button", name="并到这一条").press("Enter")
    expect(page.locator(f"#p-{first.number} .pc-form")).to_be_visible()
    expect(page.locator(f"#p-{second.number}")).to_have_attribute("data-state", "merged")
    second.refresh_from_db()
    assert second.merged_into == first


def test_the_queue_is_worked_off_in_place(open_page: Open, clerk: User, document: Document) -> None:
    document.proposals.filter(kind="goal").update(certainty="unsure")
    page = open_page(clerk, DESKTOP)
    page.goto("/")
    with page.expect_navigation():
        page.locator(".zx-tile", has_text="存疑事项").click()
    waiting = int(page.locator("h1 .zx-badge").inner_text())
    assert waiting > 0
    with page.expect_navigation():
        page.locator(".un .pc .btn-primary").first.click()
    assert page.url.endswith("/documents/unsure/#queue")
    assert int(page.locator("h1 .zx-badge").inner_text()) == waiting - 1


def test_everything_works_without_a_script(
    browser: Any, live_server: Any, clerk: User, document: Document
) -> None:
    from zhenxing.web.kit.testing import signed_in

    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=DESKTOP)
    session = signed_in(clerk).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    goal = document.proposals.filter(kind="goal").first()
    page.goto(f"/documents/{document.pk}/review/?tab=goal")
    page.locator(f"#p-{goal.number} button[value=accept]").click()
    with page.expect_navigation():
        page.get_by_role("button", name="撤销：接受").click()
    goal.refresh_from_db()
    assert goal.can.open
    with page.expect_navigation():
        page.locator(f"#p-{goal.number}").get_by_role("link", name="调整").click()
    page.locator("select[name=clause]").select_option(index=1)
    page.get_by_role("button", name="移过去").click()
    goal.refresh_from_db()
    assert goal.placed is not None
    page.locator("#rv-add > summary").click()
    page.locator("#rv-add details summary").first.click()
    expect(page.locator("#q-goal")).to_be_visible()
    context.close()


def pages(document: Document) -> list[str]:
    goal, task = (document.proposals.filter(kind=kind).first().number for kind in ("goal", "task"))
    here = f"/documents/{document.pk}/"
    below = [
        "",
        "review/",
        f"review/{goal}/reshape/",
        f"review/{task}/reshape/",
        f"review/add/?kind=goal&quote={document.proposals.get(number=goal).text}",
        "second-reading/",
        "adopt/",
    ]
    others = [
        "/",
        "/documents/unsure/",
        "/documents/corrections/",
        "/second_readers/",
        "/second_readers/new/",
    ]
    return [*others, *(f"{here}{page}" for page in below)]


@every_look
def test_every_new_page_is_accessible_and_fits(
    open_page: Open, clerk: User, county: Area, document: Document, viewport: dict[str, int], scheme: str
) -> None:
    AuditEntry.objects.create(at=timezone.now(), actor_label="系统", action=demo.LOADED)
    demo.forget()
    SecondReaderRule.objects.create(area=county)
    run_action(AcceptCertain(document.pk), clerk)
    document.proposals.filter(kind="goal").update(state="edited", decided={"value": "7"})
    page = open_page(person("office", county, "李明"), viewport, scheme)
    problems = [fault for url in by_turns(pages(document), scheme) for fault in faults(page, url, viewport)]
    document.proposals.filter(state="pending").update(state="rejected")
    SecondReaderRule.objects.all().delete()
    office = LeadingGroup.objects.get().office
    run_action(AdoptDocument(document.pk, office.pk), clerk)
    problems += faults(page, f"/tasks/{Task.objects.first().pk}/assign/", viewport)
    assert problems == []
    demo.forget()


def faults(page: Any, url: str, viewport: dict[str, int]) -> list[str]:
    """What axe finds on a page, whether the banner stands there, and whether it runs over the side."""
    page.goto(url)
    found = [
        f"{url}: {violation['id']} {node['target']}: {node['failureSummary'][:200]}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"][:3]
    ]
    if not page.locator(".zx-demo").is_visible():
        found.append(f"{url}: no banner")
    width = page.evaluate("document.documentElement.scrollWidth")
    return found if width <= viewport["width"] else [*found, f"{url}: {width} px wide"]
