"""What people type for a name is in its key: characters, pinyin, initials, either reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhenxing.core.spelling import LENGTH, asked, search_key


def test_a_name_is_found_as_written_in_pinyin_and_by_initials() -> None:
    key = search_key(["云岭陶瓷(集团)有限公司"])
    for typed in ("云岭", "陶瓷(集团)", "yunling", "taoci", "yltc", "YLTC", "Ｙｕｎｌｉｎｇ", "云岭 陶瓷"):
        assert asked(typed) in key, typed
    assert asked("清河") not in key
    assert asked("qh") not in key


def test_a_character_with_two_readings_is_found_by_either() -> None:
    key = search_key(["长乐重工"])
    for typed in ("changle", "zhangle", "changyue", "zlzg", "clcg"):
        assert typed in key, typed


def test_letters_and_digits_stand_for_themselves_and_marks_are_silent() -> None:
    assert search_key(["2号·Ａ厂"]) == "2号·a厂 2haoachang 2hac"
    assert search_key(["", "  "]) == ""
    assert search_key(["、"]) == "、"


def test_every_text_has_its_forms_and_none_is_said_twice() -> None:
    key = search_key(["绿源", "云岭", "绿源"])
    assert key.split(" ") == ["绿源", "lvyuan", "ly", "luyuan", "云岭", "yunling", "yl"]


@given(st.lists(st.text(max_size=200), max_size=4))
def test_a_key_never_grows_beyond_its_column(texts: list[str]) -> None:
    key = search_key(texts)
    assert len(key) <= LENGTH
    assert not key.startswith(" ")


def test_many_double_readings_do_not_multiply_without_end() -> None:
    assert len(search_key(["长重行乐朝单" * 20]).split(" ")) <= 17
