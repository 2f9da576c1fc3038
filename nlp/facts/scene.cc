#include "nlp/facts/scene.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

constexpr uint32_t kTitleTokens = 60;   // where a note says what it is
constexpr uint32_t kMaxPostTokens = 18;

bool is_modifier(HitClass hit_class) { return hit_class != HitClass::fact && hit_class != HitClass::statement && hit_class != HitClass::none && hit_class != HitClass::cue && hit_class != HitClass::heading; }

bool ends_chain(const Scene& scene, uint32_t at) {
  const Token& token = scene.token(at);
  if (token.kind == TokenKind::punctuation) return !(token.is('-') || token.is('/') || token.is('+') || token.is('"'));
  return (scene.grammar(at) & (kConjunction | kPreposition | kVerb | kContrast | kRelative)) != 0;
}

bool ends_clause(const Scene& scene, uint32_t at) {
  const Token& token = scene.token(at);
  if (token.is(';') || token.is('.') || token.is(':')) return true;
  return (scene.grammar(at) & kContrast) != 0;
}

}  // namespace

NoteTraits find_traits(const Document& document, const Lexicon& lexicon, const std::vector<Hit>& hits, const std::vector<Quantity>& quantities) {
  NoteTraits traits;
  bool findings = false;
  bool technique = false;
  bool clinic = false;
  bool procedure = false;
  for (const Section& section : document.sections()) {
    findings |= section.kind == SectionKind::findings;
    technique |= section.kind == SectionKind::technique || section.kind == SectionKind::comparison;
    clinic |= section.kind == SectionKind::hpi || section.kind == SectionKind::exam || section.kind == SectionKind::ros || section.kind == SectionKind::medications || section.kind == SectionKind::plan;
    procedure |= section.kind == SectionKind::procedure || section.kind == SectionKind::procedure_description;
  }
  int cervical = 0;
  int lumbar = 0;
  for (const Quantity& quantity : quantities) {
    if (quantity.kind != QuantityKind::level) continue;
    const SpineRegion region = quantity.levels.empty() ? SpineRegion::cervical : quantity.levels.region();
    cervical += region == SpineRegion::cervical;
    lumbar += region == SpineRegion::lumbar;
  }
  Modality titled = Modality::none;
  for (const Hit& hit : hits) {
    const Entry& entry = lexicon.entry(hit.entry);
    if (entry.hit_class == HitClass::modality && hit.tokens.begin < kTitleTokens && titled == Modality::none) titled = entry.attributes.modality;
    cervical += (entry.attributes.regions & (kNeck | kUpperLimb)) != 0;
    lumbar += (entry.attributes.regions & (kLowBack | kLowerLimb)) != 0;
  }
  traits.imaging_report = !clinic && titled != Modality::none && titled != Modality::emg && (findings || technique || document.topics().size() > 2 || quantities.size() > 3);
  traits.imaging_report |= !clinic && findings && !procedure;
  traits.modality = traits.imaging_report ? titled : Modality::none;
  traits.procedure_note = procedure && !traits.imaging_report;
  if (cervical != lumbar) traits.region = cervical > lumbar ? SpineRegion::cervical : SpineRegion::lumbar;
  return traits;
}

bool FrameWalker::next(Frame& frame) {
  const auto& sentences = scene_.document.sentences();
  if (sentence_ >= sentences.size()) return false;
  frame.index = sentence_;
  frame.sentence = &sentences[sentence_++];
  frame.section = scene_.document.section_of(*frame.sentence).kind;
  collect(frame);
  find_study(frame);
  find_chunks(frame);
  return true;
}

// A box that is not ticked says nothing; a single letter is a side only as a capital that is no level.
bool FrameWalker::takes(const Hit& hit, const Entry& entry) const {
  for (const Checkbox& box : scene_.document.checkboxes()) {
    if (!box.checked && box.label.contains(hit.tokens.begin)) return false;
  }
  if (entry.hit_class != HitClass::side || hit.tokens.size() != 1) return true;
  const Token& token = scene_.token(hit.tokens.begin);
  if (token.end - token.begin != 1) return true;
  if (!token.has(Token::kCapital)) return false;
  const uint32_t next = hit.tokens.begin + 1;
  return next >= scene_.document.tokens().size() || scene_.token(next).kind != TokenKind::number || scene_.token(next).has(Token::kSpaceBefore);
}

void FrameWalker::collect(Frame& frame) {
  frame.heads.clear();
  frame.marks.clear();
  const TokenRange range = frame.sentence->tokens;
  const size_t first_quantity = quantity_;
  while (quantity_ < scene_.quantities.size() && scene_.quantities[quantity_].tokens.begin < range.end) ++quantity_;
  frame.quantities = std::span(scene_.quantities).subspan(first_quantity, quantity_ - first_quantity);
  const auto inside_level = [&](const Hit& hit) {
    return std::any_of(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& q) { return q.kind == QuantityKind::level && q.tokens.contains(hit.tokens); });
  };
  for (; hit_ < scene_.hits.size() && scene_.hits[hit_].whole.begin < range.end; ++hit_) {
    const Hit& hit = scene_.hits[hit_];
    const Entry& entry = scene_.entry(hit);
    const bool head = entry.hit_class == HitClass::fact || entry.hit_class == HitClass::statement;
    if (!head && !is_modifier(entry.hit_class)) continue;
    if (!takes(hit, entry) || (!head && inside_level(hit))) continue;
    if (head) {
      Head made;
      made.hit = static_cast<uint32_t>(hit_);
      frame.heads.push_back(made);
    } else {
      frame.marks.push_back(static_cast<uint32_t>(hit_));
    }
  }
  std::sort(frame.heads.begin(), frame.heads.end(), [&](const Head& a, const Head& b) { return scene_.hit(a.hit).tokens.begin < scene_.hit(b.hit).tokens.begin; });
}

// The study that the sentence tells of: named in it, or carried on from the sentence before in the same section.
void FrameWalker::find_study(Frame& frame) {
  frame.study = scene_.traits.modality;
  frame.study_told = scene_.traits.imaging_report && frame.section != SectionKind::indication && frame.section != SectionKind::history;
  for (uint32_t mark : frame.marks) {
    const Entry& entry = scene_.entry_of(mark);
    if (entry.hit_class != HitClass::modality) continue;
    frame.study = entry.attributes.modality;
    frame.study_told = true;
    last_study_ = frame.study;
    last_study_sentence_ = frame.index;
  }
  if (scene_.traits.imaging_report || frame.study_told || last_study_ == Modality::none) return;
  const auto& sentences = scene_.document.sentences();
  const bool same_section = sentences[last_study_sentence_].section == frame.sentence->section;
  const bool told_section = frame.section == SectionKind::imaging || frame.section == SectionKind::findings || frame.section == SectionKind::emg;
  const bool next_sentence = last_study_sentence_ + 1 == frame.index && !frame.sentence->paragraph;
  if (!same_section || (!told_section && !next_sentence)) return;
  frame.study = last_study_;
  frame.study_told = true;
  if (told_section) last_study_sentence_ = frame.index;
}

void FrameWalker::find_chunks(Frame& frame) const {
  const TokenRange sentence = frame.sentence->tokens;
  uint32_t group = 0;
  for (size_t i = 0; i < frame.heads.size(); ++i) {
    Head& head = frame.heads[i];
    const TokenRange tokens = scene_.hit(head.hit).tokens;
    const uint32_t floor = i == 0 ? sentence.begin : scene_.hit(frame.heads[i - 1].hit).tokens.end;
    uint32_t begin = tokens.begin;
    while (begin > floor && !ends_chain(scene_, begin - 1)) --begin;
    head.pre = {begin, tokens.begin};
    if (i == 0) {
      head.group = 0;
      continue;
    }
    Head& before = frame.heads[i - 1];
    const uint32_t gap_begin = scene_.hit(before.hit).tokens.end;
    before.post = {gap_begin, std::max(gap_begin, head.pre.begin)};
    bool joined = tokens.begin >= gap_begin;
    for (uint32_t at = gap_begin; joined && at < head.pre.begin; ++at) {
      const Token& token = scene_.token(at);
      joined = token.is(',') || token.is('/') || token.is('&') || token.is('+') || (scene_.grammar(at) & (kConjunction | kDeterminer)) != 0;
    }
    head.group = joined ? group : ++group;
  }
  if (!frame.heads.empty()) {
    const uint32_t begin = scene_.hit(frame.heads.back().hit).tokens.end;
    frame.heads.back().post = {begin, sentence.end};
  }
  for (Head& head : frame.heads) {
    uint32_t end = head.post.begin;
    while (end < head.post.end && end - head.post.begin < kMaxPostTokens && !ends_clause(scene_, end)) ++end;
    head.post.end = std::max(head.post.begin, end);
  }
}

bool has_mark(const Scene& scene, const Frame& frame, HitClass hit_class, TokenRange range) {
  return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return scene.entry_of(mark).hit_class == hit_class && range.contains(scene.hit(mark).tokens); });
}

LevelSet levels_in(const Frame& frame, TokenRange range, SegmentSet* roots) {
  LevelSet out;
  for (const Quantity& quantity : frame.quantities) {
    if (quantity.kind != QuantityKind::level || !range.contains(quantity.tokens)) continue;
    out.add(quantity.levels);
    if (roots != nullptr) roots->bits |= quantity.roots.bits;
  }
  return out;
}

}  // namespace chartgap
