#!/usr/bin/env python3
"""How chartgap's time grows, as multiples of the time per byte of ordinary notes: runs the benchmarks named growth/, all in turn, and takes the best of several.

Use: bench/growth.py [--bench build/release/bench/chartgap_bench] [--times N] [--keep]
`--keep` writes bench/results/DATE-CPU.json, of which bench/plot.py draws. Exit 1 when a bar is missed.
"""
import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORDINARY = "growth/ordinary"
BARS = {"growth/length/": 3.0, "growth/hostile/": 3.0, "growth/lexicon/": 1.25}


def run(bench, times):
    """Nanoseconds per byte by name: the best of so many runs."""
    best = {}
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        for _ in range(times):
            subprocess.run([bench, "--benchmark_filter=growth/", "--benchmark_min_time=0.1", f"--benchmark_out={out.name}", "--benchmark_out_format=json"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            for row in json.loads(Path(out.name).read_text(encoding="utf-8"))["benchmarks"]:
                if row.get("error_occurred"):
                    raise SystemExit(f"bench/growth.py: {row['name']}: {row['error_message']}")
                cost = 1e9 / row["bytes_per_second"]  # of processor time; with threads, of all of them by the clock
                best[row["name"]] = min(cost, best.get(row["name"], cost))
    return best


def share_yardstick(costs):
    """The shipped lexicon over ordinary notes is measured twice: the better one is the yardstick of both."""
    costs[ORDINARY] = costs["growth/lexicon/1"] = min(costs[ORDINARY], costs["growth/lexicon/1"])


def yardstick_of(name):
    return "growth/lexicon/1" if name.startswith("growth/lexicon/") else ORDINARY


def cpu_name():
    found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return found.group(1) if found else "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", default=str(HERE.parent / "build/release/bench/chartgap_bench"))
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    load = os.getloadavg()[0]
    costs = run(given.bench, given.times)
    share_yardstick(costs)
    missed = 0
    for name, cost in costs.items():
        times = cost / costs[yardstick_of(name)]
        bar = next((bar for start, bar in BARS.items() if name.startswith(start)), None)
        over = bar is not None and times > bar
        missed += over
        print(f"{name:44}{cost:>9.1f} ns/byte{times:>8.2f} x{f'  over {bar} x' if over else ''}")
    kept = {"date": datetime.date.today().isoformat(), "cpu": cpu_name(), "cores": os.cpu_count(), "load": max(load, os.getloadavg()[0]), "best_of": given.times, "ns_per_byte": costs}
    print(f"{kept['cpu']}, {kept['date']}, load {kept['load']:.1f}, best of {given.times}")
    if given.keep:
        path = HERE / "results" / f"{kept['date']}-{re.sub('[^A-Za-z0-9]+', '-', kept['cpu']).strip('-')}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(path.relative_to(HERE.parent))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
