#include "nlp/facts/scene.h"

#include <algorithm>
#include <array>

#include "nlp/facts/word_filter.h"

namespace chartgap {
namespace {

constexpr uint32_t kStudyTitleTokens = 20;  // of "X-ray cervical spine, 6/4/2021" on a line of its own
constexpr uint32_t kMaxPostTokens = 18;     // levels not counted

bool is_statement(const Scene& scene, const Head& head) { return scene.class_of(head.hit) == HitClass::statement; }
bool is_modifier(HitClass hit_class) {
  return hit_class != HitClass::fact && hit_class != HitClass::statement && hit_class != HitClass::none && hit_class != HitClass::cue && hit_class != HitClass::heading;
}

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

// "... at L4-5 and there were no facets at L5-S1", "the stenosis and then we ..."
bool opens_clause(const Scene& scene, uint32_t at) {
  const std::string_view word = scene.word(at);
  return word == "there" || word == "then";
}

// What rows of an examination read by themselves.
bool is_of_rows(EntryTraits entry) {
  return entry.hit_class == HitClass::muscle || entry.hit_class == HitClass::reflex || (entry.hit_class == HitClass::fact && entry.may_be(FactType::exam));
}

// Where a note other than a report retells studies; the findings of an operation are none.
bool is_told_section(const NoteTraits& traits, SectionKind kind) {
  return kind == SectionKind::imaging || kind == SectionKind::emg || (kind == SectionKind::findings && !traits.procedure_note);
}

// The parts of a report that a note may quote under the study's name.
bool is_study_part(SectionKind kind) {
  switch (kind) {
    case SectionKind::imaging:
    case SectionKind::findings:
    case SectionKind::impression:
    case SectionKind::technique:
    case SectionKind::comparison: return true;
    default: return false;
  }
}

// Parts of a clinic note or a triage sheet that stand in a report as the reason for it.
bool is_pasted_section(SectionKind kind) { return is_clinic_section(kind) && kind != SectionKind::exam && kind != SectionKind::plan && kind != SectionKind::assessment_plan; }

// The paragraph below "CC: neck pain" tells the history where no heading says so.
bool is_behind_complaint(const Document& document, const Sentence& sentence) {
  constexpr uint32_t kComplaint = 60;  // tokens
  const TokenRange body = document.section_of(sentence).body;
  const uint32_t end = std::min(sentence.tokens.begin, body.begin + kComplaint);
  for (uint32_t at = body.begin + 1; at <= end; ++at) {
    if (document.tokens()[at].has(Token::kBlankLine)) return true;
  }
  return false;
}

}  // namespace

const SentenceContext* FrameContext::operator->() const {
  if (!ready_) context_.prepare(scene_->document, scene_->lexicon, scene_->hits, sentence_);
  ready_ = true;
  return &context_;
}

bool FrameWalker::next(Frame& frame) {
  const auto& sentences = scene_.document.sentences();
  if (sentence_ >= sentences.size()) return false;
  frame.index = sentence_;
  frame.context.set(scene_, sentence_);
  frame.sentence = &sentences[sentence_++];
  frame.section = scene_.document.section_of(*frame.sentence).kind;
  if (scene_.traits.imaging_report && (frame.section == SectionKind::exam || frame.section == SectionKind::procedure)) frame.section = SectionKind::technique;
  if (frame.section == SectionKind::psh && scene_.traits.procedure_note && is_told_operation(*frame.sentence)) frame.section = SectionKind::procedure_description;
  if (frame.section == SectionKind::chief_complaint && is_behind_complaint(scene_.document, *frame.sentence)) frame.section = SectionKind::hpi;
  collect(frame);
  find_study(frame);
  find_place(frame);
  find_chunks(frame);
  return true;
}

// "OPERATIONS: The patient was brought to the operating room ...": the steps of this operation, not those of the past.
bool FrameWalker::is_told_operation(const Sentence& sentence) const {
  constexpr uint32_t kNarrative = 80;  // tokens
  const Section& section = scene_.document.section_of(sentence);
  const std::string_view heading = scene_.document.folded(section.heading);
  return (heading == "operation" || heading == "operations") && section.body.size() > kNarrative && !sentence.item;
}

bool Scene::is_told(TokenRange tokens) const {
  if (told == nullptr) return false;
  const auto next = std::upper_bound(told->begin(), told->end(), tokens.begin, [](uint32_t token, TokenRange one) { return token < one.end; });
  return next != told->end() && next->begin < tokens.end;
}

// A box that is not ticked says nothing, unless it is the screening for a red flag or a treatment that was not tried;
// a single letter is a side only as a capital that is no level.
bool FrameWalker::takes(const Hit& hit) const {
  const EntryTraits entry = scene_.lexicon.traits(hit.entry);
  if (is_of_rows(entry) && scene_.is_told(hit.tokens)) return false;
  const Reply reply = scene_.document.reply_at(hit.tokens.begin);
  if (reply == Reply::unanswered) return false;
  if (reply == Reply::open) {
    const SectionKind section = scene_.document.section_of(scene_.document.sentences()[scene_.document.sentence_of(hit.tokens.begin)]).kind;
    return entry.may_be(FactType::red_flag) || (entry.may_be(FactType::therapy) && section == SectionKind::treatment_history);
  }
  if (entry.hit_class != HitClass::side || hit.tokens.size() != 1) return true;
  const Token& token = scene_.token(hit.tokens.begin);
  if (token.end - token.begin != 1) return true;
  if (!token.has(Token::kCapital)) return false;
  const uint32_t next = hit.tokens.begin + 1;
  if (next >= scene_.document.tokens().size()) return true;
  if (scene_.token(next).is('/') && !scene_.token(next).has(Token::kSpaceBefore)) return false;  // "R/O"
  const std::string_view noun = scene_.word(next);
  if (noun == "spine" || noun == "sp") return false;  // "L-spine"
  return scene_.token(next).kind != TokenKind::number || scene_.token(next).has(Token::kSpaceBefore);
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
    const HitClass hit_class = scene_.class_of(static_cast<uint32_t>(hit_));
    const bool head = hit_class == HitClass::fact || hit_class == HitClass::statement;
    if (!head && !is_modifier(hit_class)) continue;
    if (!takes(hit) || (!head && inside_level(hit))) continue;
    if (head) {
      Head made;
      made.hit = static_cast<uint32_t>(hit_);
      frame.heads.push_back(made);
    } else {
      frame.marks.push_back(static_cast<uint32_t>(hit_));
    }
  }
  // Facts first, then statements, each in the order of the text.
  std::sort(frame.heads.begin(), frame.heads.end(), [&](const Head& a, const Head& b) {
    const bool statement_a = is_statement(scene_, a);
    const bool statement_b = is_statement(scene_, b);
    return statement_a != statement_b ? statement_b : scene_.hit(a.hit).tokens.begin < scene_.hit(b.hit).tokens.begin;
  });
  drop_overlapped(frame);
}

// "The pain is associated with tingling in the [foot]": the place of what is felt between the pain and it.
bool FrameWalker::is_place_of_other(const Frame& frame, const Head& head) const {
  constexpr std::array<std::string_view, 3> kFelt = {"numbness", "paresthesia", "weakness"};
  const Hit& hit = scene_.hit(head.hit);
  const Sense* pain = hit.whole.begin < hit.tokens.begin ? scene_.entry(hit).sense(FactType::symptom) : nullptr;
  if (pain == nullptr || !pain->code.ends_with("_pain")) return false;
  return std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& other) {
    const TokenRange tokens = scene_.hit(other.hit).tokens;
    const Sense* sense = tokens.begin > hit.whole.begin && tokens.end < hit.tokens.begin ? scene_.entry_of(other.hit).sense(FactType::symptom) : nullptr;
    return sense != nullptr && one_of(kFelt, sense->code);
  });
}

// Where words that only name a thing overlap words that also say how it is ("disk space" and "space narrowing"), the latter stand.
void FrameWalker::drop_overlapped(Frame& frame) const {
  const auto is_finding = [&](const Head& head) { return scene_.traits_of(head.hit).may_be(FactType::imaging); };
  const auto overlapped = [&](const Head& head) {
    if (!scene_.traits_of(head.hit).neutral) {
      // "the root is [compressed] in the foramen" is one finding
      const auto goes_before = [&](const Head& other) {
        const TokenRange tokens = scene_.hit(other.hit).tokens;
        return is_finding(other) && !scene_.traits_of(other.hit).neutral && tokens.begin < scene_.hit(head.hit).tokens.begin && tokens.overlaps(scene_.hit(head.hit).tokens);
      };
      return is_finding(head) && std::any_of(frame.heads.begin(), frame.heads.end(), goes_before);
    }
    const auto says_more = [&](const Head& other) {
      return other.hit != head.hit && scene_.class_of(other.hit) != HitClass::statement && !scene_.traits_of(other.hit).neutral &&
             scene_.hit(other.hit).tokens.overlaps(scene_.hit(head.hit).tokens);
    };
    return std::any_of(frame.heads.begin(), frame.heads.end(), says_more);
  };
  const auto last = std::stable_partition(frame.heads.begin(), frame.heads.end(), [&](const Head& head) { return !overlapped(head) && !is_place_of_other(frame, head); });
  frame.heads.erase(last, frame.heads.end());
}

// "AP and lateral views are reviewed. The films are negative": they are those just named.
bool FrameWalker::is_same_study(const Frame& frame) const {
  constexpr std::array<std::string_view, 4> kSame = {"films", "scan", "scans", "images"};
  const TokenRange mark = scene_.hit(frame.study_mark).tokens;
  const bool named = mark.size() == 1 && one_of(kSame, scene_.document.folded(mark));
  return named && mark.begin > frame.sentence->tokens.begin && scene_.word(mark.begin - 1) == "the";
}

// The study that the sentence tells of: named in it, or carried on from the sentence before.
void FrameWalker::find_study(Frame& frame) {
  frame.study = scene_.traits.modality;
  const bool asked = frame.section == SectionKind::indication || frame.section == SectionKind::history ||
                     (scene_.traits.imaging_report && (frame.section == SectionKind::technique || is_pasted_section(frame.section)));
  if (last_section_ != frame.sentence->section) history_over_ = false;
  history_over_ |= frame.sentence->paragraph && frame.sentence->tokens.begin != scene_.document.section_of(*frame.sentence).body.begin;  // the report goes on without a heading
  frame.study_told = scene_.traits.imaging_report && (!asked || history_over_);
  frame.study_mark = kNoEntry;
  frame.carried = Modality::none;
  if (scene_.traits.imaging_report) find_headed_study(frame);
  if (!is_study_part(frame.section)) pasted_ = false;
  const bool own_part = frame.section == SectionKind::findings || (pasted_ && is_study_part(frame.section));
  const bool new_section = last_section_ != frame.sentence->section && !own_part;
  if (new_section || (frame.sentence->paragraph && !is_told_section(scene_.traits, frame.section))) study_open_ = false;
  for (uint32_t mark : frame.marks) {
    const HitClass hit_class = scene_.class_of(mark);
    if (hit_class != HitClass::modality && (hit_class != HitClass::study || scene_.traits.imaging_report)) continue;
    const Entry& entry = scene_.entry_of(mark);
    if (frame.study_mark == kNoEntry || entry.hit_class == HitClass::modality) frame.study = entry.attributes.modality;
    if (frame.study_mark == kNoEntry) frame.study_mark = mark;
    frame.study_told = true;
  }
  if (scene_.traits.imaging_report) {
    find_compared_study(frame);
    return;
  }
  if (frame.study_mark != kNoEntry) {
    if (study_open_) frame.carried = last_study_;
    if (frame.study == Modality::none && is_same_study(frame)) frame.study = frame.carried;
    last_study_ = frame.study;
    study_open_ = true;
    list_open_ = opens_list(frame);
    pasted_ |= is_study_title(frame);
    return;
  }
  study_open_ = study_open_ && goes_on_telling(frame);
  list_open_ = opens_list(frame);
  if (is_told_section(scene_.traits, frame.section)) frame.study_told = true;
  if (!study_open_) return;
  frame.study = last_study_;
  frame.study_told = true;
}

// Of a report on several studies ("POST MYELOGRAM CT:"): the one whose heading stands above; a conclusion may draw on all.
void FrameWalker::find_headed_study(Frame& frame) {
  const bool new_section = last_section_ != frame.sentence->section;
  const bool new_topic = last_topic_ != frame.sentence->topic && frame.sentence->topic != kNoTopic;
  if (new_section && frame.section == SectionKind::impression && headed_ != Modality::none && headed_ != scene_.traits.modality) {
    headed_ = Modality::none;
    several_ = true;
  }
  for (const bool section : {true, false}) {
    if (!(section ? new_section : new_topic)) continue;
    const TokenRange heading = section ? scene_.document.section_of(*frame.sentence).heading : scene_.document.topics()[frame.sentence->topic].heading;
    const auto first = first_hit_from(scene_.hits, heading.begin);
    for (auto hit = first; hit != scene_.hits.end() && hit->tokens.begin < heading.end; ++hit) {
      if (scene_.entry(*hit).hit_class == HitClass::modality) headed_ = scene_.entry(*hit).attributes.modality;
    }
  }
  if (headed_ != Modality::none || several_) frame.study = headed_;
}

// Of a report: the study that it is compared with, as long as that section lasts. A study named behind a finding is only measured against ("unchanged from CT").
void FrameWalker::find_compared_study(Frame& frame) {
  if (frame.section == SectionKind::comparison) {
    if (frame.study_mark != kNoEntry) compared_ = frame.study;
    else if (last_section_ == frame.sentence->section && compared_ != Modality::none) frame.study = compared_;
  } else {
    compared_ = Modality::none;
  }
  if (frame.study_mark != kNoEntry) last_study_ = frame.study;
}

// "X-ray cervical spine, 6/4/2021." on a line of its own.
bool FrameWalker::is_study_title(const Frame& frame) const {
  const TokenRange sentence = frame.sentence->tokens;
  if (!frame.heads.empty() || sentence.size() > kStudyTitleTokens || !scene_.token(sentence.begin).has(Token::kNewLine)) return false;
  return scene_.hit(frame.study_mark).tokens.begin < sentence.begin + 3;
}

// "The study reveals the following:", and each item below.
bool FrameWalker::opens_list(const Frame& frame) const {
  if (!study_open_) return false;
  return scene_.token(frame.sentence->tokens.end - 1).is(':') || (list_open_ && frame.sentence->item);
}

// Whether a sentence without a study of its own still says what the last one shows: nothing in it that the patient feels or that was done.
bool FrameWalker::goes_on_telling(const Frame& frame) const {
  if (frame.sentence->heading) return true;
  if (is_operation_section(frame.section)) return false;  // a film to find the level
  if (is_told_section(scene_.traits, frame.section) || (pasted_ && is_study_part(frame.section))) return true;
  if (frame.sentence->item) return list_open_;
  if (scene_.word(frame.sentence->tokens.begin) == "there") return true;
  for (uint32_t at = frame.sentence->tokens.begin; at < frame.sentence->tokens.end; ++at) {
    if (scene_.word(at) == "underwent") return false;
  }
  return std::none_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) {
    const EntryTraits entry = scene_.traits_of(head.hit);
    return entry.may_be(FactType::symptom) || entry.may_be(FactType::therapy) || entry.may_be(FactType::exam) || entry.may_be(FactType::procedure);
  });
}

BodyPart FrameWalker::heading_place(TokenRange heading) const {
  const auto first = first_hit_from(scene_.hits, heading.begin);
  for (auto hit = first; hit != scene_.hits.end() && hit->tokens.begin < heading.end; ++hit) {
    if (const BodyPart place = scene_.lexicon.traits(hit->entry).place; place != BodyPart::none) return place;
  }
  return BodyPart::none;
}

// The place that a sentence itself says; vessels are never the spine's, whatever part of the neck they run in.
BodyPart FrameWalker::said_place(const Frame& frame) const {
  const bool level = std::any_of(frame.quantities.begin(), frame.quantities.end(), [](const Quantity& quantity) { return quantity.kind == QuantityKind::level; });
  if (level) return BodyPart::spine;
  const bool symptoms = std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) { return scene_.traits_of(head.hit).may_be(FactType::symptom); });
  BodyPart found = BodyPart::none;
  for (uint32_t mark : frame.marks) {
    const EntryTraits entry = scene_.traits_of(mark);
    const bool elsewhere = entry.hit_class == HitClass::elsewhere;
    if (elsewhere && scene_.entry_of(mark).code == "vessel") return BodyPart::elsewhere;
    const BodyPart place = entry.place;
    if (found != BodyPart::spine && place != BodyPart::none && (place == BodyPart::spine || !symptoms || elsewhere)) found = place;
  }
  return found;
}

// What the sentence is about: its own words, else its headings', else what the sentences before it were about.
void FrameWalker::find_place(Frame& frame) {
  const uint32_t section = frame.sentence->section;
  const uint32_t topic = frame.sentence->topic;
  if (section != last_section_) {
    last_place_ = heading_place(scene_.document.sections()[section].heading);
    if (last_place_ == BodyPart::none) last_place_ = studied_place_;
  }
  if (topic != last_topic_ && topic != kNoTopic) {
    if (const BodyPart named = heading_place(scene_.document.topics()[topic].heading); named != BodyPart::none) last_place_ = named;
  }
  last_section_ = section;
  last_topic_ = topic;
  const BodyPart said = said_place(frame);
  frame.placed = said != BodyPart::none;
  // Of a report, what is seen by the way (lungs, vessels) does not change what it is about; the names of its studies do.
  const bool names_study = scene_.traits.imaging_report && frame.study_mark != kNoEntry;
  if (frame.placed && (!scene_.traits.imaging_report || names_study)) last_place_ = said;
  if (frame.placed && names_study) studied_place_ = said;
  frame.place = frame.placed ? said : last_place_;
}

// "Compressing the sac", "abuts the root": what stands before is the subject's, but for adverbs.
bool FrameWalker::begins_with_verb(const Head& head) const {
  constexpr std::array<std::string_view, 24> kPress = {"compressing", "compresses", "abutting",  "abuts",   "contacting",   "contacts",    "displacing",  "displaces",
                                                       "effacing",    "effaces",    "indenting", "indents", "impinging",    "impinges",    "encroaching", "encroaches",
                                                       "deforming",   "deforms",    "touching",  "touches", "obliterating", "obliterates", "distorting",  "flattens"};
  const EntryTraits entry = scene_.traits_of(head.hit);
  if (entry.hit_class != HitClass::fact || !entry.may_be(FactType::imaging)) return false;
  const uint32_t first = scene_.hit(head.hit).tokens.begin;
  return one_of(kPress, scene_.word(first));
}
// "A right foraminal and extraforaminal herniation": one disc, with what stands before the "and".
bool FrameWalker::joins_zones(const Head& head, uint32_t floor) const {
  constexpr std::array<std::string_view, 12> kZones = {"foraminal",      "extraforaminal", "central", "paracentral", "subarticular", "lateral",
                                                       "posterolateral", "parasagittal",   "left",    "right",       "side",         "sided"};
  const Entry& entry = scene_.entry_of(head.hit);
  const Sense* sense = entry.hit_class == HitClass::fact ? entry.sense(FactType::imaging) : nullptr;
  if (sense == nullptr || !sense->code.starts_with("disc_") || head.pre.empty() || head.pre.begin < floor + 2) return false;
  const uint32_t joint = head.pre.begin - 1;
  if ((scene_.grammar(joint) & kConjunction) == 0 && !scene_.token(joint).is(',')) return false;
  return one_of(kZones, scene_.word(joint - 1));
}
uint32_t FrameWalker::adverbs_begin(const Frame& frame, uint32_t from, uint32_t floor) const {
  uint32_t begin = from;
  while (begin > floor) {
    const auto severity = std::find_if(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) {
      return scene_.class_of(mark) == HitClass::severity && scene_.hit(mark).tokens.end == begin && scene_.hit(mark).tokens.begin >= floor;
    });
    if (severity != frame.marks.end()) begin = scene_.hit(*severity).tokens.begin;
    else if (scene_.word(begin - 1).ends_with("ly")) --begin;
    else break;
  }
  return begin;
}

// Where the noun phrase that ends at `from` begins; a modifier of several words ("mild to moderate") stands whole.
uint32_t FrameWalker::chain_begin(const Frame& frame, uint32_t from, uint32_t floor) const {
  uint32_t begin = from;
  while (begin > floor) {
    if (scene_.token(begin).has(Token::kWideGap)) break;
    if (!ends_chain(scene_, begin - 1)) {
      --begin;
      continue;
    }
    const auto level =
        std::find_if(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& q) { return q.kind == QuantityKind::level && q.tokens.contains(begin - 1); });
    if (level != frame.quantities.end() && level->tokens.end <= from && level->tokens.begin >= floor) {
      begin = level->tokens.begin;
      continue;
    }
    const auto around =
        std::find_if(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return scene_.hit(mark).tokens.contains(begin - 1) && scene_.hit(mark).tokens.size() > 1; });
    if (around == frame.marks.end() || scene_.hit(*around).tokens.end > from || scene_.hit(*around).tokens.begin < floor) break;
    begin = scene_.hit(*around).tokens.begin;
  }
  return begin;
}

// Where what follows a head stops to modify it. A list of levels is never too long.
uint32_t FrameWalker::post_end(const Frame& frame, const Head& head) const {
  const TokenRange post = head.post;
  uint32_t end = post.begin;
  if (end + 1 < post.end && scene_.token(end).is(':') && (head.type == FactType::symptom || head.type == FactType::imaging)) ++end;  // "Numbness: left hand"
  uint32_t left = kMaxPostTokens;
  while (end < post.end && left > 0 && !ends_clause(scene_, end) && !opens_clause(scene_, end) && !scene_.token(end).has(Token::kWideGap)) {
    const auto level = std::find_if(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& q) { return q.kind == QuantityKind::level && q.tokens.begin == end; });
    if (level != frame.quantities.end()) {
      if (level->tokens.end < post.end && scene_.token(level->tokens.end).is(':')) break;  // a heading of what comes
      end = std::min(level->tokens.end, post.end);
      left = std::max(left, 4u);
      continue;
    }
    ++end;
    --left;
  }
  return end;
}

void FrameWalker::find_chunks(Frame& frame) const {
  // Statements lie over the same words as facts: each kind is cut by its own heads only.
  const auto first_statement = std::find_if(frame.heads.begin(), frame.heads.end(), [&](const Head& head) { return is_statement(scene_, head); });
  const size_t facts = static_cast<size_t>(first_statement - frame.heads.begin());
  const uint32_t last_group = chunk(frame, 0, facts, 0);
  chunk(frame, facts, frame.heads.size(), last_group + 1);
}

// Cuts the sentence by the heads from `begin` to `end`, whose coordinations count from `group`; gives the last one's number.
uint32_t FrameWalker::chunk(Frame& frame, size_t begin, size_t end, uint32_t group) const {
  const TokenRange sentence = frame.sentence->tokens;
  for (size_t i = begin; i < end; ++i) {
    Head& head = frame.heads[i];
    const TokenRange tokens = scene_.hit(head.hit).tokens;
    const uint32_t floor = i == begin ? sentence.begin : scene_.hit(frame.heads[i - 1].hit).tokens.end;
    head.pre = {begins_with_verb(head) ? adverbs_begin(frame, tokens.begin, floor) : chain_begin(frame, tokens.begin, floor), tokens.begin};
    if (joins_zones(head, floor)) head.pre.begin = chain_begin(frame, head.pre.begin - 2, floor);
    if (i == begin) {
      head.group = group;
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
  if (end > begin) frame.heads[end - 1].post = {scene_.hit(frame.heads[end - 1].hit).tokens.end, sentence.end};
  for (size_t i = begin; i < end; ++i) frame.heads[i].post.end = std::max(frame.heads[i].post.begin, post_end(frame, frame.heads[i]));
  return group;
}

bool has_mark(const Scene& scene, const Frame& frame, HitClass hit_class, TokenRange range) {
  return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return scene.class_of(mark) == hit_class && range.contains(scene.hit(mark).tokens); });
}

bool only_names(const Scene& scene, const Frame& frame) {
  const auto goes_on = [&](const Head& head) { return scene.hit(head.hit).tokens.end > frame.sentence->tokens.end; };
  return frame.sentence->heading && std::none_of(frame.heads.begin(), frame.heads.end(), goes_on);
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
