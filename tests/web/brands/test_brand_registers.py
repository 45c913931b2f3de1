"""Every register of products and honours behaves as every register does."""

from __future__ import annotations

from typing import Any

from web.brands.brand_samples import credential, product, share
from web.enterprises.enterprise_samples import enterprise
from zhenxing.web.brands import models, register
from zhenxing.web.codetables import queries as codes
from zhenxing.web.kit.testing import RegisterTests
from zhenxing.web.organisations.models import Area


class TestProducts(RegisterTests):
    register = register.PRODUCTS

    def record(self, where: Area) -> Any:
        return product(where, flagship=True)

    def form(self, where: Area) -> dict[str, Any]:
        return {"area": where.pk, "enterprise": enterprise(where, "清河陶土行").code, "name": "紫砂壶"}


class TestShares(RegisterTests):
    register = register.SHARES

    def record(self, where: Area) -> Any:
        return share(where)

    def form(self, where: Area) -> dict[str, Any]:
        of = product(where, "酒坛")
        typed = {
            "market": "province",
            "year": "2024",
            "rank": "1",
            "says": "declared",
            "source": "企业申报表",
        }
        return {"product": of.pk, **typed}


class _Credentials(RegisterTests):
    """What all honours have in common; each names its model and the code of its kind."""

    __test__ = False
    model: type[Any]
    table = ""
    code = ""
    typed: dict[str, Any] = {}

    def record(self, where: Area) -> Any:
        fields = {} if self.table else {name: self.typed[name] for name in self.typed if name == "kind"}
        return credential(self.model, where, self.table, self.code, **fields)

    def form(self, where: Area) -> dict[str, Any]:
        kind = {"kind": codes.get(self.table, self.code).pk} if self.table else {}
        stage = self.model._meta.get_field("stage").default
        given = {"area": where.pk, "name": "清河白釉", "number": "清-002", "stage": stage}
        return {**given, "enterprise": enterprise(where, "清河陶土行").code, **kind, **self.typed}


class TestBrands(_Credentials):
    __test__ = True
    register = register.BRANDS
    model, table, code = models.Brand, "brand_kind", "trademark"


class TestStandards(_Credentials):
    __test__ = True
    register = register.STANDARDS
    model, table, code = models.Standard, "standard_kind", "association"
    typed = {"part": "lead"}


class TestCertificates(_Credentials):
    __test__ = True
    register = register.CERTIFICATES
    model, table, code = models.Certificate, "certificate_kind", "quality_system"


class TestPatents(_Credentials):
    __test__ = True
    register = register.PATENTS
    model, table, code = models.Patent, "patent_kind", "invention"
    typed = {"applied_on": "2022-03-01", "valid_from": "2024-01-05"}


class TestHeritage(_Credentials):
    __test__ = True
    register = register.HERITAGE
    model = models.Heritage
    typed = {"category": "传统技艺"}


class TestIndications(_Credentials):
    __test__ = True
    register = register.INDICATIONS
    model = models.GeographicalIndication
    typed = {"kind": "product", "extent": "云岭县现辖行政区域"}
