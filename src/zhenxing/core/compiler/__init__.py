"""An official document in, one immutable Plan out: `compile_source(source, knowledge)`."""

from zhenxing.core.compiler.knowledge import Division, Knowledge, UnitName
from zhenxing.core.compiler.pipeline import compile_source
from zhenxing.core.compiler.plan import Plan
from zhenxing.core.compiler.source import Source, Span

__all__ = ["Division", "Knowledge", "Plan", "Source", "Span", "UnitName", "compile_source"]
