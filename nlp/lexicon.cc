#include "nlp/lexicon.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "nlp/common_words.h"
#include "nlp/json_source.h"
#include "nlp/lexicon_pattern.h"
#include "nlp/overlay.h"
#include "nlp/term.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, kHitClasses> kClassNames = {"fact",     "statement", "none",       "body",      "side",     "severity", "quality", "modality",
                                                                   "muscle",   "reflex",    "outcome",    "normal",    "abnormal", "cue",      "heading", "guidance",
                                                                   "approach", "contrast",  "score_name", "elsewhere", "study",    "relief"};
constexpr size_t kMaxSequences = 300;        // a term that spells more is matched as a phrase, which takes no room in the automaton
constexpr size_t kMaxClassSequences = 2000;  // but a class's words must stand in it
constexpr size_t kWideChoice = 4;            // branches from which a table by first word pays
constexpr uint32_t kUnmarked = UINT32_MAX;
constexpr uint32_t kClassPer100000 = 1500;  // hits of one class, about

constexpr std::array<std::string_view, 6> kAxisNames = {"negated", "possible", "historical", "hypothetical", "family", "present"};
constexpr std::array<std::string_view, 5> kDirectionNames = {"forward", "backward", "both", "end", "pseudo"};

template <size_t N>
int index_of(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

template <size_t N>
std::vector<std::string> listed(const std::array<std::string_view, N>& names) {
  return {names.begin(), names.end()};
}

template <class Enum>
std::optional<Enum> named(std::string_view name, int count) {
  for (int i = 0; i < count; ++i) {
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

bool is_id(std::string_view id) {
  bool dot = false;
  for (size_t i = 0; i < id.size(); ++i) {
    const char c = id[i];
    if (c == '.') {
      if (i == 0 || i + 1 == id.size() || id[i - 1] == '.') return false;
      dot = true;
    } else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
      return false;
    }
  }
  return dot;
}

}  // namespace

std::string_view to_string(HitClass hit_class) { return kClassNames[static_cast<size_t>(hit_class)]; }

const Sense* Entry::sense(FactType type) const {
  for (const Sense& sense : senses) {
    if (sense.type == type) return &sense;
  }
  return nullptr;
}

uint32_t Lexicon::pattern_entry(uint32_t pattern) const { return patterns_[pattern].entry; }

// What may stand for one element of a phrase.
struct PhraseNeed {
  std::vector<WordId> words;
  uint32_t classes = 0;  // a bit for each HitClass

  bool empty() const { return words.empty() && classes == 0; }
  void add(const PhraseNeed& other) {
    words.insert(words.end(), other.words.begin(), other.words.end());
    classes |= other.classes;
  }
  Signature signature() const {
    Signature out;
    out.add_classes(classes);
    for (WordId word : words) out.add_word(word);
    return out;
  }
};

// Compiles one phrase's tree; lazy gaps come first with nothing, then with one more word.
class PhraseCompiler {
 public:
  PhraseCompiler(Lexicon& lexicon, const WordLists& lists, std::string& error) : lexicon_(lexicon), lists_(lists), error_(error) {}
  virtual ~PhraseCompiler() = default;

  std::vector<PhraseStep> run(const TermNode& root) {
    compile(root);
    emit(PhraseStep::Op::accept);
    return std::move(steps_);
  }

  // For each element that no reading of the term can do without, what may stand for it.
  std::vector<PhraseNeed> needs(const TermNode& root) {
    std::vector<PhraseNeed> out;
    for (const TermNode& child : root.children) {
      PhraseNeed one = need(child);
      if (!one.empty()) out.push_back(std::move(one));
    }
    return out;
  }

 protected:
  virtual uint32_t filter_of(const std::string& name, const std::string& value) = 0;
  virtual WordId word_of(const std::string& word) = 0;
  virtual uint32_t add_dispatch(Dispatch dispatch) = 0;
  virtual uint32_t word_set_of(const std::vector<std::string>& words) = 0;

  Lexicon& lexicon_;
  const WordLists& lists_;
  std::string& error_;

 private:
  uint32_t emit(PhraseStep::Op op, uint32_t a = 0, uint32_t b = 0) {
    steps_.push_back({op, a, b});
    return static_cast<uint32_t>(steps_.size()) - 1;
  }
  uint32_t here() const { return static_cast<uint32_t>(steps_.size()); }

  // Empty when the element can be left out.
  PhraseNeed need(const TermNode& at) {
    PhraseNeed out;
    switch (at.kind) {
      case TermNode::Kind::word: out.words.push_back(word_of(split_words(at.text).front())); break;
      case TermNode::Kind::word_list:
        if (const auto list = lists_.find(at.text); list != lists_.end()) {
          for (const std::string& word : list->second) out.words.push_back(word_of(split_words(word).front()));
        }
        break;
      case TermNode::Kind::hit: out.classes |= 1u << static_cast<int>(lexicon_.filters()[filter_of(at.text, at.value)].hit_class); break;
      case TermNode::Kind::sequence:
        for (const TermNode& child : at.children) {
          if (out = need(child); !out.empty()) break;
        }
        break;
      case TermNode::Kind::choice:
        for (const TermNode& child : at.children) {
          const PhraseNeed branch = need(child);
          if (branch.empty()) return {};
          out.add(branch);
        }
        break;
      default: break;
    }
    return out;
  }

  void compile(const TermNode& at) {
    switch (at.kind) {
      case TermNode::Kind::sequence:
        for (const TermNode& child : at.children) compile(child);
        break;
      case TermNode::Kind::choice: choice(at); break;
      case TermNode::Kind::word:
        for (const std::string& word : split_words(at.text)) emit(PhraseStep::Op::word, word_of(word));
        break;
      case TermNode::Kind::word_list: word_list(at.text); break;
      case TermNode::Kind::hit: emit(PhraseStep::Op::hit, filter_of(at.text, at.value)); break;
      case TermNode::Kind::gap: gap(at.count); break;
      case TermNode::Kind::mark_begin: emit(PhraseStep::Op::begin); break;
      case TermNode::Kind::mark_end: emit(PhraseStep::Op::end); break;
    }
  }

  // The words of which one must stand first; empty when anything else may.
  std::vector<WordId> first_words(const TermNode& at) {
    switch (at.kind) {
      case TermNode::Kind::word: return {word_of(split_words(at.text).front())};
      case TermNode::Kind::word_list: {
        std::vector<WordId> out;
        if (const auto list = lists_.find(at.text); list != lists_.end()) {
          for (const std::string& word : list->second) out.push_back(word_of(split_words(word).front()));
        }
        return out;
      }
      case TermNode::Kind::sequence: {
        for (const TermNode& child : at.children) {
          if (child.kind != TermNode::Kind::mark_begin && child.kind != TermNode::Kind::mark_end) return first_words(child);
        }
        return {};
      }
      case TermNode::Kind::choice: {
        std::vector<WordId> out;
        for (const TermNode& child : at.children) {
          const std::vector<WordId> words = first_words(child);
          if (words.empty()) return {};
          out.insert(out.end(), words.begin(), words.end());
        }
        return out;
      }
      default: return {};
    }
  }

  void wide_choice(const TermNode& at) {
    const uint32_t step = emit(PhraseStep::Op::dispatch);
    Dispatch dispatch;
    std::map<WordId, std::vector<uint32_t>> by_word;
    std::vector<uint32_t> open;
    std::vector<uint32_t> jumps;
    for (const TermNode& child : at.children) {
      const uint32_t target = here();
      dispatch.all.push_back(target);
      const std::vector<WordId> words = first_words(child);
      for (WordId word : words) {
        auto& targets = by_word.try_emplace(word, open).first->second;
        if (targets.empty() || targets.back() != target) targets.push_back(target);
      }
      if (words.empty()) {
        open.push_back(target);
        for (auto& [word, targets] : by_word) targets.push_back(target);
      }
      compile(child);
      jumps.push_back(emit(PhraseStep::Op::jump));
    }
    for (uint32_t jump : jumps) steps_[jump].a = here();
    std::vector<std::vector<uint32_t>> lists;
    for (auto& [word, targets] : by_word) {
      dispatch.words.push_back(word);
      lists.push_back(std::move(targets));
    }
    lists.push_back(std::move(open));
    dispatch.targets.fill(lists);
    steps_[step].a = add_dispatch(std::move(dispatch));
  }

  void choice(const TermNode& at) {
    if (at.children.size() >= kWideChoice) {
      wide_choice(at);
      return;
    }
    std::vector<uint32_t> jumps;
    for (size_t i = 0; i < at.children.size(); ++i) {
      const bool last = i + 1 == at.children.size();
      const uint32_t split = last ? 0 : emit(PhraseStep::Op::split);
      if (!last) steps_[split].a = here();
      compile(at.children[i]);
      if (!last) {
        jumps.push_back(emit(PhraseStep::Op::jump));
        steps_[split].b = here();
      }
    }
    for (uint32_t jump : jumps) steps_[jump].a = here();
  }

  void word_list(const std::string& name) {
    const auto list = lists_.find(name);
    if (list == lists_.end()) {
      error_ = "an unknown word list {" + name + "}";
      return;
    }
    std::vector<std::string> single;
    TermNode several;
    several.kind = TermNode::Kind::choice;
    for (const std::string& word : list->second) {
      const std::vector<std::string> words = split_words(word);
      if (words.size() == 1) {
        single.push_back(words[0]);
      } else {
        TermNode child;
        child.kind = TermNode::Kind::word;
        child.text = word;
        several.children.push_back(child);
      }
    }
    if (several.children.empty()) {
      emit(PhraseStep::Op::word_set, word_set_of(single));
      return;
    }
    const uint32_t split = emit(PhraseStep::Op::split);
    steps_[split].a = here();
    choice(several);
    const uint32_t jump = emit(PhraseStep::Op::jump);
    steps_[split].b = here();
    emit(PhraseStep::Op::word_set, word_set_of(single));
    steps_[jump].a = here();
  }

  void gap(uint32_t count) {
    std::vector<uint32_t> splits;
    for (uint32_t i = 0; i < count; ++i) {
      splits.push_back(emit(PhraseStep::Op::split));
      steps_[splits.back()].b = here();
      emit(PhraseStep::Op::any);
    }
    for (uint32_t split : splits) steps_[split].a = here();
  }

  std::vector<PhraseStep> steps_;
};

// Reads the files into entries, then compiles every term.
class LexiconBuilder {
 public:
  explicit LexiconBuilder(SpelledTerms* spelled) : spelled_(spelled) {}

  Result<Lexicon> run(const std::vector<LexiconSource>& sources) {
    std::vector<JsonValue> roots;
    for (const LexiconSource& source : sources) {
      Result<JsonValue> parsed = parse_json(source.text, source.file);
      lexicon_.files_.push_back(source.file);
      if (!parsed.ok()) issues_.insert(issues_.end(), parsed.issues().begin(), parsed.issues().end());
      roots.push_back(parsed.ok() ? std::move(parsed.value()) : JsonValue{});
    }
    if (!issues_.empty()) return issues_;
    std::vector<LayeredFile> files;
    for (size_t i = 0; i < roots.size(); ++i) files.push_back({&roots[i], &lexicon_.files_[i], sources[i].layer});
    for (uint32_t i = 0; i < roots.size(); ++i) read_words(roots[i], i);
    lay_words_over(files);
    for (const EntryPlace& place : lay_over(files, issues_)) read_entry(*place.value, place.file);
    if (issues_.empty()) compile();
    if (!issues_.empty()) return issues_;
    return std::move(lexicon_);
  }

 private:
  struct Pending {
    const JsonValue* value;
    std::string text;
  };

  std::string_view intern(std::string text) {
    for (const std::string& name : lexicon_.names_) {
      if (name == text) return name;
    }
    return lexicon_.names_.emplace_back(std::move(text));
  }

  void report(const JsonValue& at, uint32_t file, std::string code, std::string message, std::string expected = "") {
    issues_.push_back({lexicon_.files_[file], at.line, at.column, std::move(code), std::move(message), std::move(expected)});
  }

  void read_words(const JsonValue& root, uint32_t file) {
    lists_.emplace_back();
    ObjectReader reader(root, lexicon_.files_[file], issues_);
    const std::string name = reader.required_string("lexicon");
    reader.required_string("about");
    if (reader.array("entries") == nullptr && root.find("entries") == nullptr) report(root, file, "json.missing_key", "\"entries\" is missing", "an array of entries");
    const JsonValue* words = reader.object("words");
    reader.finish();
    if (words == nullptr) return;
    for (const auto& [list, value] : words->members) {
      std::vector<std::string> spelled;
      for (const JsonValue& item : value.items) spelled.push_back(item.string);
      if (spelled.empty()) report(value, file, "lexicon.words", "the word list \"" + list + "\" is empty", "an array of words");
      (name == "words" ? shared_ : lists_[file])[list] = spelled;
    }
  }

  // A family's later files see the lists of its earlier ones, and replace those of the same name; the shared lists stand behind.
  void lay_words_over(const std::vector<LayeredFile>& files) {
    const std::vector<WordLists> own = lists_;
    const auto family = [&](size_t file) { return files[file].root->find("lexicon") == nullptr ? "" : files[file].root->find("lexicon")->string; };
    for (size_t later = 0; later < files.size(); ++later) {
      for (size_t earlier = 0; earlier < later; ++earlier) {
        if (files[earlier].layer == files[later].layer || family(earlier) != family(later)) continue;
        for (const auto& [name, list] : own[later]) lists_[earlier][name] = list;
        for (const auto& [name, list] : own[earlier]) {
          if (own[later].find(name) == own[later].end()) lists_[later][name] = list;
        }
      }
    }
    for (WordLists& lists : lists_) lists.insert(shared_.begin(), shared_.end());
  }

  void read_entry(const JsonValue& value, uint32_t file) {
    ObjectReader reader(value, lexicon_.files_[file], issues_);
    Entry entry;
    entry.file = file;
    entry.line = value.line;
    entry.id = reader.required_string("id");
    if (!is_id(entry.id)) report(value, file, "lexicon.id", "the id \"" + entry.id + "\" is not of the form family.name", "[a-z0-9_]+(.[a-z0-9_]+)+");
    if (!ids_.insert(entry.id).second) report(value, file, "lexicon.repeated_id", "the id \"" + entry.id + "\" is taken", "an id of its own");
    read_class(reader, value, entry, file);
    entry.code = intern(reader.string("code"));
    entry.neutral = reader.boolean("neutral");
    entry.overrides = reader.boolean("overrides");
    entry.spinal = reader.boolean("spinal");
    entry.yes = reader.strings("yes");
    entry.no = reader.strings("no");
    reader.string("source");
    if (const JsonValue* attributes = reader.object("attributes"); attributes != nullptr) read_attributes(*attributes, entry, file);
    apply_code(entry);
    read_cue(reader, value, entry, file);
    if (entry.hit_class == HitClass::heading) read_heading(value, entry, file);
    if (entry.hit_class == HitClass::statement) entry.senses.push_back({FactType::statement, entry.code});
    std::vector<Pending> terms;
    if (const JsonValue* list = reader.array("terms"); list != nullptr) {
      for (const JsonValue& term : list->items) terms.push_back({&term, term.string});
    }
    const bool patterned = read_pattern(reader, value, file);
    if (terms.empty() && !patterned) report(value, file, "lexicon.terms", "\"" + entry.id + "\" has no terms", "\"terms\": [\"...\"]");
    reader.finish();
    terms_.push_back(std::move(terms));
    lexicon_.entries_.push_back(std::move(entry));
  }

  // A pattern of the entry that is read right now.
  bool read_pattern(ObjectReader& reader, const JsonValue& value, uint32_t file) {
    const std::string pattern = reader.string("pattern");
    const std::vector<std::string> triggers = reader.strings("trigger");
    if (pattern.empty()) return false;
    auto expression = std::make_unique<RE2>(pattern, RE2::Quiet);
    if (!expression->ok()) report(value, file, "lexicon.pattern", "the pattern does not compile: " + expression->error(), "RE2 syntax");
    else if (RE2::FullMatch("", *expression)) report(value, file, "lexicon.pattern", "the pattern matches the empty string", "at least one character");
    if (triggers.empty()) report(value, file, "lexicon.trigger", "a pattern without \"trigger\"", "words of which one must stand in the sentence");
    for (const std::string& trigger : triggers) triggers_.emplace_back(lexicon_.vocabulary_.add(trigger), static_cast<uint32_t>(lexicon_.patterns_.size()));
    lexicon_.patterns_.push_back({static_cast<uint32_t>(lexicon_.entries_.size()), std::move(expression)});
    return true;
  }

  void read_class(ObjectReader& reader, const JsonValue& value, Entry& entry, uint32_t file) {
    const std::string name = reader.string("class");
    const JsonValue* senses = reader.object("senses");
    if (name.empty() == (senses == nullptr)) {
      report(value, file, "lexicon.kind", "\"" + entry.id + "\" has both \"senses\" and \"class\", or neither", "one of them");
      return;
    }
    if (senses == nullptr) {
      const int index = index_of(kClassNames, name);
      if (index <= 0) {
        report(value, file, "lexicon.class", "unknown class \"" + name + "\"", nearest(name, listed(kClassNames)));
      } else {
        entry.hit_class = static_cast<HitClass>(index);
      }
      return;
    }
    for (const auto& [type_name, code] : senses->members) {
      const std::optional<FactType> type = named<FactType>(type_name, kFactTypes);
      if (!type) {
        report(code, file, "lexicon.sense", "unknown fact type \"" + type_name + "\"",
               "symptom, therapy, imaging, exam, red_flag, procedure, score, counseling, diagnosis or alternative");
      } else {
        entry.senses.push_back({*type, intern(code.string)});
      }
    }
  }

  // The code of a modifier is its value.
  void apply_code(Entry& entry) {
    Attributes& attributes = entry.attributes;
    const std::string_view code = entry.code;
    switch (entry.hit_class) {
      case HitClass::side: attributes.side = named<Side>(code, 4).value_or(attributes.side); break;
      case HitClass::modality: attributes.modality = named<Modality>(code, 6).value_or(attributes.modality); break;
      case HitClass::outcome: attributes.outcome = named<Outcome>(code, 5).value_or(attributes.outcome); break;
      case HitClass::approach: attributes.approach = named<Approach>(code, 4).value_or(attributes.approach); break;
      case HitClass::guidance: attributes.guidance = named<Guidance>(code, 4).value_or(attributes.guidance); break;
      case HitClass::contrast: attributes.contrast = true; break;
      case HitClass::severity:
        if (const int index = index_of(kSeverityNames, code); index >= 0) attributes.severities = static_cast<uint8_t>(attributes.severities | 1u << index);
        break;
      case HitClass::quality:
        if (const int index = index_of(kQualityNames, code); index >= 0) attributes.qualities = static_cast<uint8_t>(attributes.qualities | 1u << index);
        break;
      default: break;
    }
  }

  void read_heading(const JsonValue& value, Entry& entry, uint32_t file) {
    entry.section = section_kind(entry.code);
    if (entry.section == SectionKind::none) report(value, file, "lexicon.section", "unknown section \"" + std::string(entry.code) + "\"", "a kind of section");
  }

  void read_cue(ObjectReader& reader, const JsonValue& value, Entry& entry, uint32_t file) {
    const JsonValue* object = reader.object("cue");
    if (entry.hit_class == HitClass::cue && object == nullptr) report(value, file, "lexicon.cue", "a cue without \"cue\"", "\"cue\": {\"axis\": ..., \"direction\": ...}");
    if (object == nullptr) return;
    ObjectReader cue(*object, lexicon_.files_[file], issues_);
    const std::string direction = cue.string("direction", "forward");
    const std::string axis = cue.string("axis", "negated");
    const int axis_index = index_of(kAxisNames, axis);
    const int direction_index = index_of(kDirectionNames, direction);
    if (axis_index < 0) report(*object, file, "lexicon.cue", "unknown axis \"" + axis + "\"", nearest(axis, listed(kAxisNames)));
    if (direction_index < 0) report(*object, file, "lexicon.cue", "unknown direction \"" + direction + "\"", nearest(direction, listed(kDirectionNames)));
    entry.cue.axis = static_cast<CueAxis>(std::max(axis_index, 0));
    entry.cue.direction = static_cast<CueDirection>(std::max(direction_index, 0));
    if (const std::optional<double> window = cue.number("window")) entry.cue.window = static_cast<uint8_t>(std::clamp(*window, 0.0, 254.0));
    entry.cue.types = read_types(cue, *object, file);
    cue.finish();
  }

  uint16_t read_types(ObjectReader& cue, const JsonValue& at, uint32_t file) {
    uint16_t mask = 0;
    for (const std::string& name : cue.strings("types")) mask |= type_bit(name, at, file);
    if (mask == 0) mask = 0xFFFF;
    for (const std::string& name : cue.strings("not_types")) mask = static_cast<uint16_t>(mask & ~type_bit(name, at, file));
    return mask;
  }

  uint16_t type_bit(const std::string& name, const JsonValue& at, uint32_t file) {
    const std::optional<FactType> type = named<FactType>(name, kFactTypes);
    if (type) return static_cast<uint16_t>(1u << static_cast<int>(*type));
    report(at, file, "lexicon.sense", "unknown fact type \"" + name + "\"", "a type of the fact model");
    return 0;
  }

  void read_attributes(const JsonValue& object, Entry& entry, uint32_t file) {
    ObjectReader reader(object, lexicon_.files_[file], issues_);
    Attributes& attributes = entry.attributes;
    if (const JsonValue* v = reader.any("side")) attributes.side = pick<Side>(*v, file, 4);
    attributes.regions = static_cast<uint8_t>(bits(reader, "region", kRegionNames, file) | bits(reader, "regions", kRegionNames, file));
    attributes.severities = bits(reader, "severity", kSeverityNames, file);
    attributes.qualities = bits(reader, "quality", kQualityNames, file);
    if (const JsonValue* v = reader.any("modality")) attributes.modality = pick<Modality>(*v, file, 6);
    if (const JsonValue* v = reader.any("outcome")) attributes.outcome = pick<Outcome>(*v, file, 5);
    if (const JsonValue* v = reader.any("approach")) attributes.approach = pick<Approach>(*v, file, 4);
    if (const JsonValue* v = reader.any("guidance")) attributes.guidance = pick<Guidance>(*v, file, 4);
    attributes.contrast = reader.boolean("contrast");
    attributes.drug = intern(reader.string("drug"));
    read_roots(reader, attributes, object, file);
    if (const JsonValue* v = reader.any("polarity")) entry.polarity = pick<Assertion>(*v, file, kAssertions);
    entry.capitals = reader.string("case") == "upper";
    reader.finish();
  }

  void read_roots(ObjectReader& reader, Attributes& attributes, const JsonValue& object, uint32_t file) {
    for (const std::string& root : reader.strings("roots")) {
      int number = 0;
      for (size_t i = 1; i < root.size(); ++i) number = number * 10 + (root[i] - '0');
      const int segment = root.empty() ? kNoSegment : spine_segment(root[0], number);
      if (segment == kNoSegment) report(object, file, "lexicon.root", "unknown root \"" + root + "\"", "a root such as \"C6\"");
      attributes.roots.add(segment);
    }
  }

  template <class Enum>
  Enum pick(const JsonValue& value, uint32_t file, int count) {
    const std::optional<Enum> found = named<Enum>(value.string, count);
    if (!found) report(value, file, "lexicon.attribute", "unknown value \"" + value.string + "\"", "a value of the fact model");
    return found.value_or(Enum{});
  }

  template <size_t N>
  uint8_t bits(ObjectReader& reader, std::string_view key, const std::array<std::string_view, N>& names, uint32_t file) {
    const JsonValue* value = reader.any(key);
    if (value == nullptr) return 0;
    uint8_t out = 0;
    const auto add = [&](const JsonValue& item) {
      const int index = index_of(names, item.string);
      if (index < 0) report(item, file, "lexicon.attribute", "unknown value \"" + item.string + "\"", nearest(item.string, listed(names)));
      else out = static_cast<uint8_t>(out | 1u << index);
    };
    if (value->kind == JsonValue::Kind::array) {
      for (const JsonValue& item : value->items) add(item);
    } else {
      add(*value);
    }
    return out;
  }

  void compile() {
    add_level_words();
    for (const GrammarWord& word : kGrammarWords) lexicon_.vocabulary_.add(word.word);
    for (const CommonWord& word : kCommonWords) common_words_[lexicon_.vocabulary_.add(word.word)] = word.per_100000;
    add_words_by_use();
    for (uint32_t entry = 0; entry < lexicon_.entries_.size(); ++entry) {
      for (const Pending& term : terms_[entry]) compile_term(entry, term);
    }
    for (TermTrie& terms : lexicon_.terms_) terms.freeze(lexicon_.vocabulary_.size());
    for (const Entry& entry : lexicon_.entries_) lexicon_.traits_.push_back({entry.hit_class, entry.overrides, entry.capitals});
    fill_filters();
    index_phrases();
    lexicon_.grammar_.resize(lexicon_.vocabulary_.size() + 1);
    for (const GrammarWord& word : kGrammarWords) lexicon_.grammar_[lexicon_.vocabulary_.find(word.word)] |= word.bits;
  }

  // The words that most terms use are met most often in notes: numbered first, they lie together in every table.
  void add_words_by_use() {
    std::map<std::string, size_t> uses;
    for (uint32_t entry = 0; entry < lexicon_.entries_.size(); ++entry) {
      for (const Pending& term : terms_[entry]) count_words(parse_term(term.text).root, lists_[lexicon_.entries_[entry].file], uses);
    }
    std::vector<std::pair<size_t, std::string>> order;
    for (const auto& [word, count] : uses) order.emplace_back(count, word);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [count, word] : order) lexicon_.vocabulary_.add(word);
  }

  static void count_words(const TermNode& at, const WordLists& lists, std::map<std::string, size_t>& uses) {
    const auto count = [&](const std::string& text) {
      for (const std::string& word : split_words(text)) ++uses[word];
    };
    if (at.kind == TermNode::Kind::word) count(at.text);
    if (const auto list = lists.find(at.text); at.kind == TermNode::Kind::word_list && list != lists.end()) {
      for (const std::string& word : list->second) count(word);
    }
    for (const TermNode& child : at.children) count_words(child, lists, uses);
  }

  void add_level_words() {
    std::vector<WordId> letters;
    for (const char* letter : {"c", "t", "l", "s", "d"}) letters.push_back(lexicon_.vocabulary_.add(letter));
    std::vector<WordId> words;
    for (const char* word : {"c", "t", "l", "s", "d", "and", "through", "thru", "to", "level", "levels", "disc", "disk", "disks", "discs", "interspace"})
      words.push_back(lexicon_.vocabulary_.add(word));
    lexicon_.headings_.set_level_words(std::move(letters), std::move(words));
  }

  void compile_term(uint32_t entry, const Pending& term) {
    const Entry& target = lexicon_.entries_[entry];
    ParsedTerm parsed = parse_term(term.text);
    std::string error = parsed.error;
    std::vector<PhraseStep> steps;
    Compiler compiler(*this, lists_[target.file], error);
    if (!parsed.phrase) longest_first(parsed.root);
    if (error.empty()) steps = compiler.run(parsed.root);
    const bool referable = target.hit_class != HitClass::fact && target.hit_class != HitClass::statement && target.hit_class != HitClass::none && target.hit_class != HitClass::cue;
    const size_t limit = referable ? kMaxClassSequences : kMaxSequences;
    const bool phrase = error.empty() && (parsed.phrase || count_sequences(steps, 0, limit) > limit);
    if (phrase && referable && !parsed.phrase) error = "more than " + std::to_string(limit) + " word sequences";
    if (spelled_ != nullptr) keep_term(entry, term, phrase, steps);
    if (phrase) add_phrase(entry, std::move(steps), compiler.needs(parsed.root));
    else if (error.empty()) follow(entry, steps, 0, {kUnmarked, kUnmarked});
    if (spelled_ != nullptr) spelled_->terms.back().last = static_cast<uint32_t>(spelled_->sequences.size());
    if (!error.empty()) report(*term.value, target.file, "lexicon.term", "the term \"" + term.text + "\" has " + error, "the grammar of lexicons/README.md");
  }

  void keep_term(uint32_t entry, const Pending& term, bool phrase, const std::vector<PhraseStep>& steps) {
    const uint32_t first = static_cast<uint32_t>(spelled_->sequences.size());
    const size_t count = steps.empty() ? 0 : count_sequences(steps, 0, size_t{1} << 17);
    spelled_->terms.push_back({entry, term.value->line, term.value->column, term.text, phrase, first, first, count});
  }

  void add_phrase(uint32_t entry, std::vector<PhraseStep> steps, std::vector<PhraseNeed> needs) {
    visited_.assign(steps.size(), false);
    PhraseNeed first;
    add_first(steps, 0, first);
    if (needs.empty()) needs.push_back(first);
    std::stable_sort(needs.begin(), needs.end(), [&](const PhraseNeed& a, const PhraseNeed& b) { return frequency(a) < frequency(b); });
    Phrase phrase{entry, std::move(steps), first.signature(), {Signature::all(), Signature::all()}};
    for (size_t i = 1; i < needs.size() && i <= phrase.needed.size(); ++i) phrase.needed[i - 1] = needs[i].signature();
    lexicon_.phrases_.push_back(std::move(phrase));
    anchors_.push_back(std::move(needs.front()));
  }

  // How often something of it stands in 100,000 words of notes.
  uint32_t frequency(const PhraseNeed& need) const {
    uint32_t sum = static_cast<uint32_t>(std::popcount(need.classes)) * kClassPer100000;
    std::vector<WordId> words = need.words;
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (WordId word : words) {
      const auto common = common_words_.find(word);
      sum += common == common_words_.end() ? kUncommon : common->second;
    }
    return sum;
  }

  // Puts the longer branches of every choice first, so that a term of many sequences finds its longest one; gives the most words the tree can take.
  static size_t longest_first(TermNode& at) {
    size_t sum = 0;
    size_t most = 0;
    std::vector<std::pair<size_t, size_t>> order;
    for (size_t i = 0; i < at.children.size(); ++i) {
      const size_t words = longest_first(at.children[i]);
      sum += words;
      most = std::max(most, words);
      order.emplace_back(words, i);
    }
    if (at.kind == TermNode::Kind::sequence) return sum;
    if (at.kind != TermNode::Kind::choice) return at.kind == TermNode::Kind::word || at.kind == TermNode::Kind::word_list ? 1 : 0;
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<TermNode> sorted;
    for (const auto& [words, index] : order) sorted.push_back(std::move(at.children[index]));
    at.children = std::move(sorted);
    return most;
  }

  // How many word sequences the steps from `step` on spell; stops counting above the limit.
  size_t count_sequences(const std::vector<PhraseStep>& steps, uint32_t step, size_t limit) const {
    size_t count = 0;
    while (true) {
      const PhraseStep& now = steps[step];
      if (now.op == PhraseStep::Op::accept) return count + 1;
      if (now.op == PhraseStep::Op::split) {
        count += count_sequences(steps, now.a, limit);
        if (count > limit) return count;
        step = now.b;
      } else if (now.op == PhraseStep::Op::dispatch) {
        for (uint32_t target : lexicon_.dispatches_[now.a].all) {
          count += count_sequences(steps, target, limit);
          if (count > limit) break;
        }
        return count;
      } else if (now.op == PhraseStep::Op::word_set) {
        return count + lexicon_.word_sets_[now.a].size() * count_sequences(steps, step + 1, limit);
      } else {
        step = now.op == PhraseStep::Op::jump ? now.a : step + 1;
      }
    }
  }

  // Adds every word sequence that the steps spell.
  void follow(uint32_t entry, const std::vector<PhraseStep>& steps, uint32_t step, TokenRange evidence) {
    const PhraseStep& now = steps[step];
    switch (now.op) {
      case PhraseStep::Op::word:
        path_.push_back(now.a);
        follow(entry, steps, step + 1, evidence);
        path_.pop_back();
        break;
      case PhraseStep::Op::word_set:
        for (WordId word : lexicon_.word_sets_[now.a]) {
          path_.push_back(word);
          follow(entry, steps, step + 1, evidence);
          path_.pop_back();
        }
        break;
      case PhraseStep::Op::split:
        follow(entry, steps, now.a, evidence);
        follow(entry, steps, now.b, evidence);
        break;
      case PhraseStep::Op::dispatch:
        for (uint32_t target : lexicon_.dispatches_[now.a].all) follow(entry, steps, target, evidence);
        break;
      case PhraseStep::Op::jump: follow(entry, steps, now.a, evidence); break;
      case PhraseStep::Op::begin: follow(entry, steps, step + 1, {static_cast<uint32_t>(path_.size()), evidence.end}); break;
      case PhraseStep::Op::end: follow(entry, steps, step + 1, {evidence.begin, static_cast<uint32_t>(path_.size())}); break;
      case PhraseStep::Op::accept: add_sequence(entry, evidence); break;
      case PhraseStep::Op::hit:
      case PhraseStep::Op::any: break;  // only phrases have these
    }
  }

  TermTrie& terms_of(const Entry& entry) { return lexicon_.terms_[static_cast<size_t>(layer_of(entry.hit_class))]; }

  void add_sequence(uint32_t entry, TokenRange evidence) {
    if (path_.empty() || path_.size() > TermTrie::kMaxTermWords) return;
    if (spelled_ != nullptr && spelled_->sequences.size() - spelled_->terms.back().first < SpelledTerms::kMaxKept) spelled_->sequences.push_back(path_);
    if (lexicon_.entries_[entry].hit_class == HitClass::heading) {
      lexicon_.headings_.add(path_, lexicon_.entries_[entry].section);
      return;
    }
    const uint32_t begin = evidence.begin == kUnmarked ? 0 : evidence.begin;
    const uint32_t end = evidence.end == kUnmarked ? static_cast<uint32_t>(path_.size()) : evidence.end;
    terms_of(lexicon_.entries_[entry]).add(path_, {entry, begin, static_cast<uint32_t>(path_.size()) - end});
  }

  class Compiler : public PhraseCompiler {
   public:
    Compiler(LexiconBuilder& builder, const WordLists& lists, std::string& error) : PhraseCompiler(builder.lexicon_, lists, error), builder_(builder) {}

   private:
    uint32_t filter_of(const std::string& name, const std::string& value) override { return builder_.filter(name, value, error_); }
    WordId word_of(const std::string& word) override { return lexicon_.vocabulary_.add(word); }
    uint32_t add_dispatch(Dispatch dispatch) override {
      lexicon_.dispatches_.push_back(std::move(dispatch));
      return static_cast<uint32_t>(lexicon_.dispatches_.size()) - 1;
    }
    uint32_t word_set_of(const std::vector<std::string>& words) override {
      std::vector<WordId> ids;
      for (const std::string& word : words) ids.push_back(lexicon_.vocabulary_.add(word));
      std::sort(ids.begin(), ids.end());
      const auto [known, fresh] = builder_.word_set_index_.try_emplace(ids, static_cast<uint32_t>(lexicon_.word_sets_.size()));
      if (fresh) lexicon_.word_sets_.push_back(ids);
      return known->second;
    }
    LexiconBuilder& builder_;
  };

  uint32_t filter(const std::string& name, const std::string& value, std::string& error) {
    const int index = index_of(kClassNames, name);
    if (index < 0) {
      error = "an unknown class <" + name + ">";
      return 0;
    }
    if (layer_of(static_cast<HitClass>(index)) != Layer::things) {
      error = "the class <" + name + ">, which is looked for only afterwards";
      return 0;
    }
    const std::string key = name + ":" + value;
    const auto known = filter_index_.find(key);
    if (known != filter_index_.end()) return known->second;
    lexicon_.filters_.push_back({static_cast<HitClass>(index), {}});
    filter_values_.push_back(value);
    const uint32_t fresh = static_cast<uint32_t>(lexicon_.filters_.size()) - 1;
    filter_index_[key] = fresh;
    return fresh;
  }

  void fill_filters() {
    for (size_t i = 0; i < lexicon_.filters_.size(); ++i) {
      HitFilter& filter = lexicon_.filters_[i];
      const int region = index_of(kRegionNames, filter_values_[i]);
      for (const Entry& entry : lexicon_.entries_) {
        bool taken = entry.hit_class == filter.hit_class;
        if (taken && !filter_values_[i].empty()) taken = entry.code == filter_values_[i] || (region >= 0 && (entry.attributes.regions >> region & 1) != 0);
        filter.entries.push_back(taken ? 1 : 0);
      }
    }
  }

  void index_phrases() {
    std::vector<std::vector<uint32_t>> by_word(lexicon_.vocabulary_.size() + 1);
    for (const auto& [word, pattern] : triggers_) by_word[word].push_back(pattern);
    lexicon_.pattern_by_word_.fill(by_word);
    for (size_t layer = 0; layer < kLayers; ++layer) {
      by_word.assign(lexicon_.vocabulary_.size() + 1, {});
      std::vector<std::vector<uint32_t>> by_class(kHitClasses);
      for (uint32_t phrase = 0; phrase < lexicon_.phrases_.size(); ++phrase) {
        if (static_cast<size_t>(layer_of(lexicon_.entries_[lexicon_.phrases_[phrase].entry].hit_class)) == layer) add_anchor(phrase, by_word, by_class);
      }
      lexicon_.anchors_[layer].by_word.fill(by_word);
      lexicon_.anchors_[layer].by_class.fill(by_class);
    }
  }

  void add_anchor(uint32_t phrase, std::vector<std::vector<uint32_t>>& by_word, std::vector<std::vector<uint32_t>>& by_class) const {
    for (WordId word : anchors_[phrase].words) {
      if (by_word[word].empty() || by_word[word].back() != phrase) by_word[word].push_back(phrase);
    }
    for (uint32_t hit_class = 0; hit_class < kHitClasses; ++hit_class) {
      if ((anchors_[phrase].classes >> hit_class & 1) != 0) by_class[hit_class].push_back(phrase);
    }
  }

  // Adds what may stand first. Nothing is known of a phrase that begins with a gap: it is never tried.
  void add_first(const std::vector<PhraseStep>& steps, uint32_t step, PhraseNeed& out) {
    if (visited_[step]) return;
    visited_[step] = true;
    const PhraseStep& at = steps[step];
    switch (at.op) {
      case PhraseStep::Op::word: out.words.push_back(at.a); break;
      case PhraseStep::Op::word_set: out.words.insert(out.words.end(), lexicon_.word_sets_[at.a].begin(), lexicon_.word_sets_[at.a].end()); break;
      case PhraseStep::Op::hit: out.classes |= 1u << static_cast<int>(lexicon_.filters_[at.a].hit_class); break;
      case PhraseStep::Op::split:
        add_first(steps, at.a, out);
        add_first(steps, at.b, out);
        break;
      case PhraseStep::Op::dispatch:
        for (uint32_t target : lexicon_.dispatches_[at.a].all) add_first(steps, target, out);
        break;
      case PhraseStep::Op::jump: add_first(steps, at.a, out); break;
      case PhraseStep::Op::begin:
      case PhraseStep::Op::end: add_first(steps, step + 1, out); break;
      case PhraseStep::Op::any:
      case PhraseStep::Op::accept: break;
    }
  }

  Lexicon lexicon_;
  SpelledTerms* const spelled_;
  Issues issues_;
  WordLists shared_;
  std::vector<WordLists> lists_;
  std::vector<std::vector<Pending>> terms_;
  std::unordered_set<std::string> ids_;
  std::unordered_map<std::string, uint32_t> filter_index_;
  std::vector<std::string> filter_values_;
  std::map<std::vector<WordId>, uint32_t> word_set_index_;
  std::vector<bool> visited_;
  std::vector<PhraseNeed> anchors_;  // by phrase
  std::unordered_map<WordId, uint32_t> common_words_;
  std::vector<WordId> path_;
  std::vector<std::pair<WordId, uint32_t>> triggers_;
};

Lexicon::Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::load(const std::vector<LexiconSource>& sources, SpelledTerms* terms) { return LexiconBuilder(terms).run(sources); }

bool Lexicon::find_pattern(uint32_t pattern, std::string_view text, size_t from, size_t& begin, size_t& end) const {
  re2::StringPiece match;
  if (!patterns_[pattern].expression->Match(text, from, text.size(), RE2::UNANCHORED, &match, 1)) return false;
  begin = static_cast<size_t>(match.data() - text.data());
  end = begin + match.size();
  return true;
}

}  // namespace chartgap
