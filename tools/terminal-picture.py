#!/usr/bin/python3
"""A picture of the terminal for the README, made from the running program.

Runs viva in a high pseudo-terminal with a fixed seed, clock and an empty data folder, presses the keys given, and writes some blocks of what
then stands on the screen, each as it is, as an SVG that follows the reader's choice of dark or light. Three dots stand for blocks left out.

  tools/terminal-picture.py --viva build/viva -o assets/terminal.svg
"""
import argparse
import os
import sys
import tempfile
import xml.sax.saxutils

import pexpect
import pyte

CELL_WIDTH, LINE_HEIGHT, FONT_SIZE, PADDING = 8.4, 20, 14, 24

# Colours of the two themes by the names that pyte gives to SGR 30-37. Each has a contrast of at least 4.5 on its ground (WCAG 2.1, 1.4.3).
THEMES = {
    "dark": {"ground": "#16181d", "default": "#d7dae0", "red": "#f08080", "green": "#8fce7c", "magenta": "#d6a2e8", "cyan": "#79cdd6"},
    "light": {"ground": "#fdfdfb", "default": "#24292e", "red": "#b3261e", "green": "#2c6e1f", "magenta": "#86359c", "cyan": "#0b6b75"},
}


# What the picture shows, by the first words of each block.
KEPT = ("1 / 5", "Interviewer", "What to look for", "B  ", "Your answer", "B. How sure", "✗ ", "Why C", "B, your choice", "D ",
        "Say what it costs", "■")
DOTS = ("⋮", "dim", False, False, False)


class DimScreen(pyte.Screen):
    """pyte knows no faint text (SGR 2): it is kept as the colour "dim" here, so that the picture can show it."""

    def select_graphic_rendition(self, *codes, **kwargs):
        super().select_graphic_rendition(*[code for code in codes if code != 2], **kwargs)
        if 2 in codes:
            self.cursor.attrs = self.cursor.attrs._replace(fg="dim")


def run(arguments):
    """The rows of the screen, each a list of (text, colour, bold, italic, underlined)."""
    screen = DimScreen(arguments.columns, arguments.rows)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, VIVA_DATA=folder, TERM="xterm-256color", LC_ALL="C.UTF-8")
        environment.pop("NO_COLOR", None)
        child = pexpect.spawn(
            arguments.viva,
            ["practice", arguments.set, "--seed", str(arguments.seed), "--now", "2026-11-22T16:00:00Z"],
            env=environment, dimensions=(arguments.rows, arguments.columns), timeout=10)
        for key in arguments.keys.encode().decode("unicode_escape"):
            read_until_quiet(child, stream)
            child.send(key)
        read_until_quiet(child, stream)
        child.close(force=True)
    return [runs_of(screen.buffer[row], arguments.columns) for row in range(arguments.rows)]


def read_until_quiet(child, stream):
    """A prompt ends in a colon and a space; then the program waits."""
    while True:
        try:
            stream.feed(child.read_nonblocking(65536, timeout=0.4))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return


def runs_of(row, columns):
    runs = []
    for column in range(columns):
        cell = row[column]
        look = (cell.fg, cell.bold, cell.italics, cell.underscore)
        if runs and runs[-1][1:] == look:
            runs[-1] = (runs[-1][0] + cell.data, *look)
        else:
            runs.append((cell.data, *look))
    return runs


def svg_runs(runs, y):
    """Each run begins at its column, however wide the reader's font is."""
    out, column = [], 0
    for text, colour, bold, italic, underlined in runs:
        start = column + len(text) - len(text.lstrip())
        column += len(text)
        shown = text.strip()
        if not shown:
            continue
        classes = [colour] * (colour != "default") + ["b"] * bold + ["i"] * italic + ["u"] * underlined
        attributes = f' class="{" ".join(classes)}"' if classes else ""
        out.append(f'<text x="{PADDING + start * CELL_WIDTH:.1f}" y="{y}" textLength="{len(shown) * CELL_WIDTH:.1f}"{attributes}>'
                   f"{xml.sax.saxutils.escape(shown).replace(' ', chr(0xA0))}</text>")
    return out


def style(theme):
    rules = [f"rect{{fill:{theme['ground']}}}", f"text{{fill:{theme['default']}}}"]
    rules += [f".{name}{{fill:{theme[name]}}}" for name in ("red", "green", "magenta", "cyan")]
    return "".join(rules)


def svg(rows, columns):
    width = PADDING * 2 + columns * CELL_WIDTH
    height = PADDING * 2 + len(rows) * LINE_HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
        ' role="img" aria-label="viva in a terminal">',
        "<style>"
        f"text{{font:{FONT_SIZE}px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace}}"
        ".b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}.dim{opacity:.68}"
        + style(THEMES["light"]) + f"@media (prefers-color-scheme:dark){{{style(THEMES['dark'])}}}</style>",
        f'<rect width="{width:.0f}" height="{height:.0f}" rx="10"/>',
    ]
    for number, runs in enumerate(rows):
        lines += svg_runs(runs, PADDING + number * LINE_HEIGHT + FONT_SIZE)
    return "\n".join(lines) + "\n</svg>\n"


def words_of(row):
    return "".join(run[0] for run in row).rstrip()


def blocks_of(rows):
    """Rows that no empty row parts."""
    blocks = [[]]
    for row in rows:
        if words_of(row):
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def chosen(rows, beginnings):
    """The blocks that begin with these words, in their order, with an empty row between and dots where something is left out."""
    out, is_left_out, wanted = [], False, list(beginnings)
    for block in blocks_of(rows):
        if wanted and words_of(block[0]).startswith(wanted[0]):
            out += [[], [DOTS]] * is_left_out * bool(out) + [[]] * bool(out) + block
            is_left_out = False
            wanted.pop(0)
        else:
            is_left_out = True
    if wanted:
        sys.exit(f"terminal-picture: no block begins with {wanted[0]!r}: choose other blocks in KEPT")
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--viva", default="build/viva")
    parser.add_argument("--set", default="senior-rust")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--rows", type=int, default=240)
    parser.add_argument("--keys", default=r"\rb3", help="keys to press, in Python's escapes")
    parser.add_argument("-o", "--output", default="assets/terminal.svg")
    arguments = parser.parse_args()
    picture = svg(chosen(run(arguments), KEPT), arguments.columns)
    with open(arguments.output, "w", encoding="utf-8") as file:
        file.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
