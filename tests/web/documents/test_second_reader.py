"""The second reader: when one is needed, who may be one, what they read, and what their word does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from web.documents.document_samples import number_of
from zhenxing.web.accounts.models import User
from zhenxing.web.documents import second_reading
from zhenxing.web.documents.actions import (
    AcceptCertain,
    AcceptProposal,
    AddProposal,
    AdoptDocument,
    EditProposal,
    LinkUnit,
    MergeProposals,
    RejectProposal,
    ReturnItems,
    SignReview,
)
from zhenxing.web.documents.actions.adopting import SecondReaderNeeded, StillOpen
from zhenxing.web.documents.models import Document, SecondReaderRule, SignOff
from zhenxing.web.documents.queries import unsure_count
from zhenxing.web.documents.register import SECOND_READERS
from zhenxing.web.kit.actions import run_action
from zhenxing.web.kit.refusals import ActionRefused, Invalid, NotPermitted, OutOfScope, StaleVersion
from zhenxing.web.kit.testing import RegisterTests, area, person, signed_in, unit
from zhenxing.web.organisations.models import Area

TODAY = date(2026, 1, 15)


class TestSecondReaderRules(RegisterTests):
    register = SECOND_READERS

    def record(self, where: Area) -> SecondReaderRule:
        return SecondReaderRule.objects.create(area=where)

    def form(self, where: Area) -> dict[str, object]:
        return {"area": where.pk, "required": "on", "valid_from": "2026-01-01"}


@pytest.fixture
def reader(where: Area) -> User:
    return person("office", where, "李明")


@pytest.fixture
def ready(document: Document, clerk: User) -> Document:
    """Everything decided by the clerk, some of it otherwise than the machine had it."""
    run_action(AcceptCertain(document.pk), clerk)
    for proposal in document.proposals.filter(state="pending").order_by("number"):
        if proposal.kind == "unit":
            run_action(LinkUnit(document.pk, proposal.number), clerk)
        elif proposal.kind == "suspicion":
            run_action(RejectProposal(document.pk, proposal.number), clerk)
        else:
            run_action(AcceptProposal(document.pk, proposal.number), clerk)
    typed = {"indicator": "规上企业", "op": ">=", "value": "60", "unit": "户", "deadline": "2026"}
    run_action(EditProposal(document.pk, number_of(document, "goal", "g1"), typed), clerk)
    return document


@pytest.fixture
def rule(where: Area) -> SecondReaderRule:
    return SecondReaderRule.objects.create(area=where)


def fingerprint(document: Document) -> str:
    return second_reading.fingerprint(document.proposals.all())


def sign(document: Document, who: User) -> SignOff:
    return run_action(SignReview(document.pk, fingerprint(document)), who).result


def adoption(document: Document) -> AdoptDocument:
    return AdoptDocument(
        document.pk, unit(document.area, f"云岭县第{timezone.now():%f}局").pk, date(2026, 12, 31)
    )


# --- whether one is needed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + timedelta(days=1), None, False),
        (None, TODAY - timedelta(days=1), False),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(
    document: Document, where: Area, begins: date | None, ends: date | None, expected: bool
) -> None:
    assert not second_reading.required(document, TODAY)
    SecondReaderRule.objects.create(area=where, valid_from=begins, valid_to=ends)
    assert second_reading.required(document, TODAY) is expected


def test_the_nearest_rule_speaks_and_the_latest_of_one_place(
    clerk: User, make_under: Callable[..., Document]
) -> None:
    city = area("云岭市", level="city")
    document = make_under(city)
    SecondReaderRule.objects.create(area=city)
    assert second_reading.required(document, TODAY)
    SecondReaderRule.objects.create(area=document.area, required=False, valid_from=date(2025, 1, 1))
    assert not second_reading.required(document, TODAY)
    later = SecondReaderRule.objects.create(area=document.area, valid_from=date(2026, 1, 1))
    assert second_reading.required(document, TODAY)
    later.archived_at = timezone.now()
    later.save()
    assert not second_reading.required(document, TODAY)
    SecondReaderRule.objects.create(area=area("清河县"), required=True)
    assert not second_reading.required(document, TODAY)


@pytest.fixture
def make_under(clerk: User) -> Callable[..., Document]:
    def make(parent: Area) -> Document:
        county = area("石门县", parent)
        return Document.objects.create(
            area=county, title="方案", sha256="1", uploaded_by=clerk, state="review"
        )

    return make


def test_without_a_rule_adoption_needs_nobody(ready: Document, clerk: User) -> None:
    assert run_action(adoption(ready), clerk).result.can.registered


def test_with_a_rule_adoption_waits_for_a_signature(
    ready: Document, clerk: User, reader: User, rule: SecondReaderRule
) -> None:
    with pytest.raises(SecondReaderNeeded):
        run_action(adoption(ready), clerk)
    sign(ready, reader)
    assert run_action(adoption(ready), clerk).result.can.registered


def test_a_change_after_the_signature_voids_it(
    ready: Document, clerk: User, reader: User, rule: SecondReaderRule
) -> None:
    sign(ready, reader)
    run_action(RejectProposal(ready.pk, number_of(ready, "figure")), clerk)
    with pytest.raises(SecondReaderNeeded):
        run_action(adoption(ready), clerk)
    sign(ready, reader)
    assert run_action(adoption(ready), clerk).result.can.registered


# --- what is read -----------------------------------------------------------------------------------------


def test_every_difference_is_read_and_at_least_ten_others(ready: Document, clerk: User) -> None:
    one, other = (ready.proposals.get(number=number_of(ready, "goal", item)) for item in ("g2", "g3"))
    run_action(MergeProposals(ready.pk, one.number, {other.number: other.version}), clerk)
    added = run_action(AddProposal(ready.pk, "task", "编制规划", {"heading": "编制规划"}), clerk).result
    read = second_reading.reading(ready, ready.proposals.all())
    kinds = {(proposal.kind, proposal.item) for proposal in read.differing}
    assert {("goal", "g1"), ("goal", "g2"), ("goal", "g3"), ("suspicion", "s1"), ("suspicion", "s2")} <= kinds
    assert added in read.differing
    assert len(read.sample) == second_reading.SAMPLE
    assert not set(read.sample) & set(read.differing)
    assert read.alike == ready.proposals.count() - len(read.differing)
    assert second_reading.reading(ready, ready.proposals.all()) == read


def test_where_there_are_fewer_all_are_read(ready: Document) -> None:
    few = list(ready.proposals.all())[:4]
    read = second_reading.reading(ready, few)
    assert set(read.items) == set(few)


def test_another_document_draws_another_sample(ready: Document) -> None:
    proposals = list(ready.proposals.all())
    drawn = {
        tuple(p.number for p in second_reading.reading(Document(pk=pk), proposals).sample) for pk in range(8)
    }
    assert len(drawn) > 1


# --- who may ----------------------------------------------------------------------------------------------


def test_neither_the_uploader_nor_who_decided_most(ready: Document, clerk: User, reader: User) -> None:
    with pytest.raises(NotPermitted, match="上传"):
        sign(ready, clerk)
    ready.proposals.exclude(state="pending").update(decided_by=reader)
    with pytest.raises(NotPermitted, match="主要由您核定"):
        sign(ready, reader)


def test_nobody_signs_their_own_decision(ready: Document, reader: User) -> None:
    number = number_of(ready, "goal", "g1")
    ready.proposals.filter(number=number).update(decided_by=reader)
    with pytest.raises(NotPermitted, match=f"#{number} "):
        sign(ready, reader)


def test_only_the_office_of_the_area_signs(ready: Document, where: Area) -> None:
    with pytest.raises(NotPermitted):
        sign(ready, person("leader", where))
    with pytest.raises(OutOfScope):
        sign(ready, person("office", area("清河县")))


def test_what_is_open_or_has_changed_is_not_signed(ready: Document, clerk: User, reader: User) -> None:
    seen = fingerprint(ready)
    number = number_of(ready, "goal", "g2")
    run_action(ReturnItems(ready.pk, seen, {_readable(ready): "请再看"}), reader)
    with pytest.raises(StaleVersion):
        run_action(SignReview(ready.pk, seen), reader)
    ready.proposals.filter(number=number).update(state="pending")
    with pytest.raises(StillOpen):
        sign(ready, reader)
    Document.objects.update(state="adopted")
    with pytest.raises(ActionRefused):
        sign(ready, reader)


def _readable(document: Document) -> int:
    return second_reading.reading(document, document.proposals.all()).differing[0].number


# --- sending back -----------------------------------------------------------------------------------------


def test_what_is_sent_back_waits_again_with_its_reason(ready: Document, clerk: User, reader: User) -> None:
    goal = number_of(ready, "goal", "g1")
    before = unsure_count(clerk)
    word = run_action(ReturnItems(ready.pk, fingerprint(ready), {goal: " 原文是 50 户 "}), reader).result
    assert (word.signed, word.returned) == (False, {str(goal): "原文是 50 户"})
    proposal = ready.proposals.get(number=goal)
    assert proposal.can.open
    assert proposal.returned == "原文是 50 户"
    assert unsure_count(clerk) == before + 1
    page = signed_in(clerk).get(f"/documents/{ready.pk}/review/").text
    assert "复核退回：原文是 50 户" in page
    run_action(AcceptProposal(ready.pk, goal), clerk)
    assert ready.proposals.get(number=goal).returned == ""


@pytest.mark.parametrize("reason", ["", "  ", "长" * 301])
def test_each_needs_its_reason(ready: Document, reader: User, reason: str) -> None:
    goal = number_of(ready, "goal", "g1")
    with pytest.raises(Invalid) as caught:
        run_action(ReturnItems(ready.pk, fingerprint(ready), {goal: reason}), reader)
    assert list(caught.value.fields) == [f"reason-{goal}"]


def test_only_what_was_read_is_sent_back(ready: Document, reader: User) -> None:
    for reasons in ({}, {9999: "理由"}):
        with pytest.raises(Invalid):
            run_action(ReturnItems(ready.pk, fingerprint(ready), reasons), reader)


# --- the pages --------------------------------------------------------------------------------------------


@pytest.fixture
def client(reader: User) -> Client:
    return signed_in(reader)


def url(document: Document) -> str:
    return f"/documents/{document.pk}/second-reading/"


def test_reading_and_signing_without_a_script(
    ready: Document, client: Client, rule: SecondReaderRule
) -> None:
    adopt = f"/documents/{ready.pk}/adopt/"
    assert "上传人和核定最多的人不能自己复核" in client.get(adopt).text
    page = client.get(url(ready)).text
    assert "60" in page
    assert page.count('name="items"') >= second_reading.SAMPLE
    posted = {"fingerprint": fingerprint(ready)}
    assert client.post(url(ready), posted).status_code == 409
    answer = client.post(url(ready), {**posted, "deed": "sign"}, follow=True)
    assert "已签署，可以采纳了" in answer.text
    assert "此后没有改动" in client.get(url(ready)).text
    assert "此后没有改动" in client.get(adopt).text


def test_sending_back_without_a_script(ready: Document, client: Client, rule: SecondReaderRule) -> None:
    goal = number_of(ready, "goal", "g1")
    posted = {"deed": "return", "items": str(goal), "fingerprint": fingerprint(ready)}
    wrong = client.post(url(ready), posted)
    assert wrong.status_code == 422
    assert "请写明退回的理由" in wrong.text
    assert f'value="{goal}" checked' in wrong.text
    done = client.post(url(ready), {**posted, f"reason-{goal}": "原文是 50 户"}, follow=True)
    assert "已退回 1 条" in done.text
    assert "还有 1 项没有定" in client.get(url(ready)).text
    assert client.post(url(ready), {"deed": "sign", "fingerprint": fingerprint(ready)}).status_code == 409


def test_the_adoption_page_says_what_became_of_it(
    ready: Document, clerk: User, reader: User, rule: SecondReaderRule
) -> None:
    adopt, client = f"/documents/{ready.pk}/adopt/", signed_in(clerk)
    figure = number_of(ready, "figure")
    sign(ready, reader)
    run_action(RejectProposal(ready.pk, figure), clerk)
    assert "签署之后又有改动" in client.get(adopt).text
    form = {"owner_unit": unit(ready.area).pk, "due_on": "2026-12-31"}
    assert client.post(adopt, form).status_code == 409
    run_action(ReturnItems(ready.pk, fingerprint(ready), {figure: "应当保留"}), reader)
    run_action(AcceptProposal(ready.pk, figure), clerk)
    assert "退回了 1 条" in client.get(adopt).text


def test_the_author_reads_but_has_no_buttons(ready: Document, clerk: User) -> None:
    page = signed_in(clerk).get(url(ready)).text
    assert "须由另一位同事复核" in page
    assert 'name="deed"' not in page
    refused = signed_in(clerk).post(url(ready), {"deed": "sign", "fingerprint": fingerprint(ready)})
    assert refused.status_code == 403


def test_once_adopted_or_elsewhere_there_is_nothing_to_sign(
    ready: Document, client: Client, where: Area
) -> None:
    assert signed_in(person("office", area("清河县"))).get(url(ready)).status_code == 404
    assert signed_in(person("leader", where)).get(url(ready)).status_code == 404
    Document.objects.update(state="adopted")
    assert client.get(url(ready))["Location"] == f"/documents/{ready.pk}/"
