"""Writes the tables of base/number.c as C: usage: number_tables.py OUTPUT

Everything is computed with 60 digits and rounded once, to the nearest double, so the file is the same wherever it is made. The shape of the
tables (how many entries, what each is for) is told in src/base/number_tables.h.
"""

import sys
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

getcontext().prec = 60
ENTRIES = 128
LN2 = Decimal(2).ln()
HIGH_UNIT = Decimal(2) ** -43  # a multiple of it below 1024, plus another, is exact in a double


def rounded(x, unit):
    return (x / unit).quantize(Decimal(1), rounding=ROUND_HALF_EVEN) * unit


def split(x):
    """(high, low): a multiple of HIGH_UNIT, and what it leaves."""
    high = rounded(x, HIGH_UNIT)
    return float(high), float(x - high)


def exponentials():
    for i in range(ENTRIES):
        value = (LN2 * i / ENTRIES).exp()
        near = float(value)
        yield f"{{ {near.hex()}, {float(value / Decimal(near) - 1).hex()} }}"


def middle(i):
    """The middle of the piece of 0.6875 .. 1.375 that entry i is for: above 1 doubles lie twice as far apart."""
    below_one = 80  # pieces of 1/256 from 0.6875 to 1; then pieces of 1/128
    if i < below_one:
        return Decimal("0.6875") + (i + Decimal("0.5")) / 256
    return 1 + (i - below_one + Decimal("0.5")) / 128


def logarithms():
    for i in range(ENTRIES):
        is_beside_one = i in (79, 80)
        inverse = Decimal(1) if is_beside_one else rounded(1 / middle(i), Decimal(2) ** -10)
        high, low = split(-inverse.ln())
        yield f"{{ {float(inverse).hex()}, {high.hex()}, {low.hex()} }}"


def table(kind, name, rows):
    return f"const struct {kind} {name}[NUMBER_TABLE_ENTRIES] = {{\n" + "".join(f"    {row},\n" for row in rows) + "};\n"


def main():
    high, low = split(LN2)
    step = rounded(LN2 / ENTRIES, Decimal(2) ** -44)  # few bits: its product with a count below 2^18 is exact
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("/* Made by tools/number_tables.py. */\n")
        out.write('#include "base/number_tables.h"\n\n')
        out.write(f"const double number_ln2_high = {high.hex()};\nconst double number_ln2_low = {low.hex()};\n")
        out.write(f"const double number_step_high = {float(step).hex()};\n")
        out.write(f"const double number_step_low = {float(LN2 / ENTRIES - step).hex()};\n")
        out.write(f"const double number_steps = {float(ENTRIES / LN2).hex()};\n\n")
        out.write(table("number_exponential", "number_exponentials", exponentials()) + "\n")
        out.write(table("number_logarithm", "number_logarithms", logarithms()))


main()
