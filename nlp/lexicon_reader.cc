#include "nlp/lexicon_reader.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "nlp/json_source.h"
#include "nlp/overlay.h"

namespace chartgap {
namespace {

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
std::vector<std::string> names_of(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) out.emplace_back(to_string(static_cast<Enum>(i)));
  return out;
}

template <class Enum>
std::optional<Enum> named(std::string_view name, int count) {
  for (int i = 0; i < count; ++i) {
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

// What would be right: the nearest name, or all of them.
std::string one_of(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  if (!near.empty()) return near;
  std::string all;
  for (const std::string& name : known) all += (all.empty() ? "one of " : ", ") + name;
  return all;
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

class LexiconReader {
 public:
  Result<LexiconContents> run(const std::vector<LexiconSource>& sources) {
    std::vector<JsonValue> roots;
    for (const LexiconSource& source : sources) {
      Result<JsonValue> parsed = parse_json(source.text, source.file);
      out_.files.push_back(source.file);
      if (!parsed.ok()) add_issues(issues_, parsed.issues());
      roots.push_back(parsed.ok() ? std::move(parsed.value()) : JsonValue{});
    }
    if (!issues_.empty()) return issues_;
    std::vector<LayeredFile> files;
    for (size_t i = 0; i < roots.size(); ++i) files.push_back({&roots[i], &out_.files[i], sources[i].layer});
    for (uint32_t i = 0; i < roots.size(); ++i) read_words(roots[i], i);
    lay_words_over(files);
    for (const EntryPlace& place : lay_over(files, issues_)) read_entry(*place.value, place.file);
    if (!issues_.empty()) return issues_;
    return std::move(out_);
  }

 private:
  std::string_view intern(std::string text) {
    for (const std::string& name : out_.names) {
      if (name == text) return name;
    }
    return out_.names.emplace_back(std::move(text));
  }

  void report(const JsonValue& at, uint32_t file, std::string code, std::string message, std::string expected = "") {
    issues_.push_back({out_.files[file], at.line, at.column, std::move(code), std::move(message), std::move(expected)});
  }

  void read_words(const JsonValue& root, uint32_t file) {
    out_.lists.emplace_back();
    ObjectReader reader(root, out_.files[file], issues_);
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
      (name == "words" ? shared_ : out_.lists[file])[list] = spelled;
    }
  }

  // A family's later files see the lists of its earlier ones, and replace those of the same name; the shared lists stand behind.
  void lay_words_over(const std::vector<LayeredFile>& files) {
    const std::vector<WordLists> own = out_.lists;
    const auto family = [&](size_t file) { return files[file].root->find("lexicon") == nullptr ? "" : files[file].root->find("lexicon")->string; };
    for (size_t later = 0; later < files.size(); ++later) {
      for (size_t earlier = 0; earlier < later; ++earlier) {
        if (files[earlier].layer == files[later].layer || family(earlier) != family(later)) continue;
        for (const auto& [name, list] : own[later]) out_.lists[earlier][name] = list;
        for (const auto& [name, list] : own[earlier]) {
          if (own[later].find(name) == own[later].end()) out_.lists[later][name] = list;
        }
      }
    }
    for (WordLists& lists : out_.lists) lists.insert(shared_.begin(), shared_.end());
  }

  void read_entry(const JsonValue& value, uint32_t file) {
    ObjectReader reader(value, out_.files[file], issues_);
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
    std::vector<LexiconTerm> terms;
    if (const JsonValue* list = reader.array("terms"); list != nullptr) {
      for (const JsonValue& term : list->items) terms.push_back({term.string, term.line, term.column});
    }
    const bool patterned = read_pattern(reader, value, file);
    if (terms.empty() && !patterned) report(value, file, "lexicon.terms", "\"" + entry.id + "\" has no terms", "\"terms\": [\"...\"]");
    reader.finish();
    out_.terms.push_back(std::move(terms));
    out_.entries.push_back(std::move(entry));
  }

  // A pattern of the entry that is read right now.
  bool read_pattern(ObjectReader& reader, const JsonValue& value, uint32_t file) {
    const std::string pattern = reader.string("pattern");
    const std::vector<std::string> triggers = reader.strings("trigger");
    if (pattern.empty()) return false;
    const RE2 expression(pattern, RE2::Quiet);
    if (!expression.ok()) report(value, file, "lexicon.pattern", "the pattern does not compile: " + expression.error(), "RE2 syntax");
    else if (RE2::FullMatch("", expression)) report(value, file, "lexicon.pattern", "the pattern matches the empty string", "at least one character");
    if (triggers.empty()) report(value, file, "lexicon.trigger", "a pattern without \"trigger\"", "words of which one must stand in the sentence");
    out_.patterns.push_back({static_cast<uint32_t>(out_.entries.size()), pattern, triggers});
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
      const std::optional<HitClass> hit_class = hit_class_named(name);
      if (!hit_class || *hit_class == HitClass::fact) {
        report(value, file, "lexicon.class", "unknown class \"" + name + "\"", one_of(name, hit_class_names()));
      } else {
        entry.hit_class = *hit_class;
      }
      return;
    }
    for (const auto& [type_name, code] : senses->members) {
      const std::optional<FactType> type = fact_type_named(type_name);
      if (type) entry.senses.push_back({*type, intern(code.string)});
      else report_type(type_name, code, file);
    }
  }

  // The code of a modifier is its value.
  void apply_code(Entry& entry) {
    Attributes& attributes = entry.attributes;
    const std::string_view code = entry.code;
    switch (entry.hit_class) {
      case HitClass::side: attributes.side = named<Side>(code, kSides).value_or(attributes.side); break;
      case HitClass::modality: attributes.modality = named<Modality>(code, kModalities).value_or(attributes.modality); break;
      case HitClass::outcome: attributes.outcome = named<Outcome>(code, kOutcomes).value_or(attributes.outcome); break;
      case HitClass::approach: attributes.approach = named<Approach>(code, kApproaches).value_or(attributes.approach); break;
      case HitClass::guidance: attributes.guidance = named<Guidance>(code, kGuidances).value_or(attributes.guidance); break;
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
    ObjectReader cue(*object, out_.files[file], issues_);
    const std::string direction = cue.string("direction", "forward");
    const std::string axis = cue.string("axis", "negated");
    const std::optional<CueAxis> named_axis = named<CueAxis>(axis, kCueAxes);
    const int direction_index = index_of(kDirectionNames, direction);
    if (!named_axis) report(*object, file, "lexicon.cue", "unknown axis \"" + axis + "\"", one_of(axis, names_of<CueAxis>(kCueAxes)));
    if (direction_index < 0) report(*object, file, "lexicon.cue", "unknown direction \"" + direction + "\"", one_of(direction, listed(kDirectionNames)));
    entry.cue.axis = named_axis.value_or(CueAxis::negated);
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
    const std::optional<FactType> type = fact_type_named(name);
    if (type) return static_cast<uint16_t>(1u << static_cast<int>(*type));
    report_type(name, at, file);
    return 0;
  }

  void report_type(const std::string& name, const JsonValue& at, uint32_t file) {
    report(at, file, "lexicon.sense", "unknown fact type \"" + name + "\"", one_of(name, fact_type_names()));
  }

  void read_attributes(const JsonValue& object, Entry& entry, uint32_t file) {
    ObjectReader reader(object, out_.files[file], issues_);
    Attributes& attributes = entry.attributes;
    if (const JsonValue* v = reader.any("side")) attributes.side = pick<Side>(*v, file, kSides);
    attributes.regions = static_cast<uint8_t>(bits(reader, "region", kRegionNames, file) | bits(reader, "regions", kRegionNames, file));
    attributes.severities = bits(reader, "severity", kSeverityNames, file);
    attributes.qualities = bits(reader, "quality", kQualityNames, file);
    if (const JsonValue* v = reader.any("modality")) attributes.modality = pick<Modality>(*v, file, kModalities);
    if (const JsonValue* v = reader.any("outcome")) attributes.outcome = pick<Outcome>(*v, file, kOutcomes);
    if (const JsonValue* v = reader.any("approach")) attributes.approach = pick<Approach>(*v, file, kApproaches);
    if (const JsonValue* v = reader.any("guidance")) attributes.guidance = pick<Guidance>(*v, file, kGuidances);
    attributes.contrast = reader.boolean("contrast");
    attributes.drug = intern(reader.string("drug"));
    read_roots(reader, attributes, object, file);
    if (const JsonValue* v = reader.any("polarity")) entry.polarity = pick<Assertion>(*v, file, kAssertions);
    entry.capitals = reader.string("case") == "upper";
    reader.finish();
  }

  void read_roots(ObjectReader& reader, Attributes& attributes, const JsonValue& object, uint32_t file) {
    for (const std::string& root : reader.strings("roots")) {
      const int segment = segment_named(root);
      if (segment == kNoSegment) report(object, file, "lexicon.root", "unknown root \"" + root + "\"", "a root such as \"C6\"");
      attributes.roots.add(segment);
    }
  }

  template <class Enum>
  Enum pick(const JsonValue& value, uint32_t file, int count) {
    const std::optional<Enum> found = named<Enum>(value.string, count);
    if (!found) report(value, file, "lexicon.attribute", "unknown value \"" + value.string + "\"", one_of(value.string, names_of<Enum>(count)));
    return found.value_or(Enum{});
  }

  template <size_t N>
  uint8_t bits(ObjectReader& reader, std::string_view key, const std::array<std::string_view, N>& names, uint32_t file) {
    const JsonValue* value = reader.any(key);
    if (value == nullptr) return 0;
    uint8_t out = 0;
    const auto add = [&](const JsonValue& item) {
      const int index = index_of(names, item.string);
      if (index < 0) report(item, file, "lexicon.attribute", "unknown value \"" + item.string + "\"", one_of(item.string, listed(names)));
      else out = static_cast<uint8_t>(out | 1u << index);
    };
    if (value->kind == JsonValue::Kind::array) {
      for (const JsonValue& item : value->items) add(item);
    } else {
      add(*value);
    }
    return out;
  }

  LexiconContents out_;
  Issues issues_;
  WordLists shared_;
  std::unordered_set<std::string> ids_;
};

}  // namespace

Result<LexiconContents> read_lexicon(const std::vector<LexiconSource>& sources) { return LexiconReader().run(sources); }

}  // namespace chartgap
