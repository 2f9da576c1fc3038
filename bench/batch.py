#!/usr/bin/env python3
"""What `chartgap batch` holds in memory, how it grows with threads, and how soon its first answer comes.

Use: bench/batch.py PROGRAM NOTES.ndjson [--notes N] [--times N] [--only memory,threads,start]
The notes are repeated until there are N. Figures hold on a quiet machine only.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time

POLL_SECONDS = 0.05


def resident_kilobytes(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def feed(stdin, lines, count):
    """Writes so many notes, and gives the time of each thousand."""
    done = 0
    while done < count:
        take = min(len(lines), count - done)
        stdin.write(b"".join(lines[:take]))
        done += take
        yield done


def memory(program, lines, count):
    """Resident memory of a folder run over `count` notes, after the first 10,000 and at its highest."""
    with tempfile.TemporaryDirectory() as folder:
        notes = os.path.join(folder, "notes.ndjson")
        with open(notes, "wb") as out:
            for _ in feed(out, lines, count):
                pass
        process = subprocess.Popen([program, "batch", notes, "--facts", "--compress", "zst", "--part-notes", "10000", "--out", os.path.join(folder, "out"), "--progress", "none"], stderr=subprocess.DEVNULL)
        begun, at_first, highest = time.monotonic(), 0, 0
        while process.poll() is None:
            try:
                now = resident_kilobytes(process.pid)
            except OSError:
                break
            parts = sum(name.startswith("part-") for name in os.listdir(os.path.join(folder, "out"))) if os.path.isdir(os.path.join(folder, "out")) else 0
            highest = max(highest, now)
            if parts <= 2:
                at_first = max(at_first, now)  # a part is 5,000 notes
            time.sleep(POLL_SECONDS)
        process.wait()
        seconds = time.monotonic() - begun
    print(f"memory: {count} notes, exit {process.returncode}: {at_first / 1024:.1f} MB in the first 10,000 notes, highest {highest / 1024:.1f} MB "
          f"({100 * (highest - at_first) / at_first:+.1f} %); {seconds:.1f} s, {count / seconds:.0f} notes/s")


def stream_seconds(program, notes, threads):
    begun = time.monotonic()
    subprocess.run([program, "batch", notes, "--facts", "--threads", str(threads), "--progress", "none"], stdout=subprocess.DEVNULL, check=False)
    return time.monotonic() - begun


def threads(program, lines, times):
    """The best of several runs, one and two threads in turn."""
    with tempfile.NamedTemporaryFile(suffix=".ndjson") as notes:
        for _ in range(4):
            notes.write(b"".join(lines))
        notes.flush()
        size = os.path.getsize(notes.name)
        best = {1: float("inf"), 2: float("inf")}
        for _ in range(times):
            for count in best:
                best[count] = min(best[count], stream_seconds(program, notes.name, count))
    print(f"threads: 1: {size / best[1] / 1e6:.1f} MB/s; 2: {size / best[2] / 1e6:.1f} MB/s; {best[1] / best[2]:.2f} x; load {os.getloadavg()[0]:.1f}")


def start(program, lines, times):
    """From the start of the process to the first line."""
    taken = []
    for _ in range(times):
        begun = time.monotonic()
        process = subprocess.Popen([program, "batch", "-", "--facts"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write(lines[0])
        process.stdin.flush()
        process.stdout.readline()
        taken.append(time.monotonic() - begun)
        process.stdin.close()
        process.wait()
    taken.sort()
    print(f"start: first result after {taken[0] * 1000:.1f} ms at best, {taken[len(taken) // 2] * 1000:.1f} ms in the middle of {times}; load {os.getloadavg()[0]:.1f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("notes")
    parser.add_argument("--notes", type=int, dest="count", default=1000000)
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--only", default="start,threads,memory")
    given = parser.parse_args()
    with open(given.notes, "rb") as file:
        lines = file.readlines()
    wanted = given.only.split(",")
    if "start" in wanted:
        start(given.program, lines, given.times)
    if "threads" in wanted:
        threads(given.program, lines, given.times)
    if "memory" in wanted:
        memory(given.program, lines, given.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
