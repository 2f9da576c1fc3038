#include "nlp/lexicon_compiler.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "nlp/common_words.h"
#include "nlp/grammar.h"
#include "nlp/lexicon_pattern.h"
#include "nlp/phrase_compiler.h"
#include "nlp/term_program.h"
#include "nlp/term_trie_builder.h"

namespace chartgap {
namespace {

constexpr size_t kMaxHeadings = 2000;            // word sequences of one heading term
constexpr size_t kMaxCounted = size_t{1} << 17;  // word sequences of one term, for those who look at a lexicon

// How often each word stands in the terms.
void count_words(const TermNode& at, const WordLists& lists, std::map<std::string, size_t>& uses) {
  const auto count = [&](const std::string& text) {
    for (const std::string& word : split_words(text)) ++uses[word];
  };
  if (at.kind == TermNode::Kind::word) count(at.text);
  if (const auto list = lists.find(at.text); at.kind == TermNode::Kind::word_list && list != lists.end()) {
    for (const std::string& word : list->second) count(word);
  }
  for (const TermNode& child : at.children) count_words(child, lists, uses);
}

}  // namespace

class LexiconCompiler {
 public:
  LexiconCompiler(LexiconContents contents, SpelledTerms* spelled) : in_(std::move(contents)), spelled_(spelled), symbols_(lexicon_.vocabulary_) {
    for (size_t layer = 0; layer < kLayers; ++layer) tries_.emplace_back(symbols_);
  }

  Result<Lexicon> run() {
    number_words();
    for (uint32_t entry = 0; entry < in_.entries.size(); ++entry) {
      for (const LexiconTerm& term : in_.terms[entry]) compile(entry, term);
    }
    if (!issues_.empty()) return issues_;
    add_patterns();
    finish();
    return std::move(lexicon_);
  }

 private:
  struct PhraseTerm {
    uint32_t entry = 0;
    TermNode root;
    TermProgram program;
  };

  void report(uint32_t entry, const LexiconTerm& term, const std::string& error) {
    issues_.push_back(
        {in_.files[in_.entries[entry].file], term.line, term.column, "lexicon.term", "the term \"" + term.text + "\" has " + error, "the grammar of lexicons/README.md"});
  }

  // The words that most terms use are met most often in notes: numbered first, they lie together in every table.
  void number_words() {
    add_level_words();
    for (const GrammarWord& word : kGrammarWords) lexicon_.vocabulary_.add(word.word);
    for (const CommonWord& word : kCommonWords) common_[lexicon_.vocabulary_.add(word.word)] = word.per_100000;
    std::map<std::string, size_t> uses;
    for (uint32_t entry = 0; entry < in_.entries.size(); ++entry) {
      for (const LexiconTerm& term : in_.terms[entry]) count_words(parse_term(term.text).root, lists_of(entry), uses);
    }
    std::vector<std::pair<size_t, std::string>> order;
    for (const auto& [word, count] : uses) order.emplace_back(count, word);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [count, word] : order) lexicon_.vocabulary_.add(word);
  }

  void add_level_words() {
    std::vector<WordId> letters;
    for (const char* letter : {"c", "t", "l", "s", "d"}) letters.push_back(lexicon_.vocabulary_.add(letter));
    std::vector<WordId> words;
    for (const char* word : {"c", "t", "l", "s", "d", "and", "through", "thru", "to", "level", "levels", "disc", "disk", "disks", "discs", "interspace"})
      words.push_back(lexicon_.vocabulary_.add(word));
    lexicon_.headings_.set_level_words(std::move(letters), std::move(words));
  }

  void compile(uint32_t entry, const LexiconTerm& term) {
    ParsedTerm parsed = parse_term(term.text);
    if (!parsed.error.empty()) return report(entry, term, parsed.error);
    CompiledTerm compiled = compile_term(parsed.root, entry, symbols_, lists_of(entry), parsed.phrase);
    if (!compiled.error.empty()) return report(entry, term, compiled.error);
    if (spelled_ != nullptr) keep(entry, term, parsed.phrase, compiled.program);
    if (parsed.phrase) phrases_.push_back({entry, std::move(parsed.root), std::move(compiled.program)});
    else add_words(entry, term, compiled.program);
  }

  void add_words(uint32_t entry, const LexiconTerm& term, const TermProgram& program) {
    const HitClass hit_class = in_.entries[entry].hit_class;
    const size_t words = most_words(program);
    if (words > TermTrie::kMaxTermWords) return report(entry, term, "more than " + std::to_string(TermTrie::kMaxTermWords) + " words");
    longest_[static_cast<size_t>(hit_class)] = std::max(longest_[static_cast<size_t>(hit_class)], static_cast<uint32_t>(words));
    if (hit_class == HitClass::heading) add_heading(entry, term, program);
    else tries_[static_cast<size_t>(layer_of(hit_class))].add(program);
  }

  void add_heading(uint32_t entry, const LexiconTerm& term, const TermProgram& program) {
    if (count_sequences(program, symbols_, kMaxHeadings + 1) > kMaxHeadings) return report(entry, term, "more than " + std::to_string(kMaxHeadings) + " word sequences");
    each_sequence(program, symbols_, [&](const std::vector<WordId>& words, TokenRange) {
      if (!words.empty()) lexicon_.headings_.add(words, in_.entries[entry].section);
      return true;
    });
  }

  void keep(uint32_t entry, const LexiconTerm& term, bool phrase, const TermProgram& program) {
    const uint32_t first = static_cast<uint32_t>(spelled_->sequences.size());
    if (!phrase) {
      each_sequence(program, symbols_, [&](const std::vector<WordId>& words, TokenRange) {
        if (!words.empty()) spelled_->sequences.push_back(words);
        return spelled_->sequences.size() - first < SpelledTerms::kMaxKept;
      });
    }
    const size_t count = phrase ? 0 : count_sequences(program, symbols_, kMaxCounted);
    spelled_->terms.push_back({entry, term.line, term.column, term.text, phrase, first, static_cast<uint32_t>(spelled_->sequences.size()), count});
  }

  void add_patterns() {
    std::vector<std::vector<uint32_t>> by_word;
    for (const LexiconPattern& pattern : in_.patterns) {
      for (const std::string& trigger : pattern.triggers) {
        const WordId word = lexicon_.vocabulary_.add(trigger);
        if (by_word.size() <= word) by_word.resize(word + 1);
        by_word[word].push_back(static_cast<uint32_t>(lexicon_.patterns_.size()));
      }
      lexicon_.patterns_.push_back({pattern.entry, std::make_unique<RE2>(pattern.expression, RE2::Quiet)});
    }
    by_word.resize(lexicon_.vocabulary_.size() + 1);
    lexicon_.pattern_by_word_.fill(by_word);
  }

  void finish() {
    const uint32_t words = lexicon_.vocabulary_.size();
    for (size_t layer = 0; layer < kLayers; ++layer) lexicon_.terms_[layer] = tries_[layer].build(words);
    PhraseCompiler phrases(symbols_, longest_, common_);
    for (const PhraseTerm& phrase : phrases_) phrases.add(phrase.entry, layer_of(in_.entries[phrase.entry].hit_class), phrase.root, lists_of(phrase.entry), phrase.program);
    lexicon_.phrases_ = phrases.finish(taken(), words);
    lexicon_.grammar_.resize(words + 1);
    for (const GrammarWord& word : kGrammarWords) lexicon_.grammar_[lexicon_.vocabulary_.find(word.word)] |= word.bits;
    for (const Entry& entry : in_.entries) lexicon_.traits_.push_back(traits_of(entry));
    lexicon_.files_ = std::move(in_.files);
    lexicon_.names_ = std::move(in_.names);
    lexicon_.entries_ = std::move(in_.entries);
  }

  // By filter, the entries whose hits it takes.
  std::vector<std::vector<bool>> taken() const {
    std::vector<std::vector<bool>> out;
    for (const HitFilter& filter : symbols_.filters()) {
      const auto region = std::find(kRegionNames.begin(), kRegionNames.end(), filter.value);
      const unsigned bit = region == kRegionNames.end() ? 0 : 1u << (region - kRegionNames.begin());
      std::vector<bool>& entries = out.emplace_back();
      for (const Entry& entry : in_.entries) {
        const bool fits = filter.value.empty() || entry.code == filter.value || (entry.attributes.regions & bit) != 0;
        entries.push_back(entry.hit_class == filter.hit_class && fits);
      }
    }
    return out;
  }

  const WordLists& lists_of(uint32_t entry) const { return in_.lists[in_.entries[entry].file]; }

  LexiconContents in_;
  SpelledTerms* const spelled_;
  Lexicon lexicon_;
  TermSymbols symbols_;
  Issues issues_;
  std::vector<TermTrieBuilder> tries_;  // by layer
  std::vector<PhraseTerm> phrases_;
  std::array<uint32_t, kHitClasses> longest_{};  // by class, the most words of one of its terms
  std::unordered_map<WordId, uint32_t> common_;  // times in 100,000 words of notes
};

Result<Lexicon> compile_lexicon(LexiconContents contents, SpelledTerms* spelled) { return LexiconCompiler(std::move(contents), spelled).run(); }

}  // namespace chartgap
