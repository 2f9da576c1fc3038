// What the fact makers see: a laid-out note with its hits and quantities, one sentence at a time.
// Shape: a Frame is one sentence with its fact hits (heads) and modifier hits (marks); each head knows the stretch of words before it and after it that can modify it,
//        and the coordination ("numbness, tingling and weakness in the left hand") that it belongs to.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nlp/context.h"
#include "nlp/document.h"
#include "nlp/fact.h"
#include "nlp/facts/traits.h"
#include "nlp/lexicon.h"
#include "nlp/matcher.h"
#include "nlp/quantities.h"

namespace chartgap {

struct Head {
  uint32_t hit = 0;
  TokenRange pre;   // the words right before it in its noun phrase
  TokenRange post;  // the words after it up to the next head's
  uint32_t group = 0;
  FactType type = FactType::symptom;
};

struct Scene;

// The cues of a sentence, made ready when the first mention asks: most sentences have none.
class FrameContext {
 public:
  void set(const Scene& scene, uint32_t sentence) {
    scene_ = &scene;
    sentence_ = sentence;
    ready_ = false;
  }
  const SentenceContext* operator->() const;

 private:
  const Scene* scene_ = nullptr;
  uint32_t sentence_ = 0;
  mutable bool ready_ = false;
  mutable SentenceContext context_;
};

struct Frame {
  const Sentence* sentence = nullptr;
  uint32_t index = 0;
  SectionKind section = SectionKind::none;
  std::vector<Head> heads;
  std::vector<uint32_t> marks;  // hits of modifier classes, in order
  std::span<const Quantity> quantities;
  FrameContext context;
  Modality study = Modality::none;    // the study that the sentence retells
  bool study_told = false;            // it, or the sentence before, says what a study shows
  Modality carried = Modality::none;  // the study that the sentence before told of, when this one names another
  uint32_t study_mark = kNoEntry;     // the hit that names the study, when this sentence does
  BodyPart place = BodyPart::none;    // of the sentence, or else of its headings and of the sentences before it
  bool placed = false;                // the sentence says the place itself
};

struct Scene {
  const Document& document;
  const Lexicon& lexicon;
  const std::vector<Hit>& hits;
  const std::vector<Quantity>& quantities;
  NoteTraits traits;
  const std::vector<TokenRange>* told = nullptr;  // what rows of an examination have read, apart and in order

  // Whether a row has read these tokens.
  bool is_told(TokenRange tokens) const;
  const Token& token(uint32_t at) const { return document.tokens()[at]; }
  std::string_view word(uint32_t at) const { return document.word(at); }
  const Hit& hit(uint32_t index) const { return hits[index]; }
  const Entry& entry(const Hit& hit) const { return lexicon.entry(hit.entry); }
  const Entry& entry_of(uint32_t hit) const { return lexicon.entry(hits[hit].entry); }
  // What is asked of a hit's entry most, without the entry.
  EntryTraits traits_of(uint32_t hit) const { return lexicon.traits(hits[hit].entry); }
  HitClass class_of(uint32_t hit) const { return traits_of(hit).hit_class; }
  uint8_t grammar(uint32_t at) const { return lexicon.grammar(token(at).word); }
};

// Walks the sentences in order and keeps the frame's vectors.
class FrameWalker {
 public:
  explicit FrameWalker(const Scene& scene) : scene_(scene) {}
  // Fills the frame with the next sentence; false after the last.
  bool next(Frame& frame);

 private:
  void collect(Frame& frame);
  void drop_overlapped(Frame& frame) const;
  bool is_place_of_other(const Frame& frame, const Head& head) const;
  bool takes(const Hit& hit) const;
  void find_study(Frame& frame);
  bool is_same_study(const Frame& frame) const;
  void find_headed_study(Frame& frame);
  void find_compared_study(Frame& frame);
  bool is_study_title(const Frame& frame) const;
  bool goes_on_telling(const Frame& frame) const;
  bool opens_list(const Frame& frame) const;
  bool is_told_operation(const Sentence& sentence) const;
  void find_place(Frame& frame);
  BodyPart said_place(const Frame& frame) const;
  BodyPart heading_place(TokenRange heading) const;
  void find_chunks(Frame& frame) const;
  uint32_t chunk(Frame& frame, size_t begin, size_t end, uint32_t group) const;
  bool begins_with_verb(const Head& head) const;
  bool joins_zones(const Head& head, uint32_t floor) const;
  uint32_t adverbs_begin(const Frame& frame, uint32_t from, uint32_t floor) const;
  uint32_t chain_begin(const Frame& frame, uint32_t from, uint32_t floor) const;
  uint32_t post_end(const Frame& frame, const Head& head) const;

  const Scene& scene_;
  uint32_t sentence_ = 0;
  size_t hit_ = 0;
  size_t quantity_ = 0;
  Modality last_study_ = Modality::none;
  Modality headed_ = Modality::none;    // that the headings of a report named last
  Modality compared_ = Modality::none;  // that its comparison names
  bool several_ = false;                // its conclusion draws on more than one
  bool pasted_ = false;                 // a study's name stands as a title, so that its findings and its impression may follow
  bool history_over_ = false;
  bool study_open_ = false;  // the sentences so far still tell of the last study
  bool list_open_ = false;   // and its findings are listed
  uint32_t last_section_ = UINT32_MAX;
  uint32_t last_topic_ = UINT32_MAX;
  BodyPart last_place_ = BodyPart::none;
  BodyPart studied_place_ = BodyPart::none;  // of a report: of the study named last
};

// Modifier hits of a class inside a range of tokens.
bool has_mark(const Scene& scene, const Frame& frame, HitClass hit_class, TokenRange range);
// The sentence is a heading of which no head goes on into the text below ("ROM: decreased").
bool only_names(const Scene& scene, const Frame& frame);
// The levels of every level quantity inside the range; with their roots.
LevelSet levels_in(const Frame& frame, TokenRange range, SegmentSet* roots = nullptr);

}  // namespace chartgap
