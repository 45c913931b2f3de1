"""Is a number a goal, a figure, a condition, part of an award, or nothing to act on?

Read in this order: what the number counts; whether its clause sets a threshold or grants a benefit;
whether a target is meant; whether it is past or future (dates, then words, then part and genre).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from zhenxing.core.compiler.numbers import cues
from zhenxing.core.compiler.numbers.amounts import Amount, amounts
from zhenxing.core.compiler.numbers.benefits import is_award
from zhenxing.core.compiler.numbers.carrying import (
    BULLETS,
    breaks_off,
    goes_down,
    goes_on,
    goes_under,
    governing,
    is_over,
    lies_ahead,
    ordered,
    plan_end,
    reaches,
    time_alone,
    told_period,
)
from zhenxing.core.compiler.numbers.deadlines import (
    Completion,
    Completions,
    completion_of,
    dealt_times,
    opens_outlook,
)
from zhenxing.core.compiler.numbers.document import Document, Section
from zhenxing.core.compiler.numbers.indicators import name
from zhenxing.core.compiler.numbers.levels import NO_LEVEL, ends_list, level_of
from zhenxing.core.compiler.numbers.marks import is_next_grade
from zhenxing.core.compiler.numbers.mentions import Mention, mentions
from zhenxing.core.compiler.numbers.reading import Read, Reading, Role, SentenceReading
from zhenxing.core.compiler.numbers.sentences import ANY_WORD, Sentence, next_sentence
from zhenxing.core.compiler.numbers.settings import OpenList, Setting, open_list, setting_of
from zhenxing.core.compiler.numbers.settling import complete, settle
from zhenxing.core.compiler.numbers.shapes import counts_something, is_noise
from zhenxing.core.compiler.numbers.signs import BINDS, FULL_STOP, SAYS_SOMETHING
from zhenxing.core.compiler.numbers.tense import (
    Tense,
    closes_year,
    comes_after,
    recast,
    striven_for,
    tense_of_part,
    tense_of_time,
    tense_of_words,
    yearly,
)
from zhenxing.core.compiler.numbers.thresholds import commits, is_condition
from zhenxing.core.compiler.numbers.time_kinds import is_this_year, was_counted
from zhenxing.core.compiler.numbers.times import Time, resolve, year_of
from zhenxing.core.compiler.numbers.units import MONEY_UNITS

#: more numbers than any document of the genre holds; what follows is left to a person
_MOST_NUMBERS = 20_000
#: a longer line is not a heading
_HEADING_LINE = 20


def readings(document: Document, role: Role) -> list[Reading]:
    """Every number of the document that has the role, in order of position."""
    return [
        reading
        for sentence in read(document).readings
        for reading in sentence.readings
        if reading.role is role
    ]


@lru_cache(maxsize=2)
def read(document: Document) -> Read:
    """Read a document once (kept for the stages that ask for the same one in turn)."""
    reader = _Reader(document)
    found = list(reader.read())
    if reader.completions or document.rows:
        complete(found, Completions(reader.completions, document.row, document.text))
    settle(found, document.row_cells)
    return Read(tuple(found), reader.sentences, reader.stopped)


@dataclass
class _Reader:
    """Walks the sentences and keeps what one says for the next: time, tense, open lists."""

    document: Document
    carried: Time | None = None
    #: the year last named in this paragraph
    year: int | None = None
    #: the year the heading names
    section_year: int | None = None
    paragraph: int = -1
    tense: Tense = ""
    listing: OpenList | None = None
    #: the deadline last named in the goals
    aims: Time | None = None
    #: 到2029年,…目标基本实现。 holds to the end of its paragraph
    outlook: Time | None = None
    #: the mark that begins the paragraph
    bullet: str = ""
    #: the year by which the first item of such a list is due, for the rest of them
    down: Time | None = None
    #: 1-10月 on a line of its own, over lines that each say a number
    over: Time | None = None
    #: the noun last measured in the sentence
    topic: str = ""
    #: the number before was a goal or figure, so that a bare number may go on with it
    follows: bool = False
    #: the list of benefits before the semicolon goes on: 博士每月3000元;硕士每月1500元
    grants: bool = False
    #: under a heading that sets aims, where the outline has none
    aiming: bool = False
    #: in a part of a report that says what will be done
    ahead: bool = False
    #: in a part that says what was done
    behind: bool = False
    completions: list[Completion] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    #: where the sentence last read ended
    reached: int = 0
    numbers: int = 0
    #: where reading stopped, when there were too many numbers
    stopped: int | None = None

    def read(self) -> Iterator[SentenceReading]:
        text, tables = self.document.text, bool(self.document.tables)
        last: Sentence | None = None
        at = 0
        while True:
            # while a list is open each of its items counts, else those that say something
            sign = SAYS_SOMETHING if self.listing is None else ANY_WORD
            sentence = next_sentence(text, at, last.paragraph if last else 0, sign)
            if sentence is None:
                return
            at = sentence.end
            told_again = sentence.end <= self.document.headline
            if told_again or (tables and self.document.in_table(sentence.start)):
                last = sentence  # what is read next counts the lines from here
                continue
            self._enter(sentence)
            last = sentence
            section = self.document.section(sentence.start)
            self.listing = open_list(sentence, level_of) or self.listing
            found = amounts(sentence.text, sentence.masked)
            if self.carried and breaks_off(sentence):
                self.carried = None
            if found or self.listing is not None or BINDS.search(sentence.text):
                setting = setting_of(sentence, section, self.listing, self._genre(sentence))
                decided = self._decide(self._mentions(sentence, found), setting)
                self.grants = any(item.role is Role.AWARD for item in decided)
                yield SentenceReading(setting, decided)
            self._leave(sentence, section)
            self.numbers += len(found) + len(sentence.times)
            if self.numbers > _MOST_NUMBERS:
                self.stopped = sentence.end
                return

    def _mentions(self, sentence: Sentence, found: list[Amount]) -> list[Mention]:
        if not found:
            return []
        onward = goes_on(self.document.text, sentence)
        return dealt_times(mentions(sentence, found, self.carried, goes_on=onward), sentence)

    def _genre(self, sentence: Sentence) -> str:
        """An article of a measure that says who leads it orders work, as a plan does."""
        genre = self.document.genre
        return "opinion" if genre == "measure" and ordered(self.document.text, sentence) else genre

    # --- from sentence to sentence ------------------------------------------------------------

    def _enter(self, sentence: Sentence) -> None:
        """Go over what stands between the sentence last read and this one, which says nothing."""
        self.sentences.append(sentence)
        start = sentence.start
        between = self.document.text[self.reached : start]
        self.reached = sentence.end
        if sentence.paragraph == self.paragraph:
            if len(between) > 1 and FULL_STOP.search(between, 1):
                self._stop()
            return
        self.paragraph = sentence.paragraph
        at = start - len(between)
        if between.count("\n") > 1:
            self._pass(at, between)
        self._turn(at + between.rfind("\n") + 1)

    def _pass(self, at: int, between: str) -> None:
        """Go over whole paragraphs; the first and the last of the lines are parts of one."""
        lines = between.split("\n")
        at += len(lines[0]) + 1
        for line in lines[1:-1]:
            if line and self._is_text(at, line):
                self.aiming = self._aims(at, self.document.section(at))
                self.down = self.down if line[0] == self.bullet else None
            at += len(line) + 1

    def _is_text(self, at: int, line: str) -> bool:
        return ANY_WORD.search(line) is not None and not (self.document.tables and self.document.in_table(at))

    def _turn(self, at: int) -> None:
        """Begin a paragraph."""
        section = self.document.section(at)
        self.aiming = self._aims(at, section)
        mark = self.document.text[at : at + 1]
        if mark != self.bullet:
            self.bullet, self.down = mark, None
        if self.over and not goes_under(self.document.text, at):
            self.over = None
        self.carried = self.down or (self.aims if self.aiming else None) or self.over
        self.year = self.section_year = section.year
        self.tense = self.topic = ""
        self.outlook = None
        self.follows = False
        if self.listing:
            line = self.document.text[at : at + _HEADING_LINE]
            self.listing = None if ends_list(line, self.listing.level) else self.listing

    def _aims(self, at: int, section: Section) -> bool:
        """Whether a paragraph stands among the goals, by the outline or by the heading line above it."""
        if section.role == "goals":
            return True
        if section.clause is None:
            first = next_sentence(self.document.text, at, 0)
            if first and len(first.text) <= _HEADING_LINE and level_of(first.text) < NO_LEVEL:
                return "目标" in first.text
        return self.aiming and section.role == "body" and section.clause is None

    def _leave(self, sentence: Sentence, section: Section) -> None:
        found = sentence.times
        if found or len(sentence.text) <= _HEADING_LINE:
            year = self.year or section.year
            completion = completion_of(sentence, found, self.document.anchor, year)
            if completion:
                self.completions.append(completion)
        self.over = (self.document.tells and time_alone(sentence)) or self.over
        self.ahead, self.behind = section.future, section.past
        told = self.document.tells and not self.ahead
        counted = was_counted(self.carried) and goes_on(self.document.text, sentence)
        for time in reversed(governing(sentence, counted=counted, told=told)):
            if reaches(time, sentence, told=told):
                self._carry(time, sentence)
                self.outlook = time if opens_outlook(time, sentence) else None
                break
        if not sentence.continues:
            self._stop()

    def _carry(self, time: Time, sentence: Sentence) -> None:
        """Keep the time last named for what follows."""
        self.carried = time
        if self.bullet in BULLETS and goes_down(time):
            self.down = time
        carried = self.section_year if is_this_year(time) else self.year
        if not (time.offset and time.offset > 0 and time is not sentence.times[0]):
            # 8月封顶，明年一季度投用。6月20日前拨付…: months go on from the year before
            self.year = year_of(time, self.document.anchor, carried)
        if self.aiming and time.month is None and sentence.text.rstrip().endswith(":"):
            self.aims = time

    def _stop(self) -> None:
        """End a sentence that the next does not continue."""
        if self.carried and not self._carries(self.carried):
            self.carried = None
        self.tense = self.topic = ""
        self.follows = self.grants = False

    def _carries(self, time: Time) -> bool:
        """Whether a time still governs the next sentence: what is told goes on, what is due may not."""
        if time.kind == "within" and self.ahead and not self.aiming:
            return False
        if time is self.outlook or (self.document.tells and not (self.ahead and time.month)):
            return True
        if self.behind and self._tense_of(time, self.year) != "future":
            return True
        if is_this_year(time) and time.month is None and not time.base:
            return True
        if not self.aiming:
            return False
        return time.month is None and self._tense_of(time, self.year) != "past"

    # --- one sentence ----------------------------------------------------------------------------

    def _decide(self, found: list[Mention], setting: Setting) -> tuple[Reading, ...]:
        at = 0
        text, section = setting.sentence.text, setting.section
        reports = self.document.tells and not section.future
        looks_back = section.past or (reports and closes_year(self.document.anchor, text))
        tensed = bool(found) and cues.TENSED.search(text) is not None
        aspiring = tensed and cues.ASPIRES.search(text) is not None
        read = []
        for mention in found:
            if tensed:
                reach = max(at, min(mention.end, len(text)))
                self.tense = tense_of_words(
                    text, at, reach, self.tense, reports=reports, past_part=looks_back, aims=self.aiming
                )
                at = reach
            role = self._role(mention, setting)
            if role:
                when = self._when(mention, section, role)
                indicator = self._name(mention, section) if role is Role.GOAL or role is Role.FIGURE else ""
                aspires = aspiring and bool(
                    cues.ASPIRES.search(text, max(0, mention.start - 30), mention.amount.start)
                )
                read.append(Reading(mention, role, when, section, setting, aspires, indicator))
        return tuple(read)

    def _name(self, mention: Mention, section: Section) -> str:
        named = name(mention, self.topic, section.heading)
        self.topic = named.topic
        return named.indicator

    def _role(self, mention: Mention, setting: Setting) -> Role | None:
        granted = is_award(mention, setting) and not self._tells_past(mention, setting)
        if granted or (self.grants and setting.binding and is_next_grade(mention, setting)):
            return Role.AWARD
        if setting.may_bind and is_condition(mention, setting):
            return Role.CONDITION
        if setting.section.scoring or is_noise(mention, setting):
            return None
        if not counts_something(mention, setting, follows=self.follows):
            return None
        past = self._tense(mention, setting.section) == "past"
        recurs = mention.time is None or (past and mention.time.kind == "recurring")
        if (
            setting.measure
            and recurs
            and (past or not commits(mention, setting, ahead=self.tense == "future", follows=self.follows))
        ):
            return None
        self.follows = True
        return Role.FIGURE if past else Role.GOAL

    def _tells_past(self, mention: Mention, setting: Setting) -> bool:
        """Whether a benefit was paid; one for whoever meets a threshold is promised unless words say so."""
        if not self.document.tells:
            return False
        if 0 <= setting.granted < mention.amount.start or cues.LUMP.search(mention.before):
            begun = setting.granted if 0 <= setting.granted < mention.amount.start else mention.start
            begun = setting.sentence.clause_start(begun)
            return bool(cues.PAID.search(setting.sentence.text, begun, mention.amount.start))
        return self._tense(mention, setting.section) == "past"

    def _tense(self, mention: Mention, section: Section) -> Tense:
        dated = self._tense_of(mention.time, self._year_of(mention)) or self.tense
        if section.past and mention.time and mention.time.kind == "within":
            # 规划期内先后有3个获批, in a part that looks back
            dated = self.tense or "past"
        if self.document.tells:
            dated = recast(mention, dated, self.tense)
        if not dated and mention.time and mention.time.kind == "recurring" and not section.past:
            dated = yearly(mention, rate=mention.time.rate)
        if not dated and self.document.tells and not section.past and cues.PLANNED.search(mention.governing):
            # 重点培育30户企业,力争…: what is striven for tells what stands before it
            dated = striven_for(mention)
        if not dated and self.document.genre == "meeting" and mention.amount.unit in MONEY_UNITS:
            # minutes say what shall be paid without a word of the future: 由县财政列支200万元
            dated = "future" if cues.PUBLIC_MONEY.search(mention.before) else ""
        return dated or tense_of_part(self.document, section)

    def _tense_of(self, time: Time | None, year: int | None) -> Tense:
        carried = self.section_year if time and is_this_year(time) else year
        return tense_of_time(time, self.document.anchor, carried, tells=self.document.tells)

    def _when(self, mention: Mention, section: Section, role: Role) -> str | None:
        anchor = self.document.anchor
        if mention.time is not None:
            if role is Role.FIGURE and is_over(mention.time, anchor):
                return None
            if role is Role.GOAL and (end := plan_end(mention.time, anchor)):
                return end
            carried = section.year if is_this_year(mention.time) else self._year_of(mention) or section.year
            when = resolve(mention.time, anchor, carried)
            if when and not (role is Role.FIGURE and lies_ahead(when, anchor)):
                return when
        if role is Role.FIGURE:
            return told_period(self.document, section) if mention.time is None else None
        if role is not Role.GOAL or (
            mention.time and mention.time.kind == "recurring" and not (anchor.title_year or mention.time.rate)
        ):
            return None
        if self.document.tells and comes_after(mention):
            return None
        if section.year or anchor.title_year:
            return str(section.year or anchor.title_year)
        return str(anchor.last_year) if anchor.last_year and self.aiming else None

    def _year_of(self, mention: Mention) -> int | None:
        if mention.year_time is None:
            return self.year
        return year_of(mention.year_time, self.document.anchor, self.year)
