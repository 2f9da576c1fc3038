#include "nlp/facts/pain_place.h"

#include <algorithm>
#include <array>

#include "nlp/facts/binding.h"
#include "nlp/facts/near.h"

namespace chartgap {
namespace {

constexpr uint32_t kKeyReach = 8;    // tokens in which a list's key stands
constexpr uint32_t kStrangers = 4;   // words of other kinds that a list of places may hold
constexpr uint32_t kArrowReach = 5;  // tokens between two stations of an arrow

// The code of a pain in the part, empty when it has none.
std::string_view pain_code(const Entry& entry) {
  constexpr std::array<std::string_view, 7> kJoints = {"knee", "ankle", "elbow", "wrist", "trochanter", "sciatic_notch", "extremities"};
  if (entry.hit_class != HitClass::body || one_of(kJoints, entry.code)) return {};
  const uint8_t regions = entry.attributes.regions;
  if ((regions & kNeck) != 0 && entry.code != "trapezius") return "neck_pain";
  if ((regions & (kThoracic | kLowBack)) != 0 || entry.code == "back") return "back_pain";
  return (regions & kLimbs) != 0 ? "limb_pain" : std::string_view{};
}

bool is_body(const Scene& scene, uint32_t mark) { return scene.class_of(mark) == HitClass::body; }

bool is_symptom_word(const Scene& scene, const Frame& frame, TokenRange tokens) {
  return std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) {
    const Entry& entry = scene.entry_of(head.hit);
    return entry.hit_class == HitClass::fact && scene.hit(head.hit).whole.overlaps(tokens);
  });
}

Side side_word(std::string_view word) {
  if (word == "l" || word == "left" || word == "lt") return Side::left;
  if (word == "r" || word == "right" || word == "rt") return Side::right;
  return word == "both" || word == "bilateral" || word == "bilat" ? Side::bilateral : Side::none;
}

// The side printed before a part ("R arm", "B/L low back").
Side side_before(const Scene& scene, const Frame& frame, TokenRange tokens) {
  const uint32_t floor = frame.sentence->tokens.begin;
  if (tokens.begin <= floor || scene.token(tokens.begin).has(Token::kWideGap)) return Side::none;
  const uint32_t at = tokens.begin - 1;
  const Side side = side_word(scene.word(at));
  if (side == Side::none || at < floor + 2 || !scene.token(at - 1).is('/')) return side;
  const std::string_view other = scene.word(at - 2);
  return other == "b" || side_word(other) != Side::none ? Side::bilateral : side;
}

// A place of pain stands first in what only lists places.
bool is_list_word(const Scene& scene, uint32_t at) {
  constexpr std::array<std::string_view, 34> kListed = {"left", "right", "l",     "r",    "lt",      "rt",    "both",       "bilateral", "bilat",  "b",      "x",  "and",
                                                        "n",    "plus",  "also",  "with", "to",      "into",  "the",        "my",        "in",     "on",     "of", "medial",
                                                        "side", "upper", "axial", "down", "midline", "sided", "occasional", "mainly",    "mostly", "greater"};
  const Token& token = scene.token(at);
  if (token.kind == TokenKind::punctuation) return !token.is('.');
  return one_of(kListed, scene.word(at)) || (scene.grammar(at) & (kConjunction | kDeterminer | kPreposition)) != 0;
}

// How many words of a range are neither places nor what joins them.
uint32_t strangers_in(const Scene& scene, const Frame& frame, TokenRange range) {
  uint32_t count = 0;
  if (!range.empty() && scene.token(range.end - 1).is('.')) --range.end;
  for (uint32_t at = range.begin; at < range.end; ++at) {
    const bool body = std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) { return is_body(scene, mark) && scene.hit(mark).tokens.contains(at); });
    const bool measured = std::any_of(frame.quantities.begin(), frame.quantities.end(), [&](const Quantity& quantity) { return quantity.tokens.contains(at); });
    const FormField* field = field_at(scene.document.fields(), at);
    if (field != nullptr && field->reply != Reply::yes) continue;
    const bool felt = std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) { return scene.hit(head.hit).tokens.contains(at); });
    count += !body && !measured && !felt && !is_list_word(scene, at);
  }
  return count;
}

// Where a part of the body after "Location:" is not where it hurts.
bool may_list(SectionKind kind) {
  switch (kind) {
    case SectionKind::exam:
    case SectionKind::imaging:
    case SectionKind::labs:
    case SectionKind::emg:
    case SectionKind::findings:
    case SectionKind::impression:
    case SectionKind::technique:
    case SectionKind::comparison:
    case SectionKind::plan:
    case SectionKind::assessment:
    case SectionKind::assessment_plan:
    case SectionKind::diagnosis:
    case SectionKind::procedure_description:
    case SectionKind::medications:
    case SectionKind::allergies:
    case SectionKind::pmh:
    case SectionKind::psh:
    case SectionKind::family_history:
    case SectionKind::treatment_history:
    case SectionKind::anesthesia: return false;
    default: return true;
  }
}

enum class List : uint8_t { none, pains, spread };

List list_of(std::string_view word) {
  constexpr std::array<std::string_view, 9> kPlaces = {"location", "locations", "site", "sites", "areas", "distribution", "brings", "brought", "where"};
  constexpr std::array<std::string_view, 4> kSpread = {"radiates", "radiation", "radiating", "radiate"};
  if (one_of(kPlaces, word)) return List::pains;
  return one_of(kSpread, word) ? List::spread : List::none;
}

List list_in(const Scene& scene, TokenRange heading) {
  List found = List::none;
  for (uint32_t at = heading.begin; at < heading.end; ++at) {
    if (const List said = list_of(scene.word(at)); said != List::none) found = said;
  }
  return found;
}

// "Where is your pain?  Neck; left arm": the question that the line answers.
List asked_before(const Scene& scene, const Frame& frame) {
  const TokenRange sentence = frame.sentence->tokens;
  if (frame.index == 0 || scene.token(sentence.begin).has(Token::kNewLine) || !scene.token(sentence.begin - 1).is('?')) return List::none;
  return list_in(scene, scene.document.sentences()[frame.index - 1].tokens);
}

// What the key of the line lists ("Location:", "Radiates to:", "Pain location"), and where the list begins.
List find_list(const Scene& scene, const Frame& frame, uint32_t& from) {
  const TokenRange sentence = frame.sentence->tokens;
  const uint32_t reach = std::min(sentence.end, sentence.begin + kKeyReach);
  List found = List::none;
  for (uint32_t at = sentence.begin; at < reach; ++at) {
    if (at > sentence.begin && (scene.token(at).is(':') || scene.token(at).is('?') || scene.token(at).has(Token::kWideGap))) {
      from = scene.token(at).kind == TokenKind::punctuation ? at + 1 : at;
      if (found != List::none) return found;
      if (at == sentence.begin + 1 && scene.token(at).is(':') && scene.word(sentence.begin) == "pain") return List::pains;
      break;
    }
    if (const List said = list_of(scene.word(at)); said != List::none) found = said;
  }
  from = sentence.begin;
  if (const List asked = asked_before(scene, frame); asked != List::none) return asked;
  const Section& section = scene.document.section_of(*frame.sentence);
  if (section.body.begin != sentence.begin) return List::none;
  return list_in(scene, section.heading);
}

bool is_ruled_out(const Scene& scene, const Frame& frame) { return scene.traits.imaging_report || frame.sentence->heading || !may_list(frame.section); }

// "Neck, R shoulder and arm": nothing but places, and no complaint of another kind ("leg weakness").
bool is_bare_complaint(const Scene& scene, const Frame& frame) {
  const bool other = std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) {
    const Sense* sense = scene.entry_of(head.hit).sense(FactType::symptom);
    return sense == nullptr || !sense->code.ends_with("_pain");
  });
  return frame.section == SectionKind::chief_complaint && !other && strangers_in(scene, frame, frame.sentence->tokens) == 0;
}

// "lateral forearm to thumb" is one place.
bool goes_on(const Scene& scene, TokenRange gap) { return !gap.empty() && gap.size() <= 2 && (scene.word(gap.begin) == "to" || scene.word(gap.begin) == "into"); }

void add_listed(const Scene& scene, const Frame& frame, List list, uint32_t from, std::vector<Fact>& out) {
  uint32_t last_end = 0;
  for (uint32_t mark : frame.marks) {
    const TokenRange tokens = scene.hit(mark).tokens;
    if (!is_body(scene, mark) || tokens.begin < from) continue;
    const bool joined = last_end != 0 && tokens.begin >= last_end && goes_on(scene, {last_end, tokens.begin});
    last_end = tokens.end;
    if (joined && !out.empty()) {
      out.back().span.end = scene.document.span_of(tokens).end;
      continue;
    }
    std::optional<Fact> fact = pain_of_place(scene, frame, mark);
    if (!fact || (list == List::spread && fact->code != "limb_pain")) continue;
    if (list == List::spread) fact->code = "radicular_pain";
    if (fact->assertion == Assertion::possible) fact->assertion = Assertion::present;  // by the question mark of "Where is your pain?"
    out.push_back(*fact);
  }
}

// An arrow ("->") and at most a few words between two stations.
bool is_arrow(const Scene& scene, TokenRange gap) {
  if (gap.size() < 2 || gap.size() > kArrowReach) return false;
  return scene.token(gap.begin).is('-') && scene.token(gap.begin + 1).is('>');
}

// Where the pain goes first: the back or the neck, by name or as a pain ("LBP -> R buttock").
bool starts_in_spine(const Scene& scene, const Frame& frame, uint32_t arrow) {
  const auto spinal_pain = [&](const Head& head) {
    const Sense* sense = scene.entry_of(head.hit).sense(FactType::symptom);
    return scene.hit(head.hit).tokens.end == arrow && sense != nullptr && (sense->code == "neck_pain" || sense->code == "back_pain");
  };
  if (std::any_of(frame.heads.begin(), frame.heads.end(), spinal_pain)) return true;
  return std::any_of(frame.marks.begin(), frame.marks.end(), [&](uint32_t mark) {
    if (!is_body(scene, mark) || scene.hit(mark).tokens.end != arrow) return false;
    const std::string_view code = pain_code(scene.entry_of(mark));
    return code == "neck_pain" || code == "back_pain";
  });
}

// Follows the arrows from part to part: "LBP -> R buttock -> calf" radiates; "lateral shoulder -> forearm -> thumb" is one pain of the limb.
class ArrowWalk {
 public:
  ArrowWalk(const Scene& scene, const Frame& frame, std::vector<Fact>& out) : scene_(scene), frame_(frame), out_(out) {}

  void step(uint32_t mark) {
    const TokenRange tokens = scene_.hit(mark).tokens;
    const uint32_t arrow = arrow_before(tokens.begin);
    if (arrow == kNoEntry) {
      open_ = SIZE_MAX;
    } else if (open_ != SIZE_MAX && arrow == last_end_) {
      out_[open_].span.end = scene_.document.span_of(tokens).end;
    } else {
      begin(mark, arrow);
    }
    last_end_ = tokens.end;
    last_mark_ = mark;
  }

 private:
  uint32_t arrow_before(uint32_t at) const {
    const uint32_t floor = frame_.sentence->tokens.begin;
    uint32_t arrow = at;
    while (arrow > floor && at - arrow < kArrowReach && !scene_.token(arrow).is('-')) --arrow;
    return is_arrow(scene_, {arrow, at}) ? arrow : kNoEntry;
  }

  void begin(uint32_t mark, uint32_t arrow) {
    open_ = SIZE_MAX;
    const bool from_part = last_mark_ != kNoEntry && arrow == last_end_;
    if (starts_in_spine(scene_, frame_, arrow)) {
      if (from_part) keep(pain_of_place(scene_, frame_, last_mark_), "");
      keep(pain_of_place(scene_, frame_, mark), "radicular_pain");
    } else if (from_part) {
      keep(pain_of_place(scene_, frame_, last_mark_), "limb_pain");
      if (open_ != SIZE_MAX) out_[open_].span.end = scene_.document.span_of(scene_.hit(mark).tokens).end;
    }
  }

  // Keeps a pain under that code; the next stations belong to one of a limb.
  void keep(std::optional<Fact> fact, std::string_view code) {
    if (!fact || (!code.empty() && fact->code != "limb_pain")) return;
    if (!code.empty()) fact->code = code;
    out_.push_back(*fact);
    if (!code.empty()) open_ = out_.size() - 1;
  }

  const Scene& scene_;
  const Frame& frame_;
  std::vector<Fact>& out_;
  size_t open_ = SIZE_MAX;  // the fact that the next station belongs to
  uint32_t last_end_ = 0;
  uint32_t last_mark_ = kNoEntry;
};

void add_arrows(const Scene& scene, const Frame& frame, std::vector<Fact>& out) {
  ArrowWalk walk(scene, frame, out);
  for (uint32_t mark : frame.marks) {
    if (is_body(scene, mark)) walk.step(mark);
  }
}

// "Pain in her neck, upper back and right shoulder": the places that go on a list begun by a pain in the first.
class PainSeries {
 public:
  PainSeries(const Scene& scene, const Frame& frame, std::vector<Fact>& out) : scene_(scene), frame_(frame), out_(out), end_(frame.sentence->tokens.end) {}

  void read() {
    for (const Head& head : frame_.heads) {
      const Hit& hit = scene_.hit(head.hit);
      const Sense* sense = head.type == FactType::symptom ? scene_.entry(hit).sense(FactType::symptom) : nullptr;
      if (sense != nullptr && sense->code.ends_with("_pain") && sense->code != "radicular_pain" && ends_in_place(hit)) follow(hit.tokens.end);
    }
  }

 private:
  bool ends_in_place(const Hit& pain) const {
    return std::any_of(frame_.marks.begin(), frame_.marks.end(), [&](uint32_t mark) {
      const TokenRange tokens = scene_.hit(mark).tokens;
      return is_body(scene_, mark) && tokens.end == pain.tokens.end && tokens.begin > pain.whole.begin;
    });
  }

  bool joins(uint32_t at) const { return scene_.token(at).is(',') || scene_.token(at).is('/') || (scene_.grammar(at) & kConjunction) != 0; }

  // The part that begins after commas, "and" and a few words of place; kNoEntry where another word stands.
  uint32_t next_place(uint32_t& at, bool& closed) const {
    const uint32_t joint = at;
    for (; at < end_ && joins(at); ++at) closed |= !scene_.token(at).is(',');
    if (at == joint) return kNoEntry;
    for (uint32_t words = 0; at < end_ && words < kPlaceWords; ++at, ++words) {
      for (uint32_t mark : frame_.marks) {
        if (is_body(scene_, mark) && scene_.hit(mark).tokens.begin == at) return mark;
      }
      if (scene_.token(at).kind == TokenKind::punctuation || !is_list_word(scene_, at)) return kNoEntry;
    }
    return kNoEntry;
  }

  // Not "and the right arm is weak", "arm numbness".
  bool stands_alone(uint32_t at) const { return at >= end_ || scene_.token(at).kind == TokenKind::punctuation || (scene_.grammar(at) & (kConjunction | kPreposition)) != 0; }

  void follow(uint32_t at) {
    const size_t before = out_.size();
    bool closed = false;
    while (at < end_ && !closed) {
      const uint32_t mark = next_place(at, closed);
      if (mark == kNoEntry || !stands_alone(scene_.hit(mark).tokens.end)) break;
      at = scene_.hit(mark).tokens.end;
      if (const std::optional<Fact> fact = pain_of_place(scene_, frame_, mark); fact) out_.push_back(*fact);
      if (closed) return;
    }
    out_.resize(before);  // a list that "and" never closes is none
  }

  static constexpr uint32_t kPlaceWords = 4;
  const Scene& scene_;
  const Frame& frame_;
  std::vector<Fact>& out_;
  const uint32_t end_;
};

}  // namespace

std::optional<Fact> pain_of_place(const Scene& scene, const Frame& frame, uint32_t mark) {
  const Hit& hit = scene.hit(mark);
  const Entry& entry = scene.entry(hit);
  const std::string_view code = pain_code(entry);
  if (code.empty() || is_symptom_word(scene, frame, hit.tokens)) return std::nullopt;
  const FormField* field = field_at(scene.document.fields(), hit.tokens.begin);
  if (field != nullptr && field->reply != Reply::yes && field->reply != Reply::none) return std::nullopt;  // a place that was not ticked
  Fact fact;
  fact.type = FactType::symptom;
  fact.code = code;
  fact.span = scene.document.span_of(hit.tokens);
  fact.attributes.regions = entry.attributes.regions;
  fact.attributes.side = entry.attributes.side != Side::none ? entry.attributes.side : side_before(scene, frame, hit.tokens);
  // Cues are looked for only where facts stand: a place alone is not denied.
  const bool cued = std::any_of(frame.heads.begin(), frame.heads.end(), [&](const Head& head) { return scene.class_of(head.hit) == HitClass::fact; });
  if (!cued) return fact;
  const Assessment assessment = frame.context->assess(hit.tokens, FactType::symptom);
  fact.assertion = assessment.assertion;
  if (assessment.cue != kNoEntry) fact.cue = {scene.hit(assessment.cue).entry, scene.document.span_of(scene.hit(assessment.cue).tokens)};
  return fact;
}

void find_listed_pains(const Scene& scene, const Frame& frame, std::vector<Fact>& out) {
  if (is_ruled_out(scene, frame) || frame.marks.empty()) return;
  uint32_t from = 0;
  if (const List list = find_list(scene, frame, from); list != List::none && strangers_in(scene, frame, {from, frame.sentence->tokens.end}) <= kStrangers) {
    add_listed(scene, frame, list, from, out);
  } else if (is_bare_complaint(scene, frame)) {
    add_listed(scene, frame, List::pains, frame.sentence->tokens.begin, out);
  } else {
    add_arrows(scene, frame, out);
    PainSeries(scene, frame, out).read();
  }
}

}  // namespace chartgap
