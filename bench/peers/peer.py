"""One peer over notes: `peer.py NAME NOTES.ndjson TERMS.json SECONDS` reads notes in their order until they end or the seconds are over, and prints one line of JSON.

All peers look for the same literal terms. Loading rules and terms is told apart and not counted.
"""
import json
import os
import resource
import sys
import time

os.environ.setdefault("LOGURU_LEVEL", "ERROR")


def medspacy_full(terms):
    """All of medspaCy that works on text with its own rules: tokenizer, PyRuSH, target matcher, ConText, sections."""
    import medspacy
    from medspacy.ner import TargetRule

    nlp = medspacy.load(medspacy_enable={"medspacy_tokenizer", "medspacy_pyrush", "medspacy_target_matcher", "medspacy_context", "medspacy_sectionizer"})
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(term, "FINDING") for term in terms])
    return lambda text: len(nlp(text).ents)


def medspacy_context(terms):
    """medspaCy's ConText with its own rules; sentences and terms by the fastest parts of spaCy."""
    import medspacy.context  # noqa: F401 registers the component
    import spacy

    nlp = with_terms(spacy.blank("en"), terms)
    nlp.add_pipe("medspacy_context")
    return lambda text: len(nlp(text).ents)


def negspacy(terms):
    """negspacy's NegEx with its own clinical rules; sentences and terms by the fastest parts of spaCy."""
    import spacy
    from negspacy.negation import Negex  # noqa: F401 registers the component

    nlp = with_terms(spacy.blank("en"), terms)
    nlp.add_pipe("negex")
    return lambda text: len(nlp(text).ents)


def with_terms(nlp, terms):
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "FINDING", "pattern": term} for term in terms])
    return nlp


def pycontextnlp(terms):
    """pyConTextNLP with its own sentence splitter. Its package holds no rules: it gets the literals of medspaCy's."""
    import re
    from pathlib import Path

    import medspacy
    from pyConTextNLP import helpers, itemData, pyConTextGraph

    def item(literal, category, direction):
        return itemData.contextItem((literal, category, r"\b" + re.escape(literal) + r"\b", direction))

    rules = json.loads((Path(medspacy.__file__).parents[1] / "resources/en/context_rules.json").read_text(encoding="utf-8"))["context_rules"]
    directions = {"FORWARD": "forward", "BACKWARD": "backward", "BIDIRECTIONAL": "bidirectional", "TERMINATE": "terminate", "PSEUDO": "pseudo"}
    cues = [item(rule["literal"], rule["category"], directions[rule["direction"]]) for rule in rules if rule.get("direction") in directions]
    targets = [item(term, "FINDING", "") for term in terms]
    splitter = helpers.sentenceSplitter()

    def read(text):
        found = 0
        for sentence in splitter.splitSentences(text):
            markup = pyConTextGraph.ConTextMarkup()
            markup.setRawText(sentence.lower())
            markup.cleanText()
            markup.markItems(cues, mode="modifier")
            markup.markItems(targets, mode="target")
            markup.pruneMarks()
            markup.applyModifiers()
            found += len(markup.getMarkedTargets())
        return found

    return read


def flashtext(terms):
    """No context at all: a floor. FlashText finds the terms."""
    from flashtext import KeywordProcessor

    words = KeywordProcessor()
    words.add_keywords_from_list(list(terms))
    return lambda text: len(words.extract_keywords(text))


def ahocorasick(terms):
    """No context at all: a floor. Aho-Corasick over characters finds the terms, anywhere in a word."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(term, term)
    automaton.make_automaton()
    return lambda text: sum(1 for _ in automaton.iter(text.lower()))


PEERS = {
    "medspacy": medspacy_full,
    "medspacy_context": medspacy_context,
    "negspacy": negspacy,
    "pycontextnlp": pycontextnlp,
    "flashtext": flashtext,
    "pyahocorasick": ahocorasick,
}


def main():
    name, notes_path, terms_path, seconds = sys.argv[1:5]
    with open(terms_path, encoding="utf-8") as file:
        terms = json.load(file)
    begun = time.process_time()
    read = PEERS[name](terms)
    read("The patient has neck pain and no weakness.")
    load = time.process_time() - begun
    notes = size = found = 0
    begun, begun_wall = time.process_time(), time.monotonic()
    with open(notes_path, encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            found += read(text)
            notes += 1
            size += len(text.encode("utf-8"))
            if time.process_time() - begun > float(seconds):
                break
    used, wall = time.process_time() - begun, time.monotonic() - begun_wall
    print(json.dumps({"notes": notes, "bytes": size, "found": found, "cpu_seconds": used, "wall_seconds": wall, "load_seconds": load,
                      "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
