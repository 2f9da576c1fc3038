#include "nlp/phrase_finder.h"

#include <algorithm>
#include <bit>

namespace chartgap {
namespace {

// A phrase gives up after this many steps at one place, so that no text can make it slow.
constexpr uint32_t kMaxPhraseSteps = 4000;
constexpr uint32_t kNone = UINT32_MAX;

// Runs phrase programs by backtracking: the first reading that fits wins.
class PhraseRunner {
 public:
  PhraseRunner(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& terms, uint32_t term_count, const std::vector<uint32_t>& first_at)
      : tokens_(document.tokens()), document_(document), lexicon_(lexicon), terms_(terms), term_count_(term_count), first_at_(first_at) {}

  // Tries the phrase at `begin`, up to `limit`, and gives whether it fits.
  bool run(const Phrase& phrase, uint32_t begin, uint32_t limit, Hit& hit) {
    phrase_ = &phrase;
    steps_ = 0;
    limit_ = limit;
    evidence_ = {kNone, kNone};
    if (!match(0, begin)) return false;
    hit.whole = {begin, end_};
    hit.tokens = {evidence_.begin == kNone ? begin : evidence_.begin, evidence_.end == kNone ? end_ : evidence_.end};
    hit.entry = phrase.entry;
    return !hit.tokens.empty() && capitals_fit(document_, lexicon_.traits(phrase.entry), hit.tokens);
  }

 private:
  bool match(uint32_t step, uint32_t at) {
    while (++steps_ <= kMaxPhraseSteps) {
      const PhraseStep& now = phrase_->steps[step];
      switch (now.op) {
        case PhraseStep::Op::word:
        case PhraseStep::Op::word_set:
        case PhraseStep::Op::any:
          if (at >= limit_ || !takes(now, at)) return false;
          ++at;
          ++step;
          break;
        case PhraseStep::Op::begin:
          evidence_.begin = at;
          ++step;
          break;
        case PhraseStep::Op::end:
          evidence_.end = at;
          ++step;
          break;
        case PhraseStep::Op::jump: step = now.a; break;
        case PhraseStep::Op::split:
          if (try_branch(now.a, at)) return true;
          step = now.b;
          break;
        case PhraseStep::Op::dispatch:
          if (dispatch(now.a, at, step)) return true;
          if (step == kNone) return false;
          break;
        case PhraseStep::Op::hit: return match_hit(step, at);
        case PhraseStep::Op::accept: end_ = at; return true;
      }
    }
    return false;
  }

  bool takes(const PhraseStep& step, uint32_t at) const {
    if (step.op == PhraseStep::Op::word) return tokens_[at].word == step.a;
    return step.op == PhraseStep::Op::word_set ? in_set(step.a, tokens_[at].word) : !stops_gap(at);
  }

  // Tries all branches but the last, which is left in `step`; kNone when there is none.
  bool dispatch(uint32_t table, uint32_t at, uint32_t& step) {
    const std::span<const uint32_t> targets = lexicon_.dispatches()[table].at(at < limit_ ? tokens_[at].word : kUnknownWord);
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
    if (at >= limit_) return false;
    const HitFilter& filter = lexicon_.filters()[phrase_->steps[step].a];
    for (uint32_t i = first_at_[at]; i < term_count_ && terms_[i].whole.begin == at; ++i) {
      const uint32_t end = terms_[i].whole.end;
      if (filter.entries[terms_[i].entry] != 0 && end <= limit_ && try_branch(step + 1, end)) return true;
    }
    return false;
  }

  bool in_set(uint32_t set, WordId word) const { return word != kUnknownWord && std::binary_search(lexicon_.word_sets()[set].begin(), lexicon_.word_sets()[set].end(), word); }
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
  const std::vector<Hit>& terms_;
  const uint32_t term_count_;
  const std::vector<uint32_t>& first_at_;
  const Phrase* phrase_ = nullptr;
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
    : document_(document), lexicon_(lexicon), terms_(terms), term_count_(static_cast<uint32_t>(terms.size())), scratch_(scratch) {
  scratch.tried_in.assign(lexicon.phrases().size(), 0);
  scratch.first_at.assign(document.tokens().size() + 1, kNone);
  scratch.classes.assign(document.tokens().size() + 1, 0);
  for (uint32_t i = term_count_; i-- > 0;) {
    const Hit& hit = terms[i];
    scratch.first_at[hit.whole.begin] = i;
    scratch.classes[hit.whole.begin] |= 1u << static_cast<int>(lexicon.traits(hit.entry).hit_class);
  }
}

void PhraseFinder::sentence(Layer layer, TokenRange range, std::vector<Hit>& out) {
  find_anchored(lexicon_.anchors(layer), range);
  if (scratch_.anchored.empty()) return;
  sign(range);
  for (uint32_t index : scratch_.anchored) {
    const Phrase& phrase = lexicon_.phrases()[index];
    if (phrase.needed[0].meets(signature_) && phrase.needed[1].meets(signature_)) try_phrase(phrase, range, out);
  }
}

// The phrases of which an anchor stands in the sentence, each once.
void PhraseFinder::find_anchored(const PhraseAnchors& anchors, TokenRange range) {
  scratch_.anchored.clear();
  ++turn_;
  uint32_t classes = 0;
  for (uint32_t at = range.begin; at < range.end; ++at) {
    classes |= scratch_.classes[at];
    if (anchors.by_word.has(document_.tokens()[at].word)) add(anchors.by_word.at(document_.tokens()[at].word));
  }
  for (; classes != 0; classes &= classes - 1) add(anchors.by_class.at(static_cast<uint32_t>(std::countr_zero(classes))));
}

void PhraseFinder::add(std::span<const uint32_t> phrases) {
  for (uint32_t phrase : phrases) {
    if (scratch_.tried_in[phrase] == turn_) continue;
    scratch_.tried_in[phrase] = turn_;
    scratch_.anchored.push_back(phrase);
  }
}

// Makes the bits of the sentence's words and classes.
void PhraseFinder::sign(TokenRange range) {
  scratch_.bits.clear();
  signature_ = {};
  for (uint32_t at = range.begin; at < range.end; ++at) {
    scratch_.bits.push_back(Signature::bit_of(document_.tokens()[at].word));
    signature_.add_bit(scratch_.bits.back());
    signature_.add_classes(scratch_.classes[at]);
  }
}

void PhraseFinder::try_phrase(const Phrase& phrase, TokenRange range, std::vector<Hit>& out) {
  PhraseRunner runner(document_, lexicon_, terms_, term_count_, scratch_.first_at);
  for (uint32_t at = range.begin; at < range.end; ++at) {
    if (!phrase.first.has_bit(scratch_.bits[at - range.begin]) && !phrase.first.has_class(scratch_.classes[at])) continue;
    Hit hit;
    if (runner.run(phrase, at, range.end, hit)) out.push_back(hit);
  }
}

}  // namespace chartgap
