// Why a fact stands at a place of a note, or why none does: the stages of the pipeline asked again, and the one named that decided.
// Out:   reasons, the nearest first; never empty.
// Cost:  when no fact stands there, a second and a third matching of the note.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/analyze.h"

namespace chartgap {

// fact: it stands there. The others are where it was lost, or let in:
// no_entry: no entry has the words; entry: one has them, as another thing; overlapped: other words hide them; quiet: modifiers are not looked for in the sentence; box: of a box that is not ticked;
// heading: words of a heading; section: the section (or the place in the body) allows no such fact; type, code: the words became a fact of another; polarity: nothing says normal or abnormal;
// region: cervical or lumbar; merged: the same fact stands there already; quantity: no number was found or bound; cue: what the words around say of it; binding: an attribute's words stand there and were not bound, or were
// and should not; span: the same fact was found beside the annotated words.
enum class TraceStage : uint8_t { fact, no_entry, entry, overlapped, quiet, box, heading, section, type, code, polarity, region, merged, quantity, cue, binding, span };
inline constexpr size_t kTraceStages = 17;
std::string_view to_string(TraceStage stage);

struct TraceReason {
  TraceStage stage = TraceStage::entry;
  std::string message;
  uint32_t entry = kNoEntry;   // that has the words
  uint32_t by = kNoEntry;      // that decided: the cue, the words that hide these
  Span span;                   // of the words, or of what decided
  uint32_t fact = UINT32_MAX;  // index into the analysis' facts, of the stages fact and type
};

// What the analysis says of the words in `span` as a fact of `type`, or of any type. The analysis is of this lexicon.
std::vector<TraceReason> trace(const Analysis& analysis, const Lexicon& lexicon, Span span, std::optional<FactType> type = std::nullopt);
// Why a fact of this type and code that is annotated there was not found; the code as facts have it ("cervical_stenosis").
TraceReason trace_missed(const Analysis& analysis, const Lexicon& lexicon, Span span, FactType type, std::string_view code);

// `lexicons/symptom.json:20`, and with the id before it.
std::string place_of_entry(const Lexicon& lexicon, uint32_t entry);
std::string name_of_entry(const Lexicon& lexicon, uint32_t entry);
// Of every entry, by its id.
std::map<std::string, std::string> places_of_entries(const Lexicon& lexicon);

}  // namespace chartgap
