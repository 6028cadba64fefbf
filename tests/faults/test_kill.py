"""A journal that is killed in the middle of answers, again and again, and a disk that is really full."""

import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import time

import pytest

KILLS = 500
ANSWERING = os.environ["VIVA_ANSWERING"]
VIVA = os.environ["VIVA"]


def answers_in(path):
    """The numbers of the answers in the journal, in their order; the whole file is checked first."""
    database = sqlite3.connect(path)
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = database.execute("SELECT id FROM entry ORDER BY position").fetchall()
    finally:
        database.close()
    return [int.from_bytes(row[0][:4], "big") for row in rows]


def killed_after(path, first, seconds):
    """Let it answer for a while, kill it, and give the numbers that it had said are on the disk."""
    process = subprocess.Popen([ANSWERING, path, str(first)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    out, error = process.communicate()
    assert process.returncode == -signal.SIGKILL, error.decode()
    return [int(line) for line in out.decode().split("\n")[:-1]]


def test_five_hundred_kills_lose_no_acknowledged_answer_and_none_is_there_twice(tmp_path):
    path = str(tmp_path / "viva.db")
    chance = random.Random(20261122)
    acknowledged, first = set(), 1
    for kill in range(KILLS):
        acknowledged.update(killed_after(path, first, chance.uniform(0.002, 0.045)))
        if not os.path.exists(path):
            continue  # killed before the file was made
        if kill % 25 == 24 or kill == KILLS - 1:
            present = answers_in(path)
            assert len(present) == len(set(present)), f"after kill {kill}: an answer is there twice"
            assert acknowledged <= set(present), f"after kill {kill}: {sorted(acknowledged - set(present))} lost"
        first += 100_000
    assert len(acknowledged) > KILLS, "it was killed before it answered: the test proves nothing"


def full_disk(script, tmp_path):
    """Run a shell script on a disk of its own, where MOUNTED is a folder of 1 MB; skipped where that is not permitted."""
    command = f'mount -t tmpfs -o size=1m tmpfs "$MOUNTED" || exit 77\n{script}'
    mounted = tmp_path / "small"
    mounted.mkdir()
    result = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", command],
        env={**os.environ, "MOUNTED": str(mounted), "VIVA_DATA": str(mounted / "data")},
        capture_output=True, text=True, timeout=60,
    )
    if result.returncode == 77 or "unshare:" in result.stderr:
        pytest.skip("no disk of one's own can be mounted here")
    return result


def test_practice_on_a_full_disk_says_so_and_acknowledges_nothing(tmp_path):
    result = full_disk(
        f'printf "a\\n" | "{VIVA}" practice senior-rust --seed 1 >/dev/null || exit 9\n'
        'dd if=/dev/zero of="$MOUNTED/filler" bs=1k 2>/dev/null\n'
        f'printf "b\\nb\\nb\\n" | "{VIVA}" practice senior-rust; echo "exit $?"\n'
        'rm "$MOUNTED/filler"\n'
        f'"{VIVA}" progress senior-rust\n',
        tmp_path,
    )
    assert "exit 4\n" in result.stdout
    assert "2 / 5 completed" not in result.stdout
    assert "the disk is full" in result.stderr or "full" in result.stderr
    assert "1 / 5" in result.stdout.split("exit 4\n")[1]


def test_a_database_that_may_only_be_read_is_shown_and_not_written(tmp_path):
    result = full_disk(
        f'printf "a\\n" | "{VIVA}" practice senior-rust --seed 1 >/dev/null || exit 9\n'
        'mount -o remount,ro "$MOUNTED" || exit 77\n'
        f'"{VIVA}" progress senior-rust; echo "progress $?"\n'
        f'printf "b\\n" | "{VIVA}" practice senior-rust >/dev/null; echo "practice $?"\n'
        'mount -o remount,rw "$MOUNTED"\n'
        f'"{VIVA}" progress senior-rust\n',
        tmp_path,
    )
    assert "progress 0\n" in result.stdout
    assert "practice 4\n" in result.stdout
    assert "read" in result.stderr
    assert "1 / 5" in result.stdout.split("practice 4\n")[1]
