"""What the checks of `chartgap batch` share: a collection of notes, a run, and what a run left behind."""
import hashlib
import json
import os
import subprocess
import sys

SENTENCES = [
    "HPI: Neck pain radiating down the left arm for {n} months. Denies weakness.",
    "PT x {n} weeks did not help. Naproxen 500 mg twice daily with little relief.",
    "MRI CERVICAL SPINE 03/0{d}/2025: C5-C6 disc herniation with severe left foraminal stenosis.",
    "EXAM: Strength 5/5 in deltoid and biceps. Spurling's positive on the left.",
    "PLAN: C7-T1 interlaminar epidural steroid injection under fluoroscopy. Risks and benefits were discussed.",
]


def write_notes(path, count, bad_every=0, patients=0):
    """NDJSON of `count` lines; every so-manieth is cut off; patients come round in turn, so that no two notes of one stand together."""
    with open(path, "w", encoding="utf-8") as out:
        for i in range(count):
            text = "\n".join(SENTENCES[(i + k) % len(SENTENCES)].format(n=i % 9 + 2, d=i % 9 + 1) for k in range(i % 5 + 1))
            note = {"id": f"n{i:06d}", "text": text}
            if patients:
                note["patient_id"] = f"p{i % patients}"
            line = json.dumps(note)
            if bad_every and i % bad_every == bad_every // 2:
                line = line[: len(line) // 2]
            out.write(line + "\n")


def command(program, inputs, out, *options):
    return [program, "batch", *inputs, "--out", out, *options]


def run(program, inputs, out, *options):
    return subprocess.run(command(program, inputs, out, *options), capture_output=True, text=True, check=False)


def contents(folder):
    """The bytes of every file, by its name."""
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = hashlib.sha256(file.read()).hexdigest()
    return found


def only_whole(folder):
    """Whether no file under a final name is unfinished: all that the journal names have their length, and no part beyond it is there."""
    known = {}
    journal = os.path.join(folder, "journal.ndjson")
    if os.path.exists(journal):
        with open(journal, encoding="utf-8") as lines:
            for line in lines:
                try:
                    known.update({file["name"]: file["bytes"] for file in json.loads(line)["files"]})
                except ValueError:
                    pass  # a last line that was cut off
    return all(os.path.getsize(os.path.join(folder, name)) == size for name, size in known.items())


def expect(held, what):
    if not held:
        print("FAILED: " + what)
        sys.exit(1)
