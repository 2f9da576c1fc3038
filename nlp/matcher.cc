#include "nlp/matcher.h"

#include <algorithm>

namespace chartgap {
namespace {

// A phrase gives up after this many steps at one place, so that no text can make it slow.
constexpr uint32_t kMaxPhraseSteps = 4000;
constexpr uint32_t kNone = UINT32_MAX;

bool capitals_fit(const Document& document, const Entry& entry, TokenRange range) {
  if (!entry.capitals) return true;
  for (uint32_t i = range.begin; i < range.end; ++i) {
    const Token& token = document.tokens()[i];
    if (token.kind == TokenKind::word && !token.has(Token::kAllCapitals)) return false;
  }
  return true;
}

void find_terms(const Document& document, const Lexicon& lexicon, std::vector<Hit>& out) {
  const std::vector<Token>& tokens = document.tokens();
  const TermTrie& terms = lexicon.terms();
  const uint32_t size = static_cast<uint32_t>(tokens.size());
  for (uint32_t begin = 0; begin < size; ++begin) {
    if (tokens[begin].word == kUnknownWord) continue;
    uint32_t node = terms.first(tokens[begin].word);
    for (uint32_t at = begin + 1; node != 0; ++at) {
      uint32_t count = 0;
      const TermTrie::Accept* accepts = terms.accepts(node, count);
      for (uint32_t i = 0; i < count; ++i) {
        const TokenRange whole{begin, at};
        if (capitals_fit(document, lexicon.entry(accepts[i].entry), whole)) out.push_back({{begin + accepts[i].begin, begin + accepts[i].end}, whole, accepts[i].entry});
      }
      if (at >= size || tokens[at].word == kUnknownWord) break;
      node = terms.next(node, tokens[at].word);
    }
  }
}

// Runs phrase programs by backtracking: the first reading that fits wins.
class PhraseRunner {
 public:
  PhraseRunner(const Document& document, const Lexicon& lexicon, const MatchScratch& scratch, uint32_t term_hits)
      : tokens_(document.tokens()), document_(document), lexicon_(lexicon), scratch_(scratch), term_hits_(term_hits) {}

  // Tries the phrase at `begin` and gives whether it fits.
  bool run(const Phrase& phrase, uint32_t begin, Hit& hit) {
    phrase_ = &phrase;
    steps_ = 0;
    limit_ = document_.sentences()[document_.sentence_of(begin)].tokens.end;
    evidence_ = {kNone, kNone};
    if (!match(0, begin)) return false;
    hit.whole = {begin, end_};
    hit.tokens = {evidence_.begin == kNone ? begin : evidence_.begin, evidence_.end == kNone ? end_ : evidence_.end};
    hit.entry = phrase.entry;
    return !hit.tokens.empty() && capitals_fit(document_, lexicon_.entry(phrase.entry), hit.tokens);
  }

 private:
  bool match(uint32_t step, uint32_t at) {
    while (true) {
      if (++steps_ > kMaxPhraseSteps) return false;
      const PhraseStep& now = phrase_->steps[step];
      switch (now.op) {
        case PhraseStep::Op::accept: end_ = at; return true;
        case PhraseStep::Op::word:
          if (at >= limit_ || tokens_[at].word != now.a) return false;
          ++at;
          break;
        case PhraseStep::Op::word_set:
          if (at >= limit_ || !in_set(now.a, tokens_[at].word)) return false;
          ++at;
          break;
        case PhraseStep::Op::any:
          if (at >= limit_ || stops_gap(tokens_[at])) return false;
          ++at;
          break;
        case PhraseStep::Op::hit: return match_hit(step, at);
        case PhraseStep::Op::split:
          if (match(now.a, at)) return true;
          step = now.b;
          continue;
        case PhraseStep::Op::jump: step = now.a; continue;
        case PhraseStep::Op::begin: return marked(evidence_.begin, step, at);
        case PhraseStep::Op::end: return marked(evidence_.end, step, at);
      }
      ++step;
    }
  }

  bool marked(uint32_t& mark, uint32_t step, uint32_t at) {
    const uint32_t before = mark;
    mark = at;
    if (match(step + 1, at)) return true;
    mark = before;
    return false;
  }

  bool match_hit(uint32_t step, uint32_t at) {
    if (at >= limit_) return false;
    const HitFilter& filter = lexicon_.filters()[phrase_->steps[step].a];
    for (uint32_t i = scratch_.first_at[at]; i < term_hits_ && scratch_.raw[i].whole.begin == at; ++i) {
      const Hit& hit = scratch_.raw[i];
      if (filter.entries[hit.entry] && hit.whole.end <= limit_ && match(step + 1, hit.whole.end)) return true;
    }
    return false;
  }

  bool in_set(uint32_t set, WordId word) const { return word != kUnknownWord && std::binary_search(lexicon_.word_sets()[set].begin(), lexicon_.word_sets()[set].end(), word); }
  static bool stops_gap(const Token& token) { return token.is('.') || token.is(';') || token.is(':'); }

  const std::vector<Token>& tokens_;
  const Document& document_;
  const Lexicon& lexicon_;
  const MatchScratch& scratch_;
  const uint32_t term_hits_;
  const Phrase* phrase_ = nullptr;
  uint32_t steps_ = 0;
  uint32_t limit_ = 0;
  uint32_t end_ = 0;
  TokenRange evidence_;
};

bool by_place(const Hit& a, const Hit& b) {
  if (a.whole.begin != b.whole.begin) return a.whole.begin < b.whole.begin;
  if (a.whole.end != b.whole.end) return a.whole.end > b.whole.end;
  return a.entry < b.entry;
}

void find_phrases(const Document& document, const Lexicon& lexicon, MatchScratch& scratch) {
  const uint32_t term_hits = static_cast<uint32_t>(scratch.raw.size());
  std::sort(scratch.raw.begin(), scratch.raw.end(), by_place);
  scratch.first_at.assign(document.tokens().size() + 1, kNone);
  for (uint32_t i = term_hits; i-- > 0;) scratch.first_at[scratch.raw[i].whole.begin] = i;
  PhraseRunner runner(document, lexicon, scratch, term_hits);
  Hit hit;
  const uint32_t size = static_cast<uint32_t>(document.tokens().size());
  for (uint32_t at = 0; at < size; ++at) {
    for (uint32_t phrase : lexicon.phrases_at_word(document.tokens()[at].word)) {
      if (runner.run(lexicon.phrases()[phrase], at, hit)) scratch.raw.push_back(hit);
    }
    uint64_t seen = 0;
    for (uint32_t i = scratch.first_at[at]; i < term_hits && scratch.raw[i].whole.begin == at; ++i) {
      const HitClass hit_class = lexicon.entry(scratch.raw[i].entry).hit_class;
      if ((seen >> static_cast<int>(hit_class) & 1u) != 0) continue;
      seen |= uint64_t{1} << static_cast<int>(hit_class);
      for (uint32_t phrase : lexicon.phrases_at_class(hit_class)) {
        if (runner.run(lexicon.phrases()[phrase], at, hit)) scratch.raw.push_back(hit);
      }
    }
  }
}

TokenRange tokens_of(const Document& document, TokenRange within, size_t begin, size_t end) {
  TokenRange out{within.end, within.end};
  for (uint32_t i = within.begin; i < within.end; ++i) {
    const Token& token = document.tokens()[i];
    if (token.end <= begin) continue;
    if (token.begin >= end) break;
    if (out.begin == within.end) out.begin = i;
    out.end = i + 1;
  }
  return out;
}

void find_patterns(const Document& document, const Lexicon& lexicon, std::vector<Hit>& out) {
  for (const Sentence& sentence : document.sentences()) {
    uint64_t tried = 0;
    for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
      for (uint32_t pattern : lexicon.patterns_at_word(document.tokens()[at].word)) {
        if ((tried >> (pattern & 63u) & 1u) != 0) continue;
        tried |= uint64_t{1} << (pattern & 63u);
        const std::string_view text = document.folded(sentence.tokens);
        const size_t base = document.tokens()[sentence.tokens.begin].begin;
        size_t begin = 0;
        size_t end = 0;
        for (size_t from = 0; from < text.size() && lexicon.find_pattern(pattern, text, from, begin, end) && end > begin; from = end) {
          const TokenRange range = tokens_of(document, sentence.tokens, base + begin, base + end);
          if (!range.empty()) out.push_back({range, range, lexicon.pattern_entry(pattern)});
        }
      }
    }
  }
}

// Which hits compete: within a group, a shorter one inside a longer one is left out.
int group_of(HitClass hit_class) {
  switch (hit_class) {
    case HitClass::fact: return 0;
    case HitClass::statement: return 1;
    case HitClass::cue: return 2;
    default: return 3 + static_cast<int>(hit_class);
  }
}

bool outranks(const Hit& a, const Hit& b) { return a.tokens.size() > b.tokens.size() || (a.tokens.size() == b.tokens.size() && a.whole.size() > b.whole.size()); }

// Leaves out what lies inside an overriding hit, inside a longer hit of its group, or is the same evidence of the same entry twice.
void resolve(const Lexicon& lexicon, std::vector<Hit>& raw, std::vector<Hit>& hits) {
  std::sort(raw.begin(), raw.end(), by_place);
  hits.clear();
  const auto hidden = [&](size_t index) {
    const Hit& hit = raw[index];
    const Entry& entry = lexicon.entry(hit.entry);
    const auto hides = [&](const Hit& other, size_t other_index) {
      if (other_index == index) return false;
      const Entry& other_entry = lexicon.entry(other.entry);
      if (other_entry.overrides && !entry.overrides && other.whole.contains(hit.whole) && other.whole.size() > hit.whole.size()) return true;
      if (group_of(entry.hit_class) != group_of(other_entry.hit_class)) return entry.hit_class == HitClass::cue && other_entry.hit_class == HitClass::fact && other.tokens.contains(hit.tokens);
      if (!other.tokens.contains(hit.tokens)) return false;
      if (outranks(other, hit)) return true;
      const bool equal = !outranks(hit, other);
      return equal && (other.entry == hit.entry ? other_index < index : entry.hit_class == HitClass::fact && other_entry.overrides);
    };
    for (size_t i = index; i-- > 0 && hit.whole.begin - raw[i].whole.begin <= 40;) {
      if (hides(raw[i], i)) return true;
    }
    for (size_t i = index + 1; i < raw.size() && raw[i].whole.begin < hit.tokens.end; ++i) {
      if (hides(raw[i], i)) return true;
    }
    return false;
  };
  for (size_t i = 0; i < raw.size(); ++i) {
    if (!hidden(i)) hits.push_back(raw[i]);
  }
}

}  // namespace

void find_hits(const Document& document, const Lexicon& lexicon, MatchScratch& scratch, std::vector<Hit>& hits) {
  scratch.raw.clear();
  find_terms(document, lexicon, scratch.raw);
  find_phrases(document, lexicon, scratch);
  find_patterns(document, lexicon, scratch.raw);
  resolve(lexicon, scratch.raw, hits);
}

}  // namespace chartgap
