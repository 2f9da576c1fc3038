#!/usr/bin/env python3
"""Draws bench/plots.svg from the newest kept results of bench/growth.py and of bench/peers/run.

Use: bench/plot.py
"""
import json
import math
import sys
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDTH, LABEL, VALUE, ROW = 860, 230, 190, 18
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1f24 } .head { font-weight: 600; font-size: 16px } .small { fill: #57606a }
rect { fill: #4f7fb8 } rect.ours { fill: #2b7a4b } rect.over { fill: #b3412e } line { stroke: #b3412e; stroke-dasharray: 4 3 } .page { fill: #ffffff }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .small { fill: #9aa4af } .page { fill: #0d1117 } }
"""


class Page:
    def __init__(self):
        self.parts = []
        self.y = 30

    def text(self, x, words, kind="", anchor="start"):
        self.parts.append(f'<text x="{x:.0f}" y="{self.y}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>')

    def panel(self, title, about, rows, bar=None, logarithmic=False):
        """Rows are (label, value, words behind the bar, class); `bar` is drawn as a line."""
        self.text(16, title, "head")
        self.y += 19
        self.text(16, about, "small")
        self.y += 10
        shown = [row[1] for row in rows] + ([bar] if bar else [])
        least = min(shown) / 2 if logarithmic else 0
        scale = lambda value: math.log(value / least) if logarithmic else value
        unit = (WIDTH - LABEL - VALUE) / scale(max(shown))
        top = self.y
        for label, value, words, kind in rows:
            self.y += ROW
            self.text(LABEL - 8, label, anchor="end")
            length = max(scale(value) * unit, 1)
            self.parts.append(f'<rect x="{LABEL}" y="{self.y - 12}" width="{length:.1f}" height="14" class="{kind}"/>')
            self.text(LABEL + length + 6, words, "small")
        if bar:
            x = LABEL + scale(bar) * unit
            self.parts.append(f'<line x1="{x:.1f}" y1="{top + 2}" x2="{x:.1f}" y2="{self.y + 6}"/>')
        self.y += 44

    def svg(self, title):
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.y}" width="{WIDTH}" height="{self.y}" role="img">'
        return f'{head}\n<title>{escape(title)}</title>\n<style>{STYLE}</style>\n<rect class="page" width="{WIDTH}" height="{self.y}"/>\n' + "\n".join(self.parts) + "\n</svg>\n"


def newest(folder, pattern="*.json"):
    found = sorted((HERE / folder).glob(pattern))
    return json.loads(found[-1].read_text(encoding="utf-8")) if found else None


def machine(kept):
    return f"{kept['cpu']}, {kept['date']}, load {kept['load']:.1f}, best of {kept.get('best_of', kept.get('rounds'))}"


def multiples(costs, start, yardstick, bar):
    rows = []
    for name, cost in costs.items():
        if not name.startswith(start):
            continue
        times = cost / costs[yardstick]
        rows.append((name[len(start):].replace("_", " "), times, f"{times:.2f} x, {cost:.0f} ns/byte", "over" if times > bar else ""))
    return rows


def bytes_of(label):
    size = int(label)
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} KB"


def draw_growth(page, kept):
    costs = kept["ns_per_byte"]
    ordinary = f"1 x is the time per byte of ordinary notes, each by itself: {costs['growth/ordinary']:.0f} ns. {machine(kept)}."
    lengths = [(bytes_of(row[0]), *row[1:]) for row in multiples(costs, "growth/length/", "growth/ordinary", 3)]
    page.panel("One note by its length", ordinary, lengths, bar=3)
    page.panel("Notes of 1.2 MB that nobody writes", "The same measure; the bar of 3 x is the dashed line.",
               sorted(multiples(costs, "growth/hostile/", "growth/ordinary", 3), key=lambda row: -row[1]), bar=3)
    lexicons = [("x" + row[0], *row[1:]) for row in multiples(costs, "growth/lexicon/", "growth/lexicon/1", 1.25)]
    page.panel("Ordinary notes by the size of the lexicon", "1 x is the shipped lexicon; the bar is 1.25 x.", lexicons, bar=1.25)


def draw_peers(page, kept):
    rows = []
    ours = kept["results"]["chartgap"]
    for name, one in kept["results"].items():
        rate = one["notes"] / one["cpu_seconds"]
        ratio = ours["bytes"] / ours["cpu_seconds"] / (one["bytes"] / one["cpu_seconds"])
        rows.append((name.replace("_", " "), rate, f"{rate:,.0f} notes/s" + ("" if name == "chartgap" else f" (chartgap {ratio:,.1f} x)"), "ours" if name == "chartgap" else ""))
    notes = "the project's own notes" if kept["notes"] == "corpus" else "given notes"
    page.panel(f"Beside other programs, one core, {notes}", f"Logarithmic; the ratio is by bytes. {machine(kept)}.", rows, logarithmic=True)


def main():
    page = Page()
    growth = newest("results")
    if growth is not None:
        draw_growth(page, growth)
    for notes in ("corpus", "given"):
        if (peers := newest("peers/results", f"*-{notes}.json")) is not None:
            draw_peers(page, peers)
    (HERE / "plots.svg").write_text(page.svg("How chartgap's time grows, and other programs on the same notes"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
