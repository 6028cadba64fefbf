#!/usr/bin/env python3
"""Put what `viva manual` writes into man/viva.1: manual.py VIVA PAGE. With --check only say whether it is in step."""
import subprocess
import sys

BEGIN = '.\\" BEGIN of what tools/manual.py writes\n'
END = '.\\" END of what tools/manual.py writes\n'


def spliced(page, part):
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return before + BEGIN + part + END + after


def main():
    words = [word for word in sys.argv[1:] if word != "--check"]
    viva, path = words
    part = subprocess.run([viva, "manual"], stdout=subprocess.PIPE, text=True, check=True).stdout
    with open(path, encoding="utf-8") as file:
        page = file.read()
    new = spliced(page, part)
    if "--check" in sys.argv:
        return 0 if new == page else "%s is not in step with the tables: run tools/manual.py %s %s" % (path, viva, path)
    with open(path, "w", encoding="utf-8") as file:
        file.write(new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
