"""django-import-export as it is fastest: bulk writes, no differences, a table of its own in SQLite."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.workbooks import AMOUNTS, COLUMNS, DIVISIONS, INDUSTRIES, NAMES


def side(
    count: int, existing: Callable[[], Iterable[dict[str, Any]]], wrong_code: Callable[[str], bool]
) -> Callable[[bytes], tuple[int, int]]:
    """Its import of a workbook into a table that holds what was there already."""
    model = _model(wrong_code)
    model.objects.bulk_create([model(**_plain(row)) for row in existing()], batch_size=40)
    resource_class = _resource(model)
    import tablib

    def run(data: bytes) -> tuple[int, int]:
        given = tablib.Dataset().load(data, format="xlsx")
        given.headers = list(NAMES)
        result = resource_class().import_data(given, dry_run=False, raise_errors=False)
        return len(given), len(result.invalid_rows) + len(result.error_rows)

    return run


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "note": row["note"] or ""}


def _model(wrong_code: Callable[[str], bool]) -> Any:
    import django
    from django.conf import settings

    place = Path(tempfile.mkdtemp(prefix="zhenxing-bench-")) / "peer.sqlite3"
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(place)}},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "import_export"],
        IMPORT_EXPORT_USE_TRANSACTIONS=True,
        USE_TZ=False,
    )
    django.setup()
    from django.core.exceptions import ValidationError
    from django.db import connection, models

    def checked(test: Callable[[str], bool]) -> Callable[[str], None]:
        def validator(value: str) -> None:
            if test(value):
                raise ValidationError("wrong")

        return validator

    divisions, industries = set(DIVISIONS), set(INDUSTRIES)
    tests: dict[str, Callable[[str], bool]] = {
        "code": wrong_code,
        "division": lambda value: value not in divisions,
        "industry": lambda value: value not in industries,
    }
    fields: dict[str, Any] = {}
    for name, label in COLUMNS:
        if name in AMOUNTS:
            fields[name] = models.FloatField(label)
        elif name == "founded":
            fields[name] = models.DateField(label)
        else:
            validators = [checked(tests[name])] if name in tests else []
            fields[name] = models.CharField(
                label, max_length=60, blank=name == "note", validators=validators, db_index=name == "code"
            )

    def clean(self: Any) -> None:
        if self.researchers > self.people or abs(self.main + self.other - self.revenue) > 0.011:
            raise ValidationError("rules")

    meta = type("Meta", (), {"app_label": "auth"})
    model = type(
        "Enterprise", (models.Model,), {**fields, "clean": clean, "Meta": meta, "__module__": __name__}
    )
    with connection.schema_editor() as editor:
        editor.create_model(model)
    return model


def _resource(model: Any) -> Any:
    from import_export import resources
    from import_export.instance_loaders import CachedInstanceLoader

    meta = type(
        "Meta",
        (),
        {
            "model": model,
            "import_id_fields": ("code",),
            "fields": NAMES,
            "clean_model_instances": True,
            "use_bulk": True,
            "batch_size": 1000,
            "skip_diff": True,
            # looks every record up at once, where the default asks for one a row
            "instance_loader_class": CachedInstanceLoader,
        },
    )
    return type("Enterprises", (resources.ModelResource,), {"Meta": meta})
