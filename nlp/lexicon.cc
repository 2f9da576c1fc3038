#include "nlp/lexicon.h"

#include "nlp/lexicon_compiler.h"
#include "nlp/lexicon_pattern.h"
#include "nlp/lexicon_reader.h"

namespace chartgap {

std::string_view to_string(CueAxis axis) {
  constexpr std::array<std::string_view, kCueAxes> kNames = {"negated", "possible", "historical", "hypothetical", "family", "present"};
  return kNames[static_cast<size_t>(axis)];
}

const Sense* Entry::sense(FactType type) const {
  for (const Sense& sense : senses) {
    if (sense.type == type) return &sense;
  }
  return nullptr;
}

namespace {

BodyPart place_of(const Entry& entry) {
  if (entry.hit_class == HitClass::elsewhere) return entry.code == "hip" ? BodyPart::hip : BodyPart::elsewhere;
  if (entry.hit_class != HitClass::body) return BodyPart::none;
  if (entry.code == "hip" || entry.code == "trochanter") return BodyPart::hip;
  if (entry.code == "scapula" || entry.code == "trapezius") return BodyPart::none;
  if (entry.code == "spine" || entry.code == "back" || (entry.attributes.regions & kSpinalRegions) != 0) return BodyPart::spine;
  return (entry.attributes.regions & kLimbs) != 0 ? BodyPart::elsewhere : BodyPart::none;
}

}  // namespace

EntryTraits traits_of(const Entry& entry) {
  EntryTraits out{entry.hit_class, entry.overrides, entry.capitals, entry.neutral, place_of(entry), entry.attributes.regions, 0};
  for (const Sense& sense : entry.senses) out.senses = static_cast<uint16_t>(out.senses | 1u << static_cast<int>(sense.type));
  return out;
}

Lexicon::Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::load(const std::vector<LexiconSource>& sources, SpelledTerms* terms) {
  Result<LexiconContents> contents = read_lexicon(sources);
  if (!contents.ok()) return contents.issues();
  return compile_lexicon(std::move(contents.value()), terms);
}

uint32_t Lexicon::pattern_entry(uint32_t pattern) const { return patterns_[pattern].entry; }

bool Lexicon::find_pattern(uint32_t pattern, std::string_view text, size_t from, size_t& begin, size_t& end) const {
  re2::StringPiece match;
  if (!patterns_[pattern].expression->Match(text, from, text.size(), RE2::UNANCHORED, &match, 1)) return false;
  begin = static_cast<size_t>(match.data() - text.data());
  end = begin + match.size();
  return true;
}

}  // namespace chartgap
