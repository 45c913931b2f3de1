"""Rules as data: one closed tree, one canonical form, and what it says of a case and why.

from zhenxing.core.rules import form, judge
book = form.parse(text, "above-scale.yaml")
judged = judge(book, case)
judged["industry"].verdict, judged["industry"].evidence, judged.outcome, judged.score
"""

from zhenxing.core.rules.book import (
    Answer,
    Case,
    Citation,
    Fact,
    FactSpec,
    Parameter,
    Related,
    Rule,
    Rulebook,
    Threshold,
)
from zhenxing.core.rules.evaluate import evaluate, judge
from zhenxing.core.rules.judgement import BookJudgement, Finding, Judgement, Outcome, Score

__all__ = [
    "Answer",
    "BookJudgement",
    "Case",
    "Citation",
    "Fact",
    "FactSpec",
    "Finding",
    "Judgement",
    "Outcome",
    "Parameter",
    "Related",
    "Rule",
    "Rulebook",
    "Score",
    "Threshold",
    "evaluate",
    "judge",
]
