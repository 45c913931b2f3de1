"""A rulebook of a fictional county and what the builder's form sends."""

from __future__ import annotations

from typing import Any

from zhenxing.web.rules.loading import fill
from zhenxing.web.rules.models import OWN, Rulebook
from zhenxing.web.rules.reading import read

TEXT = """\
key: county-scale
name: 清河县企业培育标准
subject: enterprise
citation: {document: 清河县企业培育办法, number: 清政发〔2026〕5号, issued: 2026-03-05}
status: site
facts:
  revenue: {label: 营业收入, kind: number, unit: 元}
  industry: {label: 行业代码, kind: text}
  kind: {label: 企业类型, kind: choice, choices: {company: 公司, coop: 合作社}}
  active: {label: 正常经营, kind: yesno}
parameters:
  floor:
    label: 营收下限
    unit: 元
    values:
    - {begins: 2020-01-01, value: 2000万元, clause: 第一条}
rules:
- key: scale
  name: 达到规模
  clause: 第一条
  when:
    all:
    - {of: revenue, at_least: {parameter: floor}}
    - any:
      - of: industry
        starts_with: [C, D]
      - judged: {key: craft, question: 有传承工艺, proof: 证书}
- key: first
  name: 首次达到
  when:
    first_time: {that: {of: revenue, at_least: 1亿元}, since: 2020}
  amount: 50万元
- key: fast
  name: 增长快
  when:
    of: {ratio: [revenue, {fact: revenue, year: -1}]}
    at_least: 200%
"""
CASES = """\
book: county-scale
cases:
  # 刚好
  - name: 刚好达到
    day: 2026-06-01
    facts: {revenue: 2000万元, industry: C3071}
    expect: {scale: true}
  - name: 差一点
    day: 2026-06-01
    facts: {revenue: 1999万元, industry: C3071}
    expect: {scale: false}
"""


def a_book(text: str = TEXT, cases: str = CASES) -> Rulebook:
    row = Rulebook(key=read(text).key, text=text, cases=cases, origin=OWN)
    fill(row, read(text))
    row.save()
    return row


def sent(html: str) -> dict[str, str]:
    """What the form on a page would send, with no button pressed."""
    from lxml import html as reader

    form = reader.fromstring(html).get_element_by_id("rule-form")
    return {name: value for name, value in form.form_values() if name not in ("do", "csrfmiddlewaretoken")}


def page(client: Any, row: Rulebook, at: str = "0") -> dict[str, str]:
    return sent(client.get(f"/rulebooks/{row.pk}/rules/{at}/").content.decode())
