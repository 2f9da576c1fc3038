#!/usr/bin/env python3
"""Runs `chartgap batch` on a small tmpfs that fills up at another place each time: a plain message, nothing half under a final name, and after making space the same bytes.

Use: tests/batch_full_disk.py PROGRAM [--runs N]; needs the right to mount (root, or `unshare -rm` in front); exit 77 without it.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

from batch_runs import contents, expect, only_whole, run, write_notes


def mount(folder, kilobytes):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], capture_output=True, check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--notes", type=int, default=1500)
    given = parser.parse_args()
    options = ("--facts", "--part-notes", "100")
    with tempfile.TemporaryDirectory() as folder:
        notes, whole, disk = (os.path.join(folder, name) for name in ("notes.ndjson", "whole", "disk"))
        write_notes(notes, given.notes, bad_every=50)
        expect(run(given.program, [notes], whole, *options).returncode == 3, "the undisturbed run")
        expected = contents(whole)
        kilobytes = sum(os.path.getsize(os.path.join(whole, name)) for name in expected) // 1024
        os.mkdir(disk)
        for number in range(given.runs):
            size = 8 + kilobytes * number // given.runs
            if not mount(disk, size):
                print("cannot mount a tmpfs here")
                sys.exit(77)
            try:
                out = os.path.join(disk, "out")
                full = run(given.program, [notes], out, *options)
                expect(full.returncode == 2, f"{size} kB: exit {full.returncode}")
                expect(re.fullmatch(r"chartgap: \S+: cannot be [a-z ]+: No space left on device \[[a-z._]+\]; expected free space; [a-z ]+\n", full.stderr) is not None, f"{size} kB: {full.stderr}")
                expect(only_whole(out) if os.path.isdir(out) else True, f"{size} kB: something half has a final name")
                expect(not any(name.endswith(".tmp") for name in os.listdir(out)) if os.path.isdir(out) else True, f"{size} kB: something unfinished is left")
                subprocess.run(["mount", "-o", f"remount,size={kilobytes * 4 + 1024}k", disk], check=True)
                last = run(given.program, [notes], out, *options)
                expect(last.returncode == 3, f"{size} kB: could not be continued: {last.stderr}")
                expect(contents(out) == expected, f"{size} kB: differs from the undisturbed run")
            finally:
                subprocess.run(["umount", disk], check=True)
    print(f"{given.runs} of {given.runs} clean")


if __name__ == "__main__":
    main()
