#!/usr/bin/env python3
"""Turn the files that pages load into C: their bytes, the same packed, and a name with a piece of their hash in it.

usage: embed_assets.py OUTPUT.c FILE...   (in the order of enum asset in src/face/web/asset.h)
"""
import gzip
import hashlib
import pathlib
import sys

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}


def c_bytes(name, data):
    rows = (data[i : i + 24] for i in range(0, len(data), 24))
    body = ",\n    ".join(", ".join(str(byte) for byte in row) for row in rows)
    return f"static const unsigned char {name}[] = {{\n    {body}\n}};\n"


def main(output, files):
    arrays, rows = [], []
    for index, path in enumerate(map(pathlib.Path, files)):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:12]
        name = f"{path.stem}-{digest}{path.suffix}"
        arrays.append(c_bytes(f"plain_{index}", data))
        arrays.append(c_bytes(f"packed_{index}", gzip.compress(data, 9, mtime=0)))
        rows.append(
            f'    {{ "{name}", "/assets/{name}", "{TYPES[path.suffix]}",\n'
            f'      {{ plain_{index}, sizeof plain_{index}, "\\"{digest}\\"" }},\n'
            f'      {{ packed_{index}, sizeof packed_{index}, "\\"{digest}-gzip\\"" }} }},\n'
        )
    pathlib.Path(output).write_text(
        '#include "face/web/asset.h"\n\n' + "\n".join(arrays)
        + "\nconst struct asset_file asset_files[ASSET_COUNT] = {\n" + "".join(rows) + "};\n"
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
