"""Catalogues compile without gettext, and a text without its English is named."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import messages
import pytest

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "locale/en/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + 'msgid "任务"\nmsgstr "Task"\n', encoding="utf-8")
    return path


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(po: Path) -> None:
    assert messages.compile_one(po)
    with po.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("任务") == "Task"
    assert not messages.compile_one(po)
    os.utime(po, ns=(po.stat().st_atime_ns, po.with_suffix(".mo").stat().st_mtime_ns + 1_000_000))
    assert messages.compile_one(po)


def test_texts_without_english_are_named(po: Path) -> None:
    assert messages.untranslated(po) == []
    with po.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "目标"\nmsgstr ""\n\n#, fuzzy\nmsgid "单位"\nmsgstr "Unit"\n')
    assert messages.untranslated(po) == ["目标", "单位"]


def test_catalogues_are_found(po: Path, tmp_path: Path) -> None:
    assert messages.catalogues(tmp_path) == [po]


def test_marked_texts_are_read_from_code() -> None:
    code = '_("甲") + gettext_lazy("乙") + ngettext("丙", "丁", n) + other("戊") + _(name)'
    assert messages.marked_in_code(code) == {"甲", "乙", "丙"}


def test_marked_texts_are_read_from_templates() -> None:
    page = """{% load i18n %}{% trans "中'文" %}{{ _("引") }}
    {% blocktrans with n=1 %}有 {{ n }} 条{% endblocktrans %}
    {% blocktrans count n=x %}一条{% plural %}多条{% endblocktrans %}未标记"""
    assert messages.marked_in_template(page) == {"中'文", "引", "有 %(n)s 条", "一条"}


def test_a_marked_text_without_english_is_named(po: Path, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('_("任务") + _("漏")', encoding="utf-8")
    assert messages.without_english(tmp_path) == ["漏"]


def test_every_text_of_the_pages_has_its_english() -> None:
    assert len(messages.marked(messages.WEB)) > 100
    assert messages.without_english(messages.WEB)[: messages.MOST] == []
