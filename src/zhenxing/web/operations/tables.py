"""Brings the tables of the database up to the code; an empty database gets all of them at once.

Replaying on an empty database how every table came to be is most of a first start. The models say what
comes of it; a test holds both ways against each other, table by table.
"""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def bring_up() -> None:
    """Make the tables what the code expects, keeping every row."""
    if connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
    else:
        build()


def build() -> None:
    """All tables from the models, every migration noted as done; cut off anywhere, nothing of it is there."""
    # SQLite takes new tables only while it does not check keys, which is said before a transaction
    with connection.constraint_checks_disabled(), transaction.atomic():
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                if model._meta.managed and not model._meta.proxy:
                    editor.create_model(model)
        _note_all_migrations()
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _note_all_migrations() -> None:
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in sorted(MigrationLoader(connection).graph.nodes):
        recorder.record_applied(app, name)
