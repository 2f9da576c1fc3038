// What a lexicon lacks as a whole, and what its layers do to each other.
#include <algorithm>
#include <map>
#include <set>

#include "nlp/json_source.h"
#include "tools/lint.h"

namespace chartgap {
namespace {

void lint_classes(const LintInput& in, LintFindings& out) {
  const std::vector<Entry>& entries = in.lexicon.entries();
  const auto find = [&](HitClass wanted) { return std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.hit_class == wanted; }); };
  const auto fact = find(HitClass::fact);
  if (fact == entries.end()) return;
  const auto lacks = [&](HitClass wanted, std::string code, std::string message, std::string suggestion) {
    if (find(wanted) != entries.end()) return;
    out.push_back(finding_at(in, static_cast<uint32_t>(fact - entries.begin()), LintLevel::warning, std::move(code), std::move(message), std::move(suggestion)));
  };
  lacks(HitClass::cue, "no_cues", "the lexicon has facts and no cue: none of them is ever denied, possible or planned",
        "\"keep\": [\"context\"] in overlay.json, or cues of its own");
  lacks(HitClass::heading, "no_headings", "the lexicon has facts and no heading: no note has sections", "\"keep\": [\"heading\"] in overlay.json, or headings of its own");
}

// A code that one entry gives, some letters off from one that several give: a slip that nothing else would show.
void lint_codes(const LintInput& in, LintFindings& out) {
  std::map<FactType, std::map<std::string, std::vector<uint32_t>>> uses;  // by type and code the entries
  for (uint32_t i = 0; i < in.lexicon.entries().size(); ++i) {
    for (const Sense& sense : in.lexicon.entry(i).senses) uses[sense.type][std::string(sense.code)].push_back(i);
  }
  for (const auto& [type, codes] : uses) {
    std::vector<std::string> common;
    for (const auto& [code, entries] : codes) {
      if (entries.size() > 1) common.push_back(code);
    }
    for (const auto& [code, entries] : codes) {
      const std::string near = entries.size() == 1 ? nearest(code, common) : "";
      if (near.empty()) continue;
      out.push_back(finding_at(in, entries.front(), LintLevel::warning, "code_once", "no other entry gives " + std::string(to_string(type)) + " \"" + code + "\"",
                               "did you mean \"" + near + "\"?"));
    }
  }
}

// Entries that take the place of one in a layer below and lack terms that it had.
class LayerLinter {
 public:
  explicit LayerLinter(LintFindings& out) : out_(out) {}

  void run(const std::vector<LexiconSource>& sources) {
    for (const LexiconSource& source : sources) read(source);
  }

 private:
  struct Below {
    std::string place;
    uint32_t layer = 0;
    std::set<std::string> terms;
  };

  void read(const LexiconSource& source) {
    const Result<JsonValue> root = parse_json(source.text, source.file);
    const JsonValue* entries = root.ok() ? root.value().find("entries") : nullptr;
    if (entries == nullptr) return;
    for (const JsonValue& entry : entries->items) take(source, entry);
  }

  void take(const LexiconSource& source, const JsonValue& entry) {
    const JsonValue* id = entry.find("id");
    const JsonValue* terms = entry.find("terms");
    if (id == nullptr || terms == nullptr) return;
    Below now{source.file + ":" + std::to_string(entry.line), source.layer, {}};
    for (const JsonValue& term : terms->items) now.terms.insert(term.string);
    const auto below = known_.find(id->string);
    if (below != known_.end() && below->second.layer < source.layer) compare(source, entry, id->string, below->second, now);
    known_[id->string] = std::move(now);
  }

  void compare(const LexiconSource& source, const JsonValue& entry, const std::string& id, const Below& below, const Below& now) {
    size_t gone = 0;
    for (const std::string& term : below.terms) gone += 1 - now.terms.count(term);
    if (gone == 0) return;
    out_.push_back({LintLevel::note, source.file, entry.line, 0, "replaces",
                    "it stands for " + id + " " + below.place + " as a whole, and " + std::to_string(gone) + " of its " + std::to_string(below.terms.size()) + " terms are gone",
                    "an id of its own, when it is meant to add"});
  }

  LintFindings& out_;
  std::map<std::string, Below> known_;
};

}  // namespace

void lint_whole(const LintInput& in, LintFindings& out) {
  lint_classes(in, out);
  lint_codes(in, out);
  LayerLinter(out).run(in.sources);
}

}  // namespace chartgap
