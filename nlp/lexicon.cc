#include "nlp/lexicon.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "nlp/json_source.h"
#include "nlp/term.h"

namespace chartgap {
namespace {

constexpr std::array<std::string_view, kHitClasses> kClassNames = {"fact", "statement", "none", "body", "side", "severity", "quality", "modality", "muscle", "reflex", "outcome",
                                                                   "normal", "abnormal", "cue", "heading", "guidance", "approach", "contrast", "score_name", "direction", "study", "relief"};
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

void TermTrie::add(const std::vector<WordId>& words, Accept accept) {
  uint32_t at = 0;
  for (WordId word : words) {
    auto& edges = build_[at].edges;
    const auto edge = std::find_if(edges.begin(), edges.end(), [word](const auto& e) { return e.first == word; });
    if (edge != edges.end()) {
      at = edge->second;
    } else {
      const uint32_t fresh = static_cast<uint32_t>(build_.size());
      edges.emplace_back(word, fresh);
      build_.emplace_back();
      at = fresh;
    }
  }
  auto& accepts = build_[at].accepts;
  const bool known = std::any_of(accepts.begin(), accepts.end(), [&](const Accept& a) { return a.entry == accept.entry && a.begin == accept.begin && a.end == accept.end; });
  if (!known) accepts.push_back(accept);
}

void TermTrie::freeze(uint32_t vocabulary_size) {
  roots_.assign(vocabulary_size + 1, 0);
  nodes_.resize(build_.size());
  for (size_t i = 0; i < build_.size(); ++i) {
    auto& edges = build_[i].edges;
    std::sort(edges.begin(), edges.end());
    nodes_[i] = {static_cast<uint32_t>(edge_words_.size()), static_cast<uint32_t>(accepts_.size()), static_cast<uint16_t>(edges.size()), static_cast<uint16_t>(build_[i].accepts.size())};
    accepts_.insert(accepts_.end(), build_[i].accepts.begin(), build_[i].accepts.end());
    if (i == 0) {
      for (const auto& [word, child] : edges) roots_[word] = child;
      nodes_[0].edges = 0;
      continue;
    }
    for (const auto& [word, child] : edges) {
      edge_words_.push_back(word);
      edge_nodes_.push_back(child);
    }
  }
  build_.clear();
  build_.shrink_to_fit();
}

uint32_t TermTrie::next(uint32_t node, WordId word) const {
  const Node& at = nodes_[node];
  const WordId* begin = edge_words_.data() + at.first_edge;
  const WordId* end = begin + at.edges;
  const WordId* edge = std::lower_bound(begin, end, word);
  return edge != end && *edge == word ? edge_nodes_[static_cast<size_t>(edge - edge_words_.data())] : 0;
}

const TermTrie::Accept* TermTrie::accepts(uint32_t node, uint32_t& count) const {
  count = nodes_[node].accepts;
  return accepts_.data() + nodes_[node].first_accept;
}

struct Lexicon::Pattern {
  uint32_t entry = 0;
  std::unique_ptr<RE2> expression;
};

uint32_t Lexicon::pattern_entry(uint32_t pattern) const { return patterns_[pattern].entry; }

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

 protected:
  virtual uint32_t filter_of(const std::string& name, const std::string& value) = 0;
  virtual WordId word_of(const std::string& word) = 0;
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

  void choice(const TermNode& at) {
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
  Result<Lexicon> run(const std::vector<LexiconSource>& sources) {
    std::vector<JsonValue> roots;
    for (const LexiconSource& source : sources) {
      Result<JsonValue> parsed = parse_json(source.text, source.file);
      lexicon_.files_.push_back(source.file);
      if (!parsed.ok()) issues_.insert(issues_.end(), parsed.issues().begin(), parsed.issues().end());
      roots.push_back(parsed.ok() ? std::move(parsed.value()) : JsonValue{});
    }
    if (!issues_.empty()) return issues_;
    for (uint32_t i = 0; i < roots.size(); ++i) read_words(roots[i], i);
    for (uint32_t i = 0; i < roots.size(); ++i) read_entries(roots[i], i);
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
    reader.any("entries");
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

  void read_entries(const JsonValue& root, uint32_t file) {
    for (const auto& [name, list] : shared_) lists_[file].emplace(name, list);
    const JsonValue* entries = root.find("entries");
    if (entries == nullptr || entries->kind != JsonValue::Kind::array) {
      report(root, file, "json.missing_key", "\"entries\" is missing", "an array of entries");
      return;
    }
    for (const JsonValue& value : entries->items) read_entry(value, file);
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
        report(code, file, "lexicon.sense", "unknown fact type \"" + type_name + "\"", "symptom, therapy, imaging, exam, red_flag, procedure, score, counseling, diagnosis or alternative");
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
    for (uint32_t entry = 0; entry < lexicon_.entries_.size(); ++entry) {
      for (const Pending& term : terms_[entry]) compile_term(entry, term);
    }
    lexicon_.terms_.freeze(lexicon_.vocabulary_.size());
    fill_filters();
    index_phrases();
    lexicon_.grammar_.resize(lexicon_.vocabulary_.size() + 1);
    for (const GrammarWord& word : kGrammarWords) lexicon_.grammar_[lexicon_.vocabulary_.find(word.word)] |= word.bits;
  }

  void add_level_words() {
    std::vector<WordId> letters;
    for (const char* letter : {"c", "t", "l", "s", "d"}) letters.push_back(lexicon_.vocabulary_.add(letter));
    std::vector<WordId> words;
    for (const char* word : {"c", "t", "l", "s", "d", "and", "through", "thru", "to", "level", "levels", "disc", "disk", "disks", "discs", "interspace"}) words.push_back(lexicon_.vocabulary_.add(word));
    lexicon_.headings_.set_level_words(std::move(letters), std::move(words));
  }

  void compile_term(uint32_t entry, const Pending& term) {
    const Entry& target = lexicon_.entries_[entry];
    const ParsedTerm parsed = parse_term(term.text);
    std::string error = parsed.error;
    if (error.empty() && parsed.phrase) {
      add_phrase(entry, parsed.root, error);
    } else if (error.empty()) {
      for (const WordSequence& sequence : unfold(parsed.root, lists_[target.file], error)) add_sequence(entry, sequence);
    }
    if (!error.empty()) report(*term.value, target.file, "lexicon.term", "the term \"" + term.text + "\" has " + error, "the grammar of lexicons/README.md");
  }

  void add_sequence(uint32_t entry, const WordSequence& sequence) {
    std::vector<WordId> words;
    for (const std::string& word : sequence.words) words.push_back(lexicon_.vocabulary_.add(word));
    if (words.empty() || words.size() > 40) return;
    if (lexicon_.entries_[entry].hit_class == HitClass::heading) {
      lexicon_.headings_.add(words, lexicon_.entries_[entry].section);
      return;
    }
    lexicon_.terms_.add(words, {entry, static_cast<uint8_t>(sequence.begin), static_cast<uint8_t>(sequence.end)});
  }

  class Compiler : public PhraseCompiler {
   public:
    Compiler(LexiconBuilder& builder, const WordLists& lists, std::string& error) : PhraseCompiler(builder.lexicon_, lists, error), builder_(builder) {}

   private:
    uint32_t filter_of(const std::string& name, const std::string& value) override { return builder_.filter(name, value, error_); }
    WordId word_of(const std::string& word) override { return lexicon_.vocabulary_.add(word); }
    uint32_t word_set_of(const std::vector<std::string>& words) override {
      std::vector<WordId> ids;
      for (const std::string& word : words) ids.push_back(lexicon_.vocabulary_.add(word));
      std::sort(ids.begin(), ids.end());
      lexicon_.word_sets_.push_back(std::move(ids));
      return static_cast<uint32_t>(lexicon_.word_sets_.size()) - 1;
    }
    LexiconBuilder& builder_;
  };

  void add_phrase(uint32_t entry, const TermNode& root, std::string& error) {
    Compiler compiler(*this, lists_[lexicon_.entries_[entry].file], error);
    Phrase phrase{entry, compiler.run(root)};
    if (error.empty()) lexicon_.phrases_.push_back(std::move(phrase));
  }

  uint32_t filter(const std::string& name, const std::string& value, std::string& error) {
    const int index = index_of(kClassNames, name);
    if (index < 0) {
      error = "an unknown class <" + name + ">";
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
        filter.entries.push_back(taken);
      }
    }
  }

  void index_phrases() {
    lexicon_.pattern_by_word_.resize(lexicon_.vocabulary_.size() + 1);
    for (const auto& [word, pattern] : triggers_) lexicon_.pattern_by_word_[word].push_back(pattern);
    lexicon_.by_word_.resize(lexicon_.vocabulary_.size() + 1);
    lexicon_.by_class_.resize(kHitClasses);
    for (uint32_t i = 0; i < lexicon_.phrases_.size(); ++i) {
      visited_.assign(lexicon_.phrases_[i].steps.size(), false);
      index_first(i, 0);
    }
  }

  // Adds the phrase under every word and class that may stand first.
  void index_first(uint32_t phrase, uint32_t step) {
    if (visited_[step]) return;
    visited_[step] = true;
    const PhraseStep& at = lexicon_.phrases_[phrase].steps[step];
    switch (at.op) {
      case PhraseStep::Op::word: add_once(lexicon_.by_word_[at.a], phrase); break;
      case PhraseStep::Op::word_set:
        for (WordId word : lexicon_.word_sets_[at.a]) add_once(lexicon_.by_word_[word], phrase);
        break;
      case PhraseStep::Op::hit: add_once(lexicon_.by_class_[static_cast<size_t>(lexicon_.filters_[at.a].hit_class)], phrase); break;
      case PhraseStep::Op::split:
        index_first(phrase, at.a);
        index_first(phrase, at.b);
        break;
      case PhraseStep::Op::jump: index_first(phrase, at.a); break;
      case PhraseStep::Op::begin:
      case PhraseStep::Op::end: index_first(phrase, step + 1); break;
      case PhraseStep::Op::any:
      case PhraseStep::Op::accept: break;  // a phrase that may begin with any word is tried at its next fixed one only
    }
  }

  static void add_once(std::vector<uint32_t>& list, uint32_t phrase) {
    if (list.empty() || list.back() != phrase) list.push_back(phrase);
  }

  Lexicon lexicon_;
  Issues issues_;
  WordLists shared_;
  std::vector<WordLists> lists_;
  std::vector<std::vector<Pending>> terms_;
  std::unordered_set<std::string> ids_;
  std::unordered_map<std::string, uint32_t> filter_index_;
  std::vector<std::string> filter_values_;
  std::vector<bool> visited_;
  std::vector<std::pair<WordId, uint32_t>> triggers_;
};

Lexicon::Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::load(const std::vector<LexiconSource>& sources) { return LexiconBuilder().run(sources); }

std::span<const uint32_t> Lexicon::phrases_at_word(WordId word) const {
  if (word >= by_word_.size()) return {};
  return by_word_[word];
}

std::span<const uint32_t> Lexicon::patterns_at_word(WordId word) const {
  if (word >= pattern_by_word_.size()) return {};
  return pattern_by_word_[word];
}

bool Lexicon::find_pattern(uint32_t pattern, std::string_view text, size_t from, size_t& begin, size_t& end) const {
  re2::StringPiece match;
  if (!patterns_[pattern].expression->Match(text, from, text.size(), RE2::UNANCHORED, &match, 1)) return false;
  begin = static_cast<size_t>(match.data() - text.data());
  end = begin + match.size();
  return true;
}

}  // namespace chartgap
