"""Puts the SQL of this folder into a C source: sql_migrations[] from the numbered files, sql_query_NAME from queries.sql.

usage: embed.py OUTPUT QUERIES MIGRATION...
"""

import re
import sys
from pathlib import Path


def c_bytes(name, text):
    """A C string as an array of bytes: a literal may not be longer than 4095 bytes in C17."""
    values = ", ".join(str(byte) for byte in text.encode("utf-8") + b"\0")
    return f"const char {name}[] = {{ {values} }};\n"


def queries(text):
    for part in text.split("\n-- name: ")[1:]:
        name, sql = part.split("\n", 1)
        lines = [line for line in sql.splitlines() if line and not line.startswith("--")]
        yield name, "\n".join(lines)


def migrations(paths):
    for number, path in enumerate(sorted(paths, key=lambda path: path.name), start=1):
        if not re.fullmatch(rf"{number:04}-[a-z-]+\.sql", path.name):
            sys.exit(f"{path}: migrations are numbered without a gap; expected {number:04}-name.sql")
        yield path.read_text(encoding="utf-8")


def main(output, queries_path, *migration_paths):
    parts = ['#include "store/sqlite_query.h"\n#include "store/sqlite_schema.h"\n']
    for name, sql in queries(Path(queries_path).read_text(encoding="utf-8")):
        parts.append(c_bytes(f"sql_query_{name}", sql))
    texts = list(migrations([Path(path) for path in migration_paths]))
    for number, text in enumerate(texts, start=1):
        parts.append("static " + c_bytes(f"migration_{number}", text))
    names = ", ".join(f"migration_{number}" for number in range(1, len(texts) + 1))
    parts.append(f"const char *const sql_migrations[] = {{ {names} }};\n")
    parts.append(f"const int sql_migration_count = {len(texts)};\n")
    Path(output).write_text("\n".join(parts), encoding="utf-8")


main(*sys.argv[1:])
