"""Writes the bank of exercises that ./dev bench checks: usage: bank.py FOLDER [EXERCISES]

Ten folders, 0 to 9, of sets of a hundred exercises, each of some 8 KB and shaped like those of sets/: points with reasons, variants and cues, misconceptions, four
options of some 110 words, a lesson and samples. The words are drawn from a seed, so the bank is the same on every machine. A bank that is
there already is left alone.
"""

import random
import shutil
import sys
import textwrap
from pathlib import Path

EXERCISES_A_SET = 100
COLUMNS = 100
SHARES = 10
VERSION = "3"  # of what is written; another one is written anew

NOUNS = (
    "scheduler,allocator,queue,index,cache,parser,broker,lock,buffer,thread,socket,journal,planner,replica,cursor,compiler,kernel,router,"
    "session,cluster,handler,iterator,pipeline,registry,snapshot,transaction,worker,writer,stream,table"
).split(",")
VERBS = (
    "keeps,copies,releases,checks,orders,delays,splits,merges,rejects,repeats,measures,bounds,hides,shares,drains,flushes,restores,"
    "forwards,counts,locks"
).split(",")
THINGS = (
    "the oldest entry,every request,one page at a time,the shared state,its own copy,the slow path,a pending write,the next batch,"
    "whatever was lost,the whole range,a stale value,the last checkpoint,each message,the free list,a half-written row"
).split(",")
ENDINGS = (
    "because nobody else can see it yet;so that a reader never waits;which means that a crash loses nothing;until the deadline has passed;"
    "even when the disk is slow;as long as one owner is left;and the caller hears of it at once;before anything is acknowledged;"
    "since the order is fixed beforehand;at the price of a little memory;and that is where most of the time goes;"
    "while the others go on undisturbed"
).split(";")
OPENINGS = (
    "In my last project,Under load,Most of the time,As far as I have seen,In the simple case,When it restarts,After a failure,With two nodes,"
    "On a small machine,At first sight"
).split(",")
EMPHASIS = ("*before* the write", "`O(1)` on average", "**not** for free", "with `fsync` in between", "in the *hot* loop", "through `poll`")


class Words:
    """Pools of text, wrapped once and drawn from many times: a hundred thousand exercises must not take an hour."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.clauses = [self.clause() for _ in range(3000)]
        self.sentences = [self.sentence() for _ in range(3000)]
        self.paragraphs = [self.fill(" ".join(self.pick(self.sentences, 3)) + f" It is {self.one(EMPHASIS)}.") for _ in range(4000)]

    def one(self, items):
        return self.random.choice(items)

    def pick(self, items, count):
        return self.random.choices(items, k=count)

    def clause(self):
        return f"the {self.one(NOUNS)} {self.one(VERBS)} {self.one(THINGS)} {self.one(ENDINGS)}"

    def sentence(self):
        return f"{self.one(OPENINGS)} {self.clause()}, and the {self.one(NOUNS)} {self.one(VERBS)} {self.one(THINGS)}."

    @staticmethod
    def fill(text):
        return textwrap.fill(text, COLUMNS, break_long_words=False, break_on_hyphens=False)

    @staticmethod
    def item(text, depth=0):
        """A list item, wrapped under its bullet."""
        first, rest = "  " * depth + "- ", "  " * (depth + 1)
        return textwrap.fill(text, COLUMNS, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)


HEADINGS = ("mechanism", "trade-off", "errors", "ecosystem")
POINTS = ("owner", "order", "bound", "failure", "price", "tooling")
MISCONCEPTIONS = ("always-fast", "never-lost")
OPTIONS = ("ash", "birch", "cedar", "elm")
BEST = 2
MARKS = (
    "- covers: owner, order\n- touches: bound, price\n- faults: unsupported",
    "- covers: failure\n- claims: never-lost",
    "- covers: owner, order, bound, failure, price, tooling",
    "- touches: owner, tooling\n- claims: always-fast",
)


class ItemPools:
    """The lines of an exercise that are list items, each with a place for nothing: drawn whole."""

    def __init__(self, words):
        clauses, item = words.clauses, words.item
        self.points = {
            name: [
                "\n".join([
                    item(f"**{name}** ({words.one(HEADINGS)}): {words.one(clauses)}."),
                    item(f"why: {words.one(clauses)}", 1),
                    item(f"variant: {words.one(clauses)}", 1),
                    item(f"cues: {words.one(NOUNS)} {words.one(VERBS)}; {words.one(NOUNS)} first; no {words.one(NOUNS)}", 1),
                ])
                for _ in range(500)
            ]
            for name in POINTS
        }  # fmt: skip
        self.misconceptions = {
            name: [item(f"**{name}**: {words.one(words.sentences)} Not so: {words.one(clauses)}.") for _ in range(500)]
            for name in MISCONCEPTIONS
        }
        self.samples = {
            label: [item(f'"{words.one(words.sentences)}" -> {label}') for _ in range(500)]
            for label in ("owner", "order", "near-miss bound", "negated failure", "keywords price", "contradicts always-fast")
        }
        self.notes = [item(f"note: {words.one(words.sentences)}") for _ in range(1000)]


def exercise(words, items, number):
    one, sentence = words.one, words.sentences
    options = "\n\n".join(
        f"## Option: {name}{' *' if place == BEST else ''}\n\n"
        + "\n\n".join(words.pick(words.paragraphs, 2))
        + f"\n\nCase {number} of {name} ends here.\n\n{MARKS[place]}\n{one(items.notes)}"
        for place, name in enumerate(OPTIONS)
    )
    return f"""# Exercise: case-{number}

How the {one(NOUNS)} and the {one(NOUNS)} work together in case {number}

- kind: choose-one
- level: senior
- minutes: 4

> {one(sentence)}
> What would you do about it, and why?

Which answer shows the deepest understanding? Look for reasons behind the rules.

## Points

{chr(10).join(one(items.points[name]) for name in POINTS)}

## Misconceptions

{chr(10).join(one(items.misconceptions[name]) for name in MISCONCEPTIONS)}

{options}

## Lesson

{one(words.paragraphs)}

## Samples

{chr(10).join(one(pool) for pool in items.samples.values())}
"""


def front(number):
    return f"""---
set: bank-{number}
namespace: bench
title: Bank {number}
focus: queues, journals, caches
language: en
licence: CC0-1.0
waive: long-best, rivals-absolute
---
A set that a program wrote, to be checked by another.

# Guide: How an answer is built

- **mechanism** Explain the mechanism: Say how the thing works inside.
  - signals: because; which means; so that
- **trade-off** Name the trade-off: Say what you pay for it.
  - signals: the price; in exchange
- **errors** Deal with failure: Say what can go wrong, and who hears of it.
  - signals: fails; goes wrong
- **ecosystem** Know the ecosystem: Name the tools you would use.
  - signals: library; in production

"""


def write(folder, exercises):
    words = Words(seed=1)
    items = ItemPools(words)
    for share in range(SHARES):
        (folder / str(share)).mkdir(parents=True)
    for first in range(0, exercises, EXERCISES_A_SET):
        number = first // EXERCISES_A_SET
        count = min(EXERCISES_A_SET, exercises - first)
        text = front(number) + "\n".join(exercise(words, items, first + place) for place in range(count))
        (folder / str(number % SHARES) / f"bank-{number:04}.md").write_text(text, encoding="utf-8")


def main():
    folder, exercises = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    mark, sign = folder / ".made", f"{VERSION} {exercises}\n"
    if mark.exists() and mark.read_text() == sign:
        return
    if folder.exists():
        shutil.rmtree(folder)
    print(f"dev: writing a bank of {exercises} exercises", flush=True)
    write(folder, exercises)
    mark.write_text(sign)


main()
