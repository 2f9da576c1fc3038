#include "nlp/phrase_finder.h"

#include <algorithm>
#include <bit>

namespace chartgap {
namespace {

// A phrase gives up after this many steps at one place, so that no text can make it slow.
constexpr uint32_t kMaxTermSteps = 4000;
constexpr uint32_t kNone = UINT32_MAX;
constexpr uint32_t kLastTurn = UINT32_MAX / 2;  // turns are counted over all documents of a worker

// Runs phrase programs by backtracking: the first reading that fits wins.
class PhraseRunner {
 public:
  PhraseRunner(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& terms, uint32_t term_count, const PhraseScratch& scratch)
      : tokens_(document.tokens()),
        document_(document),
        lexicon_(lexicon),
        phrases_(lexicon.phrases()),
        terms_(terms),
        term_count_(term_count),
        first_at_(scratch.first_at),
        classes_(scratch.classes) {}

  // Tries the phrase at `begin`, up to `limit`, and gives whether it fits.
  bool run(const Phrase& phrase, uint32_t begin, uint32_t limit, Hit& hit) {
    steps_ = 0;
    limit_ = limit;
    evidence_ = {kNone, kNone};
    if (!match(phrase.step, begin)) return false;
    hit.whole = {begin, end_};
    hit.tokens = {evidence_.begin == kNone ? begin : evidence_.begin, evidence_.end == kNone ? end_ : evidence_.end};
    hit.entry = phrase.entry;
    return !hit.tokens.empty() && capitals_fit(document_, lexicon_.traits(phrase.entry), hit.tokens);
  }

 private:
  bool match(uint32_t step, uint32_t at) {
    while (++steps_ <= kMaxTermSteps) {
      const TermStep& now = phrases_.step(step);
      switch (now.op) {
        case TermStep::Op::word:
        case TermStep::Op::word_set:
        case TermStep::Op::any:
          if (at >= limit_ || !takes(now, at)) return false;
          ++at;
          ++step;
          break;
        case TermStep::Op::begin:
          evidence_.begin = at;
          ++step;
          break;
        case TermStep::Op::end:
          evidence_.end = at;
          ++step;
          break;
        case TermStep::Op::jump: step = now.a; break;
        case TermStep::Op::split:
          if (try_branch(now.a, at)) return true;
          step = now.b;
          break;
        case TermStep::Op::dispatch:
          if (dispatch(now.a, at, step)) return true;
          if (step == kNone) return false;
          break;
        case TermStep::Op::hit: return match_hit(step, at);
        case TermStep::Op::accept: end_ = at; return true;
      }
    }
    return false;
  }

  bool takes(const TermStep& step, uint32_t at) const {
    if (step.op == TermStep::Op::word) return tokens_[at].word == step.a;
    return step.op == TermStep::Op::word_set ? phrases_.in_set(step.a, tokens_[at].word) : !stops_gap(at);
  }

  // Tries all branches but the last, which is left in `step`; kNone when there is none.
  bool dispatch(uint32_t table, uint32_t at, uint32_t& step) {
    const std::span<const uint32_t> targets = phrases_.branches(table, at < limit_ ? tokens_[at].word : kUnknownWord);
    for (size_t i = 0; i + 1 < targets.size(); ++i) {
      if (try_branch(targets[i], at)) return true;
    }
    step = targets.empty() ? kNone : targets.back();
    return false;
  }

  // Forgets what a branch that did not fit has marked.
  bool try_branch(uint32_t step, uint32_t at) {
    const TokenRange before = evidence_;
    if (match(step, at)) return true;
    evidence_ = before;
    return false;
  }

  bool match_hit(uint32_t step, uint32_t at) {
    if (at >= limit_ || classes_[at] == 0) return false;
    const uint32_t filter = phrases_.step(step).a;
    for (uint32_t i = first_at_[at]; i < term_count_ && terms_[i].whole.begin == at; ++i) {
      const uint32_t end = terms_[i].whole.end;
      if (phrases_.takes(filter, terms_[i].entry) && end <= limit_ && try_branch(step + 1, end)) return true;
    }
    return false;
  }

  // A gap runs over no end and over no denial: "the shoulder is not the source" is no "shoulder ~2 source".
  bool stops_gap(uint32_t at) const {
    const Token& token = tokens_[at];
    if (token.kind == TokenKind::punctuation) return token.is('.') || token.is(';') || token.is(':');
    if (token.end - token.begin < 2 || token.end - token.begin > 5) return false;
    const std::string_view word = document_.folded({at, at + 1});
    return word == "not" || word == "no" || word == "never";
  }

  const std::vector<Token>& tokens_;
  const Document& document_;
  const Lexicon& lexicon_;
  const PhraseTables& phrases_;
  const std::vector<Hit>& terms_;
  const uint32_t term_count_;
  const std::vector<uint32_t>& first_at_;
  const std::vector<uint32_t>& classes_;
  uint32_t steps_ = 0;
  uint32_t limit_ = 0;
  uint32_t end_ = 0;
  TokenRange evidence_;
};

}  // namespace

bool capitals_fit(const Document& document, EntryTraits traits, TokenRange range) {
  if (!traits.capitals) return true;
  for (uint32_t i = range.begin; i < range.end; ++i) {
    const Token& token = document.tokens()[i];
    if (token.kind == TokenKind::word && !token.has(Token::kAllCapitals)) return false;
  }
  return true;
}

PhraseFinder::PhraseFinder(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& terms, PhraseScratch& scratch)
    : document_(document), lexicon_(lexicon), phrases_(lexicon.phrases()), terms_(terms), term_count_(static_cast<uint32_t>(terms.size())), scratch_(scratch) {
  if (scratch.anchors.size() != phrases_.size() || scratch.turn > kLastTurn) {
    scratch.anchors.assign(phrases_.size(), {});
    scratch.turn = 0;
  }
  for (const uint32_t token : scratch.begun) scratch.classes[token] = 0;
  scratch.begun.clear();
  const size_t size = document.tokens().size();
  if (scratch.classes.size() <= size) {
    scratch.classes.resize(size + 1, 0);
    scratch.first_at.resize(size + 1);
  }
  for (uint32_t i = term_count_; i-- > 0;) {
    const Hit& hit = terms[i];
    scratch.first_at[hit.whole.begin] = i;
    if (scratch.classes[hit.whole.begin] == 0) scratch.begun.push_back(hit.whole.begin);
    const uint32_t bit = 1u << static_cast<int>(lexicon.traits(hit.entry).hit_class);
    scratch.classes[hit.whole.begin] |= bit;
    classes_ |= bit;
  }
}

void PhraseFinder::sentence(Layer layer, TokenRange range, std::vector<Hit>& out) {
  find_anchored(phrases_.anchors(layer), range);
  if (scratch_.anchored.empty()) return;
  sign(range);
  for (uint32_t phrase : scratch_.anchored) {
    const PhraseNeeds& needs = phrases_.needs(phrase);
    if (needs[0].meets(signature_) && needs[1].meets(signature_)) try_phrase(phrase, range, out);
  }
}

// The phrases of which an anchor stands in the sentence, each once.
void PhraseFinder::find_anchored(const PhraseAnchors& anchors, TokenRange range) {
  scratch_.anchored.clear();
  ++scratch_.turn;
  for (uint32_t at = range.begin; at < range.end; ++at) {
    const WordId word = document_.tokens()[at].word;
    if (anchors.by_word.has(word)) add(anchors.by_word.at(word), {at, at});
  }
  if ((anchors.classes & classes_) != 0) find_class_anchored(anchors, range);
}

void PhraseFinder::find_class_anchored(const PhraseAnchors& anchors, TokenRange range) {
  uint32_t seen = 0;
  std::array<TokenRange, kHitClasses> places;
  for (uint32_t at = range.begin; at < range.end; ++at) {
    for (uint32_t left = scratch_.classes[at] & anchors.classes; left != 0; left &= left - 1) {
      const size_t hit_class = static_cast<size_t>(std::countr_zero(left));
      if ((seen >> hit_class & 1) == 0) places[hit_class].begin = at;
      places[hit_class].end = at;
      seen |= 1u << hit_class;
    }
  }
  for (; seen != 0; seen &= seen - 1) {
    const uint32_t hit_class = static_cast<uint32_t>(std::countr_zero(seen));
    add(anchors.by_class.at(hit_class), places[hit_class]);
  }
}

void PhraseFinder::add(std::span<const uint32_t> phrases, TokenRange places) {
  for (uint32_t phrase : phrases) {
    PhraseScratch::Anchored& anchored = scratch_.anchors[phrase];
    if (anchored.turn != scratch_.turn) {
      anchored = {scratch_.turn, places};
      scratch_.anchored.push_back(phrase);
    } else {
      anchored.places = {std::min(anchored.places.begin, places.begin), std::max(anchored.places.end, places.end)};
    }
  }
}

// Gathers the bits of the sentence's words and classes.
void PhraseFinder::sign(TokenRange range) {
  signature_ = {};
  for (uint32_t at = range.begin; at < range.end; ++at) {
    signature_.add_bit(Signature::bit_of(document_.tokens()[at].word));
    signature_.classes |= scratch_.classes[at];
  }
}

// Tries the phrase wherever it may begin when one of its anchors stands between the first and the last of them.
void PhraseFinder::try_phrase(uint32_t index, TokenRange range, std::vector<Hit>& out) {
  const Phrase& phrase = phrases_.phrase(index);
  const TokenRange places = scratch_.anchors[index].places;
  PhraseRunner runner(document_, lexicon_, terms_, term_count_, scratch_);
  const uint32_t begin = places.begin - range.begin > phrase.most_before ? places.begin - phrase.most_before : range.begin;
  for (uint32_t at = begin; at + phrase.least_before <= places.end; ++at) {
    if (!phrase.first.has_bit(Signature::bit_of(document_.tokens()[at].word)) && (phrase.first.classes & scratch_.classes[at]) == 0) continue;
    Hit hit;
    if (runner.run(phrase, at, range.end, hit)) out.push_back(hit);
  }
}

}  // namespace chartgap
