#!/usr/bin/env python3
"""Kills `chartgap batch` at random moments, continues it, and holds what it wrote against an undisturbed run, byte by byte.

Use: tests/batch_kill.py PROGRAM [--runs N] [--notes N] [--seed N]; exit 1 at the first difference. A run that ended before it could be killed is not counted.
"""
import argparse
import os
import random
import shutil
import subprocess
import tempfile
import time

from batch_runs import command, contents, expect, run, write_notes


def killed_run(program, inputs, out, options, moments):
    """Starts the run again and again, each time killed after so many seconds; then lets it end. Gives how often it was killed before its end."""
    kills = 0
    for moment in moments:
        process = subprocess.Popen(command(program, inputs, out, *options), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
    return kills


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--notes", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    kills = runs_killed = 0
    with tempfile.TemporaryDirectory() as folder:
        notes = os.path.join(folder, "notes.ndjson")
        write_notes(notes, given.notes, bad_every=97, patients=given.notes // 3)
        kinds = [("--facts", "--part-notes", str(given.notes // 30), "--compress", "zst"),
                 ("--facts", "--policy", "cervical-esi-62321", "--part-notes", str(given.notes // 30), "--threads", "2")]
        whole = []
        for number, options in enumerate(kinds):
            out = os.path.join(folder, f"whole{number}")
            begun = time.monotonic()
            done = run(given.program, [notes], out, *options)
            expect(done.returncode == 3, f"the undisturbed run ended with {done.returncode}: {done.stderr}")
            whole.append((contents(out), time.monotonic() - begun))
        number = 0
        while runs_killed < given.runs:
            expect(number < given.runs * 20, "the runs end before they can be killed")
            options, (expected, seconds) = kinds[number % 2], whole[number % 2]
            out = os.path.join(folder, "killed")
            here = killed_run(given.program, [notes], out, options, [chance.uniform(0, seconds) for _ in range(chance.randint(1, 3))])
            kills += here
            runs_killed += here > 0
            last = run(given.program, [notes], out, *options)
            expect(last.returncode == 3, f"run {number} could not be continued: {last.stderr}")
            expect(contents(out) == expected, f"run {number} differs from the undisturbed one: {sorted(set(contents(out).items()) ^ set(expected.items()))}")
            shutil.rmtree(out)
            number += 1
    print(f"{runs_killed} of {runs_killed} byte-identical; killed {kills} times")


if __name__ == "__main__":
    main()
