// A sentence to its phrase hits: the phrases of a layer whose anchor and whose other needs stand in it are tried wherever they may begin.
// Threads: the scratch belongs to one worker.
// Cost:    a look at each token for anchors; a program only where everything that it needs stands.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nlp/document.h"
#include "nlp/hit.h"
#include "nlp/lexicon.h"

namespace chartgap {

struct PhraseScratch {
  std::vector<uint32_t> classes;   // by token: a bit for the class of each term hit that begins there; all 0 but for those of the last document
  std::vector<uint32_t> begun;     // the tokens whose classes are not 0
  std::vector<uint32_t> first_at;  // by token with a class: the first term hit that begins there
  // The last turn in which a phrase was anchored, and the first and the last place of its anchors then.
  struct Anchored {
    uint32_t turn = 0;
    TokenRange places;
  };
  std::vector<Anchored> anchors;  // by phrase
  uint32_t turn = 0;
  std::vector<uint32_t> anchored;  // the phrases of this turn
};

class PhraseFinder {
 public:
  // `terms` holds the term hits of the things, sorted by place; it may grow while the finder is used.
  PhraseFinder(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& terms, PhraseScratch& scratch);
  // Adds the hits of one layer in one sentence.
  void sentence(Layer layer, TokenRange range, std::vector<Hit>& out);

 private:
  void find_anchored(const PhraseAnchors& anchors, TokenRange range);
  void find_class_anchored(const PhraseAnchors& anchors, TokenRange range);
  void add(std::span<const uint32_t> phrases, TokenRange places);
  void sign(TokenRange range);
  void try_phrase(uint32_t index, TokenRange range, std::vector<Hit>& out);

  const Document& document_;
  const Lexicon& lexicon_;
  const PhraseTables& phrases_;
  const std::vector<Hit>& terms_;
  const uint32_t term_count_;
  PhraseScratch& scratch_;
  uint32_t classes_ = 0;  // of all term hits of the document
  Signature signature_;
};

// Whether an entry that wants capitals has them there.
bool capitals_fit(const Document& document, EntryTraits traits, TokenRange range);

}  // namespace chartgap
