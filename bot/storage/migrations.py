"""The schema, forward only. A step never changes once it was released; add another.

The version is SQLite's `user_version`: the number of steps applied. No copy is put aside
before a step: all steps run in one transaction, and a copy would outlive /forget.
"""

from __future__ import annotations

Step = tuple[str, ...]

MIGRATIONS: tuple[Step, ...] = (
    (
        # No row ids: their order would tell who came first.
        "CREATE TABLE settings (key BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID",
        # One row a replica, rewritten in place.
        "CREATE TABLE tally (replica INTEGER PRIMARY KEY, sealed BLOB NOT NULL)",
        # Which periods were drawn, so that none is drawn twice. `weeks` is their length.
        "CREATE TABLE released (what TEXT, start TEXT, weeks INTEGER NOT NULL,"
        " PRIMARY KEY (what, start)) WITHOUT ROWID",
        "CREATE TABLE topic_week (week TEXT, topic TEXT, n INTEGER NOT NULL,"
        " PRIMARY KEY (week, topic)) WITHOUT ROWID",
        "CREATE TABLE who_month (month TEXT, language TEXT, origin TEXT, n INTEGER NOT NULL,"
        " PRIMARY KEY (month, language, origin)) WITHOUT ROWID",
        "CREATE TABLE region_month (month TEXT, region TEXT, n INTEGER NOT NULL,"
        " PRIMARY KEY (month, region)) WITHOUT ROWID",
        # About the database itself, e.g. since which month it holds rows no key opens.
        "CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
)
