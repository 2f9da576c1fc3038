// The automaton against the plain list of what its terms spell.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "nlp/term.h"
#include "nlp/term_program.h"
#include "nlp/term_trie_builder.h"

namespace chartgap {
namespace {

using Words = std::vector<WordId>;
using Accepted = std::set<std::tuple<uint32_t, uint32_t, uint32_t>>;  // entry, words before the evidence and behind it

struct Terms {
  Vocabulary vocabulary;
  TermSymbols symbols{vocabulary};
  TermTrieBuilder builder{symbols};
  WordLists lists{{"side", {"left", "right", "both sides"}}};
  std::map<Words, Accepted> spelled;

  void add(uint32_t entry, const std::string& term) {
    const ParsedTerm parsed = parse_term(term);
    EXPECT_EQ(parsed.error, "") << term;
    const CompiledTerm compiled = compile_term(parsed.root, entry, symbols, lists, false);
    EXPECT_EQ(compiled.error, "") << term;
    builder.add(compiled.program);
    each_sequence(compiled.program, symbols, [&](const Words& words, TokenRange evidence) {
      if (!words.empty()) spelled[words].insert({entry, evidence.begin, static_cast<uint32_t>(words.size()) - evidence.end});
      return true;
    });
  }
};

Accepted accepted(const TermTrie& trie, const Words& words) {
  if (words.size() == 1 ? !trie.may_begin(words[0], kUnknownWord) : !trie.may_begin(words[0], words[1])) return {};
  uint32_t node = trie.first(words[0]);
  for (size_t i = 1; node != 0 && i < words.size(); ++i) node = trie.next(node, words[i]);
  Accepted out;
  if (node == 0) return out;
  for (uint32_t cell : trie.accepts(node)) {
    const TermTrie::Accept accept = TermTrie::unpack(cell);
    out.insert({accept.entry, accept.before, accept.behind});
  }
  return out;
}

TEST(TermTrie, accepts_what_its_terms_spell_and_marks_the_evidence) {
  Terms terms;
  terms.add(1, "(no|) [neck pain]");
  terms.add(2, "{side} (arm|) pain");
  terms.add(3, "pain");
  terms.add(4, "pain (in|of) the [(neck|arm)]");
  const TermTrie trie = terms.builder.build(terms.vocabulary.size());
  ASSERT_GE(terms.spelled.size(), 13u);
  for (const auto& [words, expected] : terms.spelled) EXPECT_EQ(accepted(trie, words), expected);
}

TEST(TermTrie, agrees_with_the_list_on_random_terms_and_texts) {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {"a", "b", "(a|b c|)", "(c|d)", "{side}", "(b|(a d|c)|)", "[c d]", "[(a|b)]", "d"};
  for (int round = 0; round < 60; ++round) {
    Terms terms;
    for (uint32_t entry = 0; entry < 6; ++entry) {
      std::string term;
      bool marked = false;
      for (size_t i = 0, size = 1 + random() % 5; i < size; ++i) {
        const std::string& piece = pieces[random() % pieces.size()];
        if (piece[0] == '[' && marked) continue;
        marked = marked || piece[0] == '[';
        term += (term.empty() ? "" : " ") + piece;
      }
      terms.add(entry, term);
    }
    const TermTrie trie = terms.builder.build(terms.vocabulary.size());
    for (const auto& [words, expected] : terms.spelled) ASSERT_EQ(accepted(trie, words), expected) << "round " << round;
    for (int text = 0; text < 300; ++text) {
      Words words(1 + random() % 6);
      for (WordId& word : words) word = 1 + static_cast<WordId>(random() % terms.vocabulary.size());
      const auto known = terms.spelled.find(words);
      ASSERT_EQ(accepted(trie, words), known == terms.spelled.end() ? Accepted() : known->second) << "round " << round;
    }
  }
}

TEST(TermTrie, takes_a_term_of_billions_of_sequences) {
  Terms terms;
  std::string term;
  for (int i = 0; i < 20; ++i) term += "(a|b|c|d|) ";
  term += "pain";
  const ParsedTerm parsed = parse_term(term);
  const CompiledTerm compiled = compile_term(parsed.root, 9, terms.symbols, terms.lists, false);
  EXPECT_EQ(most_words(compiled.program), 21u);
  EXPECT_EQ(count_sequences(compiled.program, terms.symbols, 1'000'000), 1'000'000u);
  terms.builder.add(compiled.program);
  const TermTrie trie = terms.builder.build(terms.vocabulary.size());
  Words words(12, terms.vocabulary.find("c"));
  EXPECT_TRUE(accepted(trie, words).empty());
  words.push_back(terms.vocabulary.find("pain"));
  EXPECT_EQ(accepted(trie, words), (Accepted{{9, 0, 0}}));
}

}  // namespace
}  // namespace chartgap
