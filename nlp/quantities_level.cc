#include <algorithm>

#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

constexpr uint32_t kHeartWindow = 6;     // tokens between "S1" and the word that makes it a heart sound
constexpr uint32_t kSequenceWindow = 3;  // tokens between "T2" and the word that makes it an MRI sequence

uint32_t bit(int segment) { return 1u << segment; }

// How a segment hangs on the one before it.
enum class Joint : uint8_t { none, range, slash, beside, listed };

// One segment as printed: "c5", or the "6" of "c5-6".
struct Segment {
  int number = kNoSegment;
  char letter = 0;
  uint32_t end = 0;
  bool lettered = false;
  bool hyphenated = false;  // "L-5"
};

// What one run of levels has named so far.
struct Run {
  LevelSet levels;
  SegmentSet roots;
  Segment last;
  uint32_t begin = 0;
  uint32_t end = 0;
  bool grouped = false;  // the last segment is the end of a range
  bool between = false;  // "between L4 and L5" is a disc
  bool ranged = false;
  bool dorsal = false;  // written with a D
  int first = kNoSegment;
};

char level_letter(const Scan& scan, uint32_t at) {
  if (!scan.is_word(at) || scan.length(at) != 1) return 0;
  const char c = scan.text(at).front();
  return c == 'c' || c == 't' || c == 'l' || c == 's' || c == 'd' ? c : '\0';
}

// A number of one or two digits that no letter, decimal or unit makes something else ("T2W", "L1CAM", "T98.1").
int segment_number(const Scan& scan, uint32_t at) {
  if (!scan.is_number(at) || scan.length(at) > 2) return -1;
  if (scan.touches(at + 1) && scan.is_word(at + 1) && !scan.text(at + 1).starts_with("level") &&
      !(level_letter(scan, at + 1) != 0 && scan.is_number(at + 2) && scan.touches(at + 2)))
    return -1;
  return scan.integer(at);
}

// "c5", "c-5"; with a space only where the caller allows it.
bool read_lettered(const Scan& scan, uint32_t at, bool spaced, Segment& segment) {
  const char letter = level_letter(scan, at);
  if (letter == 0) return false;
  uint32_t number = at + 1;
  segment.hyphenated = scan.is(number, '-') && scan.touches(number) && scan.touches(number + 1);
  if (segment.hyphenated) ++number;
  if (!segment.hyphenated && !scan.touches(number) && !spaced) return false;
  segment.number = spine_segment(letter, segment_number(scan, number));
  segment.letter = letter;
  segment.end = number + 1;
  segment.lettered = true;
  return segment.number != kNoSegment;
}

// The number behind a list's comma or "and" must not count something else: "L4, 5 mm", "C6 and 3 injections".
bool is_counted(const Scan& scan, uint32_t at) {
  if (scan.is(at, '%') || scan.is(at, '+') || (scan.is(at, ':') && scan.touches(at + 1)) || scan.is(at, Term::x)) return true;
  if (scan.is(at, '/') && !(scan.touches(at + 1) && scan.is_number(at + 1) && scan.integer(at + 1) != 5)) return level_letter(scan, at + 1) == 0;
  constexpr TermSet kCounted(Term::measure, Term::unit, Term::noun, Term::percent, Term::inch, Term::times, Term::out);
  return scan.is_any(at, kCounted);
}

// "C5-5/5", "L4-4+": a grade behind the level.
bool is_grade(const Scan& scan, uint32_t at) {
  if (scan.is(at, '+') && scan.touches(at)) return true;
  if (scan.is(at, '-') && scan.touches(at) && scan.is(at + 1, '/')) return true;
  return scan.is(at, '/') && scan.touches(at) && scan.integer(at + 1) == 5;
}

// The segment that a bare number means behind `last`: the next of its letter, or the first of the column below ("L5-1", "C7-1", "T12-1").
int bare_segment(const Segment& last, int number) {
  if (number == 1 && (last.number == kL5 || last.number == kC7 || last.number == kL1 - 1)) return vertebra_below(last.number);
  if (last.number < 0 || number < 1) return kNoSegment;
  const char letter = last.number >= kS1 ? 's' : last.number >= kL1 ? 'l' : last.number >= kT1 ? 't' : 'c';
  return spine_segment(letter, number);
}

bool read_bare(const Scan& scan, uint32_t at, const Segment& last, Segment& segment) {
  segment.number = bare_segment(last, segment_number(scan, at));
  segment.letter = last.letter;
  segment.end = at + 1;
  const bool next_below =
      segment.number == last.number + 1 && scan.is(at - 1, '-') && scan.touches(at - 1) && scan.touches(at) && scan.is(at + 1, Term::noun);  // "L4-5 injections"
  return segment.number != kNoSegment && segment.number != last.number && (next_below || !is_counted(scan, at + 1)) && !is_grade(scan, at + 1);
}

// A word or a mark that makes a range of the segments on both sides; 0 tokens when there is none.
uint32_t range_joint(const Scan& scan, uint32_t at) {
  if (scan.is(at, '-')) return 1;
  switch (scan.term(at)) {
    case Term::to:
    case Term::on:
    case Term::over: return 1;
    case Term::through: return scan.is(at + 1, Term::the) ? 2 : 1;
    default: return scan.text(at) == "down" && (scan.is(at + 1, Term::to) || scan.is(at + 1, Term::through)) ? 2 : 0;
  }
}

// ",", "and", "&", "or", ", and", "as well as" is not: the tokens of a list's joint.
uint32_t list_joint(const Scan& scan, uint32_t at) {
  uint32_t count = scan.is(at, ',') ? 1 : 0;
  const Term term = scan.term(at + count);
  if (scan.is(at + count, '&') || scan.is(at + count, '+') || term == Term::and_ || term == Term::or_) ++count;
  return count;
}

// Ascending and near: "C5, 6 and 7"; and for a disc list "3-4, 4-5".
bool continues_list(const Scan& scan, uint32_t at, const Segment& last, const Segment& next) {
  if (next.lettered) return true;
  const bool disc = (scan.is(at + 1, '-') || scan.is(at + 1, '/')) && scan.is_number(at + 2);
  return next.number > last.number ? next.number - last.number <= 2 || scan.is(at - 1, Term::and_) : disc && next.number == last.number;
}

bool read_listed_bare(const Scan& scan, uint32_t at, const Segment& last, Segment& segment) {
  segment.number = bare_segment(last, segment_number(scan, at));
  segment.letter = last.letter;
  segment.end = at + 1;
  if (segment.number == kNoSegment || (scan.is(at + 1, '/') && scan.is(at + 3, '/'))) return false;
  return !is_counted(scan, at + 1) && !is_grade(scan, at + 1) && continues_list(scan, at, last, segment);
}

// "-", "to", "over" and what they lead to. A hyphen has a space on both sides or on none ("L4 -5 mm" is no range).
bool read_ranged(const Scan& scan, const Run& run, uint32_t joint, Segment& next) {
  const uint32_t at = run.end;
  const bool hyphen = scan.is(at, '-');
  if (scan.new_line(at)) return false;
  if (hyphen && scan.is_number(at + 1) && scan.touches(at) != scan.touches(at + 1)) return false;
  if (read_lettered(scan, at + joint, false, next)) return true;
  const bool bare = hyphen || scan.is(at, Term::to) || scan.is(at, Term::through);
  return bare && !scan.new_line(at + joint) && read_bare(scan, at + joint, run.last, next);
}

bool read_listed(const Scan& scan, const Run& run, uint32_t joint, Segment& next) {
  const uint32_t at = run.end + joint;
  return read_lettered(scan, at, false, next) || (!scan.new_line(at) && read_listed_bare(scan, at, run.last, next));
}

// The segment that goes on the run, and how it hangs on it.
bool read_joined(const Scan& scan, const Run& run, Segment& next, Joint& joint) {
  const uint32_t at = run.end;
  if (!scan.has(at) || scan.token(at).has(Token::kBlankLine)) return false;
  if (const uint32_t range = range_joint(scan, at); range > 0) {
    joint = Joint::range;
    return read_ranged(scan, run, range, next);
  }
  if (scan.is(at, '/')) {
    joint = Joint::slash;
    return read_lettered(scan, at + 1, false, next) || (scan.touches(at) && scan.touches(at + 1) && read_bare(scan, at + 1, run.last, next));
  }
  if (const uint32_t list = list_joint(scan, at); list > 0) {
    joint = run.between ? Joint::range : Joint::listed;
    return read_listed(scan, run, list, next);
  }
  joint = Joint::beside;
  return !scan.new_line(at) && !scan.token(at).has(Token::kWideGap) && read_lettered(scan, at, false, next);
}

void add_roots(Run& run, int from, int to) {
  for (int segment = from; segment <= to; ++segment) {
    if (segment != kC8 || from == kC8 || to == kC8) run.roots.add(segment);
  }
}

// Every disc from one vertebra down to another. C8 is a root only and has none.
void add_discs(Run& run, int upper, int lower) {
  if (upper == kC8 || lower == kC8) return;
  for (int segment = upper; segment < lower && segment >= 0; segment = vertebra_below(segment)) run.levels.discs.add(segment);
}

void drop_single(Run& run, int segment) { run.levels.vertebrae.bits &= ~bit(segment); }

void add_single(Run& run, const Segment& segment) {
  if (segment.number != kC8) run.levels.vertebrae.add(segment.number);
  run.roots.add(segment.number);
}

// Two neighbours with a slash or side by side are a disc; others with a slash are two of a list.
bool makes_range(Joint joint, int upper, int lower) {
  if (joint == Joint::range) return true;
  if (joint == Joint::listed) return false;
  return vertebra_below(upper) == lower || (upper == kC7 && lower == kC8);
}

void join(Run& run, const Segment& next, Joint joint) {
  const int upper = std::min(run.last.number, next.number);
  const int lower = std::max(run.last.number, next.number);
  if (upper != lower && makes_range(joint, upper, lower)) {
    if (!run.grouped) drop_single(run, run.last.number);
    add_discs(run, upper, lower);
    add_roots(run, upper, lower);
    run.grouped = true;
    run.ranged = true;
  } else {
    add_single(run, next);
    run.grouped = false;
  }
  run.last = next;
  run.end = next.end;
}

bool only_of(SegmentSet set, uint32_t bits) { return !set.empty() && (set.bits & ~bits) == 0; }

// "S1, S2", "normal S1 and S2", "no S3 or S4 gallop"
bool is_heart_sound(const Scan& scan, const Run& run) {
  const uint32_t sacral = ~(bit(kS1) - 1);
  if (!only_of(run.roots, sacral)) return false;
  const bool first_two = run.first == kS1 && run.roots.has(kS2);
  const bool hyphen = scan.is(run.begin + 2, '-');
  if (first_two && !hyphen) return true;
  if (!run.ranged && scan.is(run.begin - 1, Term::normal) && !scan.is(run.end, Term::bone) && !scan.is(run.end, Term::modifier)) return true;
  const bool heart = scan.term_before(run.begin, kHeartWindow, Term::heart) || scan.term_after(run.end, kHeartWindow, Term::heart);
  return heart || (run.first > kS1 && !run.ranged && !scan.is(run.end, Term::bone));
}

// "T3 N1b M0", "T3/NX/MX", "clinical stage T2"; "T2 DM".
bool is_stage(const Scan& scan, const Run& run) {
  if (run.ranged || run.first < kT1 || run.first > kT4) return false;
  const uint32_t next = scan.is(run.end, ',') || scan.is(run.end, '/') ? run.end + 1 : run.end;
  const bool nodes = scan.is(next, Term::stage) || (scan.text(next) == "n" && scan.is_number(next + 1) && scan.touches(next + 1));
  return nodes || scan.term_before(run.begin, kSequenceWindow, Term::stage);
}

// "decreased T1 and increased T2 signal": the other of the two follows.
bool other_sequence_follows(const Scan& scan, const Run& run) {
  for (uint32_t at = run.end; at < run.end + kSequenceWindow && scan.has(at + 1); ++at) {
    if (level_letter(scan, at) == 't' && (scan.integer(at + 1) == 1 || scan.integer(at + 1) == 2)) return true;
  }
  return false;
}

// "T1 and T2 weighted", "sagittal T2", "T2 signal".
bool is_sequence(const Scan& scan, const Run& run) {
  if (!only_of(run.roots, bit(kT1) | bit(kT2))) return false;
  if (run.roots.has(kT1) && run.roots.has(kT2) && !run.ranged) return true;
  const bool named = scan.term_before(run.begin, kSequenceWindow, Term::sequence) || scan.term_after(run.end, kSequenceWindow, Term::sequence);
  if (run.ranged && scan.is(run.begin + 2, '/')) return named;  // "T1/T2 weighted", but "T1/T2: normal"
  const bool bone = scan.is(run.end, Term::bone) || run.ranged;
  const bool weighted = !run.ranged && scan.is(run.end, '-') && scan.is(run.end + 1, Term::sequence);
  return weighted || (!bone && (named || other_sequence_follows(scan, run) || scan.is(run.begin - 1, Term::on)));
}

// "T4 0.85, TSH 3.9": a hormone.
bool is_hormone(const Scan& scan, const Run& run) {
  if (run.ranged || !only_of(run.roots, bit(kT3) | bit(kT4))) return false;
  return scan.term_before(run.begin, kHeartWindow, Term::thyroid) || scan.term_after(run.end, kHeartWindow, Term::thyroid);
}

// A D names a thoracic level only in a pair or beside a word for bone: not "vitamin D3", "D5".
bool is_other_letter(const Scan& scan, const Run& run) {
  if (run.begin > 0 && !run.ranged && scan.text(run.begin - 1) == "lot") return true;
  if (!run.ranged && scan.is(run.end, Term::other_thing)) return true;
  return run.dorsal && !run.ranged && !scan.is(run.end, Term::bone) && !scan.is(run.begin - 1, Term::bone);
}

// "L 4-5" is a level, "L 4-5/5" the strength on the left, "L 5" nothing sure.
bool spaced_start(const Scan& scan, uint32_t at) {
  const char letter = level_letter(scan, at);
  if (letter != 'c' && letter != 'l') return false;
  const uint32_t joint = at + 2;
  if (!scan.is(joint, '-') && !scan.is(joint, '/')) return false;
  if (level_letter(scan, joint + 1) != 0) return true;
  return scan.is(joint, '-') && scan.is_number(joint + 1) && !scan.is(joint + 2, '/') && !scan.is(joint + 2, '+');
}

// "L45", "C56": a disc as dictation prints it.
bool read_glued(const Scan& scan, uint32_t at, Segment& upper, Segment& lower) {
  const char letter = level_letter(scan, at);
  if ((letter != 'c' && letter != 'l') || !scan.touches(at + 1)) return false;
  const int pair = segment_number(scan, at + 1);
  if (pair < (letter == 'c' ? 23 : 12) || pair % 10 != pair / 10 + 1) return false;
  upper = {spine_segment(letter, pair / 10), letter, at + 2, true, false};
  lower = {spine_segment(letter, pair % 10), letter, at + 2, true, false};
  return upper.number != kNoSegment && lower.number != kNoSegment;
}

}  // namespace

uint32_t scan_level(const Scan& scan, uint32_t at, Quantities& out) {
  Segment segment;
  Segment below;
  const bool lettered = read_lettered(scan, at, spaced_start(scan, at), segment);
  if (!lettered && !read_glued(scan, at, segment, below)) return at;
  if (at > 0 && scan.touches(at) && !scan.token(at - 1).mark) return at;
  Run run;
  run.begin = at;
  run.end = segment.end;
  run.last = segment;
  run.first = segment.number;
  run.dorsal = segment.letter == 'd';
  run.between = at > 0 && scan.is(at - 1, Term::between);
  add_single(run, segment);
  if (!lettered) join(run, below, Joint::range);
  Segment next;
  Joint joint = Joint::none;
  while (read_joined(scan, run, next, joint)) {
    join(run, next, joint);
    next = {};
  }
  if (is_heart_sound(scan, run) || is_stage(scan, run) || is_sequence(scan, run) || is_hormone(scan, run) || is_other_letter(scan, run)) return run.end;
  Quantity& quantity = add_quantity(QuantityKind::level, {run.begin, run.end}, out);
  quantity.levels = run.levels;
  quantity.roots = run.roots;
  return run.end;
}

}  // namespace chartgap
