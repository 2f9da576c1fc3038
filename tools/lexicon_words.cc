#include "tools/lexicon_words.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "tools/trace_fact.h"

namespace chartgap {
namespace {

constexpr double kEnough = 0.6;      // of the words in common
constexpr double kMisspelled = 0.9;  // what a word counts at most that is some letters off

// How alike two words are: 1 when the same; of one near the other, by what they have in common at both ends; else 0. Slips hardly ever change the first letter.
double likeness_of(const std::string& a, std::string_view b) {
  if (a == b) return 1;
  if (a.size() < 4 || b.size() < 4 || a[0] != b[0] || a.size() > b.size() + 2 || b.size() > a.size() + 2 || nearest(a, {std::string(b)}).empty()) return 0;
  const size_t shorter = std::min(a.size(), b.size());
  size_t same = 0;
  while (same < shorter && a[same] == b[same]) ++same;
  for (size_t tail = 1; tail + same <= shorter && a[a.size() - tail] == b[b.size() - tail]; ++tail) ++same;
  return kMisspelled * static_cast<double>(same) / static_cast<double>(std::max(a.size(), b.size()));
}

bool can_give(const Entry& entry, const std::optional<WantedSense>& wanted) {
  if (entry.hit_class != HitClass::fact) return false;
  return !wanted || std::any_of(entry.senses.begin(), entry.senses.end(), [&](const Sense& sense) { return sense.type == wanted->type && gives_code(sense, wanted->code); });
}

}  // namespace

std::vector<NearTerm> nearest_terms(const Lexicon& lexicon, const SpelledTerms& terms, const std::vector<std::string>& words, size_t count,
                                    const std::optional<WantedSense>& wanted) {
  std::unordered_map<WordId, double> like;  // every word of the lexicon that is like one of the note's
  for (WordId word = 1; word <= lexicon.vocabulary().size(); ++word) {
    double best = 0;
    for (const std::string& one : words) best = std::max(best, likeness_of(one, lexicon.vocabulary().text(word)));
    if (best > 0) like.emplace(word, best);
  }
  std::map<uint32_t, NearTerm> by_entry;
  for (const SpelledTerms::Term& term : terms.terms) {
    if (!can_give(lexicon.entry(term.entry), wanted)) continue;
    for (uint32_t i = term.first; i < term.last; ++i) {
      const std::vector<WordId>& sequence = terms.sequences[i];
      double shared = 0;
      for (WordId word : sequence) {
        const auto known = like.find(word);
        if (known != like.end()) shared += known->second;
      }
      const double likeness = 2 * shared / static_cast<double>(sequence.size() + words.size());
      NearTerm& best = by_entry[term.entry];
      if (likeness <= best.likeness) continue;
      best = {term.entry, words_of(lexicon, sequence), likeness};
    }
  }
  std::vector<NearTerm> out;
  for (auto& [entry, term] : by_entry) {
    if (term.likeness >= kEnough) out.push_back(std::move(term));
  }
  std::stable_sort(out.begin(), out.end(), [](const NearTerm& a, const NearTerm& b) { return a.likeness > b.likeness; });
  if (out.size() > count) out.resize(count);
  return out;
}

std::string words_of(const Lexicon& lexicon, const std::vector<WordId>& sequence) {
  std::string out;
  for (WordId word : sequence) out += (out.empty() ? "" : " ") + std::string(lexicon.vocabulary().text(word));
  return out;
}

std::vector<std::string> words_in(const Document& document, Span span) {
  std::vector<std::string> words;
  for (uint32_t i = 0; i < document.tokens().size(); ++i) {
    const bool word = document.tokens()[i].kind == TokenKind::word;
    if (word && document.span_of({i, i + 1}).overlaps(span)) words.emplace_back(document.word(i));
  }
  return words;
}

}  // namespace chartgap
