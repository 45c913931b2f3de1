"""A title inside a title stands in single marks."""

from __future__ import annotations

from zhenxing.core.quoting import book_title, inside_marks


def test_the_marks_inside_are_single() -> None:
    assert book_title("云岭县专业镇建设方案") == "《云岭县专业镇建设方案》"
    assert book_title("关于印发《云岭县建设方案》的通知") == "《关于印发〈云岭县建设方案〉的通知》"


def test_a_title_in_a_sentence_with_its_marks_keeps_none_of_the_outer_kind() -> None:
    assert inside_marks("关于印发《云岭县建设方案》的通知") == "关于印发〈云岭县建设方案〉的通知"
