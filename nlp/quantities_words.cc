#include <array>
#include <cstring>

#include "nlp/quantities_scan.h"

namespace chartgap {
namespace {

struct Entry {
  std::string_view text;
  Term term;
  uint16_t value = 0;
};

constexpr Entry kEntries[] = {
    // numbers
    {"zero", Term::number, 0},
    {"one", Term::number, 1},
    {"two", Term::number, 2},
    {"three", Term::number, 3},
    {"four", Term::number, 4},
    {"five", Term::number, 5},
    {"six", Term::number, 6},
    {"seven", Term::number, 7},
    {"eight", Term::number, 8},
    {"nine", Term::number, 9},
    {"ten", Term::number, 10},
    {"eleven", Term::number, 11},
    {"twelve", Term::number, 12},
    {"thirteen", Term::number, 13},
    {"fourteen", Term::number, 14},
    {"fifteen", Term::number, 15},
    {"sixteen", Term::number, 16},
    {"seventeen", Term::number, 17},
    {"eighteen", Term::number, 18},
    {"nineteen", Term::number, 19},
    {"twenty", Term::number, 20},
    {"thirty", Term::number, 30},
    {"forty", Term::number, 40},
    {"fifty", Term::number, 50},
    {"sixty", Term::number, 60},
    {"seventy", Term::number, 70},
    {"eighty", Term::number, 80},
    {"ninety", Term::number, 90},
    {"a", Term::article},
    {"an", Term::article},
    {"half", Term::half},
    {"couple", Term::couple},
    {"few", Term::few},
    {"several", Term::several},
    {"dozen", Term::dozen},
    {"hundred", Term::hundred},
    {"nil", Term::grade_word, 0},
    {"trace", Term::grade_word, 5},
    {"once", Term::times_word, 1},
    {"twice", Term::times_word, 2},
    {"thrice", Term::times_word, 3},
    {"third", Term::fraction, 3},
    {"thirds", Term::fraction, 3},
    {"quarter", Term::fraction, 4},
    {"quarters", Term::fraction, 4},
    {"fourth", Term::fraction, 4},
    {"fourths", Term::fraction, 4},
    {"fifth", Term::fraction, 5},
    {"fifths", Term::fraction, 5},
    {"tenths", Term::fraction, 10},
    // calendar; the weak months are words of other meaning, or short
    {"january", Term::month, 1},
    {"february", Term::month, 2},
    {"march", Term::weak_month, 3},
    {"april", Term::weak_month, 4},
    {"may", Term::weak_month, 5},
    {"june", Term::weak_month, 6},
    {"july", Term::month, 7},
    {"august", Term::weak_month, 8},
    {"september", Term::month, 9},
    {"october", Term::month, 10},
    {"november", Term::month, 11},
    {"december", Term::month, 12},
    {"jan", Term::weak_month, 1},
    {"feb", Term::weak_month, 2},
    {"mar", Term::weak_month, 3},
    {"apr", Term::weak_month, 4},
    {"jun", Term::weak_month, 6},
    {"jul", Term::weak_month, 7},
    {"aug", Term::weak_month, 8},
    {"sep", Term::weak_month, 9},
    {"sept", Term::weak_month, 9},
    {"oct", Term::weak_month, 10},
    {"nov", Term::weak_month, 11},
    {"dec", Term::weak_month, 12},
    {"spring", Term::season, 4},
    {"summer", Term::season, 7},
    {"fall", Term::season, 10},
    {"autumn", Term::season, 10},
    {"winter", Term::season, 1},
    {"early", Term::part, 5},
    {"beginning", Term::part, 1},
    {"start", Term::part, 1},
    {"mid", Term::part, 15},
    {"middle", Term::part, 15},
    {"late", Term::part, 25},
    {"end", Term::part, 28},
    {"last", Term::last, 1},
    {"past", Term::last},
    {"previous", Term::last},
    {"preceding", Term::last},
    {"this", Term::present},
    {"next", Term::next},
    {"coming", Term::next},
    {"following", Term::next},
    {"since", Term::since},
    {"from", Term::from},
    {"starting", Term::begin, 1},
    {"started", Term::begin},
    {"starts", Term::begin},
    {"began", Term::begin},
    {"begun", Term::begin},
    {"begins", Term::begin},
    {"commencing", Term::begin, 1},
    {"between", Term::between},
    {"now", Term::now},
    {"current", Term::now},
    {"date", Term::dated},
    // units
    {"second", Term::unit, 's'},
    {"seconds", Term::unit, 's'},
    {"sec", Term::unit, 's'},
    {"secs", Term::unit, 's'},
    {"minute", Term::unit, 'm'},
    {"minutes", Term::unit, 'm'},
    {"min", Term::unit, 'm'},
    {"mins", Term::unit, 'm'},
    {"hour", Term::unit, 'H'},
    {"hours", Term::unit, 'H'},
    {"hr", Term::unit, 'H'},
    {"hrs", Term::unit, 'H'},
    {"day", Term::unit, 'D'},
    {"days", Term::unit, 'D'},
    {"dy", Term::unit, 'D'},
    {"night", Term::unit, 'D'},
    {"nights", Term::unit, 'D'},
    {"week", Term::unit, 'W'},
    {"weeks", Term::unit, 'W'},
    {"wk", Term::unit, 'W'},
    {"wks", Term::unit, 'W'},
    {"fortnight", Term::unit, 'F'},
    {"fortnights", Term::unit, 'F'},
    {"month", Term::unit, 'M'},
    {"months", Term::unit, 'M'},
    {"mo", Term::unit, 'M'},
    {"mos", Term::unit, 'M'},
    {"mth", Term::unit, 'M'},
    {"mths", Term::unit, 'M'},
    {"mnth", Term::unit, 'M'},
    {"mnths", Term::unit, 'M'},
    {"year", Term::unit, 'Y'},
    {"years", Term::unit, 'Y'},
    {"yr", Term::unit, 'Y'},
    {"yrs", Term::unit, 'Y'},
    {"decade", Term::unit, 'X'},
    {"decades", Term::unit, 'X'},
    {"d", Term::short_unit, 'D'},
    {"w", Term::short_unit, 'W'},
    {"y", Term::short_unit, 'Y'},
    {"h", Term::short_unit, 'H'},
    {"c", Term::letter},
    {"t", Term::letter},
    {"l", Term::letter},
    {"s", Term::letter},
    {"yo", Term::years_old},
    {"yof", Term::years_old},
    {"yom", Term::years_old},
    {"old", Term::old},
    {"age", Term::age},
    {"aged", Term::age},
    {"ages", Term::age},
    {"weekly", Term::weekly, 'W'},
    {"daily", Term::weekly, 'D'},
    {"nightly", Term::weekly, 'D'},
    {"monthly", Term::weekly, 'M'},
    {"yearly", Term::weekly, 'Y'},
    {"annually", Term::weekly, 'Y'},
    {"hourly", Term::weekly, 'H'},
    {"more", Term::more},
    {"greater", Term::more},
    {"longer", Term::more},
    {"additional", Term::filler},
    {"extra", Term::filler},
    {"full", Term::filler},
    {"consecutive", Term::filler},
    {"continuous", Term::filler},
    {"straight", Term::filler},
    {"whole", Term::filler},
    {"solid", Term::filler},
    {"calendar", Term::filler},
    {"long", Term::filler},
    {"short", Term::filler},
    {"good", Term::filler},
    {"business", Term::filler},
    {"working", Term::filler},
    {"fewer", Term::less},
    {"less", Term::less},
    {"shorter", Term::less},
    // joints
    {"to", Term::to},
    {"through", Term::through},
    {"thru", Term::through},
    {"until", Term::until},
    {"till", Term::until},
    {"til", Term::until},
    {"and", Term::and_},
    {"or", Term::or_},
    {"of", Term::of},
    {"out", Term::out},
    {"per", Term::per},
    {"x", Term::x},
    {"times", Term::times},
    {"time", Term::times},
    {"every", Term::every},
    {"q", Term::every},
    {"each", Term::every},
    {"about", Term::approximately},
    {"approximately", Term::approximately},
    {"approx", Term::approximately},
    {"around", Term::approximately},
    {"roughly", Term::approximately},
    {"nearly", Term::approximately},
    {"almost", Term::approximately},
    {"circa", Term::approximately},
    {"just", Term::approximately},
    {"only", Term::approximately},
    {"another", Term::approximately},
    {"perhaps", Term::approximately},
    {"maybe", Term::approximately},
    {"some", Term::approximately},
    {"probably", Term::approximately},
    {"over", Term::over},
    {"exceeding", Term::over},
    {"beyond", Term::over},
    {"under", Term::under},
    {"than", Term::than},
    {"least", Term::least},
    {"minimum", Term::least},
    {"most", Term::most},
    {"maximum", Term::most},
    {"up", Term::up},
    {"within", Term::within},
    {"in", Term::in},
    {"on", Term::on},
    {"at", Term::at},
    {"for", Term::for_},
    {"during", Term::for_},
    {"lasting", Term::for_},
    {"lasted", Term::for_},
    {"took", Term::for_},
    {"the", Term::the},
    {"so", Term::so},
    {"plus", Term::plus},
    {"with", Term::with},
    {"w", Term::with},
    // what stands around a duration
    {"ago", Term::ago},
    {"prior", Term::ago},
    {"earlier", Term::ago},
    {"previously", Term::ago},
    {"post", Term::ago},
    {"postop", Term::ago},
    {"postoperatively", Term::ago},
    {"postoperative", Term::ago},
    {"before", Term::after, 1},
    {"after", Term::after},
    {"later", Term::later},
    {"hence", Term::later},
    {"away", Term::later},
    {"back", Term::back},
    {"check", Term::check},
    {"checkup", Term::check},
    {"recheck", Term::seen_again},
    {"reevaluation", Term::check},
    {"follow", Term::seen_again},
    {"followup", Term::seen_again},
    {"rtc", Term::seen_again},
    {"return", Term::seen_again},
    {"revisit", Term::seen_again},
    {"rto", Term::seen_again},
    {"work", Term::work},
    {"school", Term::work},
    {"history", Term::history},
    {"hx", Term::history},
    {"duration", Term::history},
    {"course", Term::history},
    {"period", Term::history},
    {"trial", Term::history},
    // what stands before a date
    {"dated", Term::dated},
    {"doi", Term::dated},
    {"dos", Term::dated},
    {"dob", Term::dated},
    {"doa", Term::dated},
    {"onset", Term::dated},
    {"stopped", Term::dated},
    {"discontinued", Term::dated},
    {"quit", Term::dated},
    {"seen", Term::dated},
    {"performed", Term::dated},
    {"taken", Term::dated},
    {"done", Term::dated},
    {"completed", Term::dated},
    {"injured", Term::dated},
    {"scheduled", Term::dated},
    {"discharged", Term::dated},
    {"admitted", Term::dated},
    {"effective", Term::dated},
    {"mri", Term::study},
    {"mris", Term::study},
    {"ct", Term::study},
    {"ray", Term::study},
    {"rays", Term::study},
    {"xray", Term::study},
    {"xrays", Term::study},
    {"films", Term::study},
    {"radiographs", Term::study},
    {"report", Term::study},
    {"reports", Term::study},
    {"imaging", Term::study},
    {"study", Term::study},
    {"studies", Term::study},
    {"scan", Term::study},
    {"emg", Term::study},
    {"ncs", Term::study},
    {"labs", Term::study},
    {"results", Term::study},
    {"note", Term::study},
    {"notes", Term::study},
    {"records", Term::study},
    {"image", Term::study},
    {"images", Term::sequence},
    {"letter", Term::study},
    {"myelogram", Term::study},
    {"unchanged", Term::study},
    {"changed", Term::study},
    {"different", Term::study},
    {"change", Term::study},
    {"exam", Term::study},
    {"examination", Term::study},
    {"evaluation", Term::study},
    {"those", Term::study},
    {"that", Term::study},
    {"tsh", Term::thyroid},
    {"thyroid", Term::thyroid},
    {"free", Term::thyroid},
    {"uptake", Term::thyroid},
    // what a number counts
    {"visit", Term::noun},
    {"visits", Term::noun},
    {"session", Term::noun},
    {"sessions", Term::noun},
    {"treatment", Term::noun},
    {"treatments", Term::noun},
    {"injection", Term::noun},
    {"injections", Term::noun},
    {"appointment", Term::noun},
    {"appointments", Term::noun},
    {"epidural", Term::noun},
    {"epidurals", Term::noun},
    {"esi", Term::noun},
    {"esis", Term::noun},
    {"block", Term::noun},
    {"blocks", Term::noun},
    {"shot", Term::noun},
    {"shots", Term::noun},
    {"procedures", Term::noun},
    {"surgeries", Term::noun},
    {"operations", Term::noun},
    {"adjustments", Term::noun},
    {"ablations", Term::noun},
    {"appts", Term::noun},
    {"tx", Term::noun},
    {"txs", Term::noun},
    {"rounds", Term::noun},
    {"courses", Term::noun},
    {"occasions", Term::noun},
    {"pt", Term::modifier},
    {"physical", Term::modifier},
    {"therapy", Term::modifier},
    {"chiro", Term::modifier},
    {"chiropractic", Term::modifier},
    {"skilled", Term::modifier},
    {"outpatient", Term::modifier},
    {"steroid", Term::modifier},
    {"supervised", Term::modifier},
    {"total", Term::modifier},
    {"massage", Term::modifier},
    {"acupuncture", Term::modifier},
    {"cervical", Term::modifier},
    {"lumbar", Term::modifier},
    {"scheduled", Term::modifier},
    {"rehab", Term::modifier},
    {"aquatic", Term::modifier},
    {"separate", Term::modifier},
    {"different", Term::modifier},
    {"planned", Term::modifier},
    {"attended", Term::modifier},
    {"authorized", Term::modifier},
    {"nerve", Term::modifier},
    {"facet", Term::modifier},
    {"percent", Term::percent},
    {"pct", Term::percent},
    {"cent", Term::percent},
    {"percentage", Term::percent},
    {"mg", Term::measure},
    {"mcg", Term::measure},
    {"ml", Term::measure},
    {"mm", Term::measure},
    {"cm", Term::measure},
    {"cc", Term::measure},
    {"lb", Term::measure},
    {"lbs", Term::measure},
    {"kg", Term::measure},
    {"gm", Term::measure},
    {"g", Term::measure},
    {"gauge", Term::measure},
    {"units", Term::measure},
    {"degrees", Term::measure},
    {"deg", Term::measure},
    {"degree", Term::measure},
    {"pounds", Term::measure},
    {"feet", Term::measure},
    {"ft", Term::measure},
    {"meq", Term::measure},
    {"milligrams", Term::measure},
    {"milliliters", Term::measure},
    {"millimeters", Term::measure},
    {"centimeters", Term::measure},
    {"tesla", Term::measure},
    {"pound", Term::measure},
    {"millimeter", Term::measure},
    {"inch", Term::inch},
    {"inches", Term::inch},
    {"mile", Term::inch},
    {"miles", Term::inch},
    {"cup", Term::inch},
    {"cups", Term::inch},
    {"pack", Term::frequency},
    {"packs", Term::frequency},
    {"tab", Term::frequency},
    {"tabs", Term::frequency},
    {"tablet", Term::frequency},
    {"tablets", Term::frequency},
    {"capsule", Term::frequency},
    {"capsules", Term::frequency},
    // what a score, a grade or a level stands near
    {"pain", Term::rating},
    {"nrs", Term::rating},
    {"vas", Term::rating},
    {"score", Term::rating},
    {"rated", Term::rating},
    {"rates", Term::rating},
    {"scale", Term::rating},
    {"severity", Term::rating},
    {"strength", Term::strength},
    {"motor", Term::strength},
    {"muscle", Term::strength},
    {"power", Term::strength},
    {"grade", Term::strength},
    {"weakness", Term::strength},
    {"reflex", Term::reflex},
    {"reflexes", Term::reflex},
    {"dtr", Term::reflex},
    {"dtrs", Term::reflex},
    {"jerk", Term::reflex},
    {"jerks", Term::reflex},
    {"patellar", Term::reflex},
    {"patella", Term::reflex},
    {"patellae", Term::reflex},
    {"achilles", Term::reflex},
    {"brachioradialis", Term::reflex},
    {"biceps", Term::reflex},
    {"triceps", Term::reflex},
    {"male", Term::person},
    {"female", Term::person},
    {"man", Term::person},
    {"woman", Term::person},
    {"gentleman", Term::person},
    {"lady", Term::person},
    {"arm", Term::region},
    {"arms", Term::region},
    {"neck", Term::region},
    {"leg", Term::region},
    {"legs", Term::region},
    {"heart", Term::heart},
    {"cardiac", Term::heart},
    {"cardiovascular", Term::heart},
    {"murmur", Term::heart},
    {"murmurs", Term::heart},
    {"gallop", Term::heart},
    {"gallops", Term::heart},
    {"rub", Term::heart},
    {"rubs", Term::heart},
    {"rhythm", Term::heart},
    {"rrr", Term::heart},
    {"regular", Term::heart},
    {"cv", Term::heart},
    {"cor", Term::heart},
    {"audible", Term::heart},
    {"weighted", Term::sequence},
    {"sequence", Term::sequence},
    {"sequences", Term::sequence},
    {"imaged", Term::sequence},
    {"signal", Term::sequence},
    {"signals", Term::sequence},
    {"stir", Term::sequence},
    {"hyperintense", Term::sequence},
    {"hyperintensity", Term::sequence},
    {"hyperintensities", Term::sequence},
    {"isointense", Term::sequence},
    {"hypointense", Term::sequence},
    {"hypointensity", Term::sequence},
    {"axial", Term::sequence},
    {"axials", Term::sequence},
    {"sagittal", Term::sequence},
    {"sagittals", Term::sequence},
    {"coronal", Term::sequence},
    {"gradient", Term::sequence},
    {"gre", Term::sequence},
    {"flair", Term::sequence},
    {"bright", Term::sequence},
    {"fse", Term::sequence},
    {"tse", Term::sequence},
    {"fat", Term::sequence},
    {"wi", Term::sequence},
    {"weighting", Term::sequence},
    {"intensity", Term::sequence},
    {"haste", Term::sequence},
    {"shine", Term::sequence},
    {"vertebra", Term::bone},
    {"vertebrae", Term::bone},
    {"vertebral", Term::bone},
    {"body", Term::bone},
    {"bodies", Term::bone},
    {"level", Term::bone},
    {"levels", Term::bone},
    {"disc", Term::bone},
    {"disk", Term::bone},
    {"compression", Term::bone},
    {"fracture", Term::bone},
    {"wedge", Term::bone},
    {"dermatome", Term::bone},
    {"spine", Term::bone},
    {"st", Term::ordinal},
    {"nd", Term::ordinal},
    {"rd", Term::ordinal},
    {"th", Term::ordinal},
    {"lot", Term::other_thing},
    {"dm", Term::other_thing},
    {"diabetes", Term::other_thing},
    {"diabetic", Term::other_thing},
    {"complement", Term::other_thing},
    {"electrode", Term::other_thing},
    {"electrodes", Term::other_thing},
    {"spike", Term::other_thing},
    {"nail", Term::other_thing},
    {"retrograde", Term::other_thing},
    {"stage", Term::stage},
    {"staging", Term::stage},
    {"staged", Term::stage},
    {"tnm", Term::stage},
    {"nx", Term::stage},
    {"normal", Term::normal},
    {"loud", Term::normal},
    {"single", Term::normal},
    {"crisp", Term::normal},
    {"distant", Term::normal},
    {"split", Term::heart},
    {"thrill", Term::heart},
    {"abnormality", Term::sequence},
    {"abnormalities", Term::sequence},
    {"prolongation", Term::sequence},
    {"shortening", Term::sequence},
    {"acuity", Term::vision},
    {"vision", Term::vision},
    {"visual", Term::vision},
    {"older", Term::later},
    {"younger", Term::later},
};

constexpr uint32_t kSlots = 2048;

struct Slot {
  uint64_t key = 0;
  uint8_t size = 0;
  Word word;
};

constexpr uint32_t slot_of(uint64_t key, size_t size) { return static_cast<uint32_t>((key * 0x9E3779B97F4A7C15ull + size * 0xD1B54A32D192ED03ull) >> 53); }

constexpr uint64_t key_of(std::string_view text) {
  uint64_t key = 0;
  for (size_t i = 0; i < text.size() && i < 8; ++i) key |= static_cast<uint64_t>(static_cast<uint8_t>(text[i])) << (8 * i);
  return key;
}

constexpr std::array<Slot, kSlots> make_slots() {
  std::array<Slot, kSlots> slots{};
  for (const Entry& entry : kEntries) {
    const uint64_t key = key_of(entry.text);
    uint32_t at = slot_of(key, entry.text.size());
    while (slots[at].size != 0 && (slots[at].key != key || slots[at].size != entry.text.size())) at = (at + 1) % kSlots;
    if (slots[at].size == 0) slots[at] = {key, static_cast<uint8_t>(entry.text.size()), {entry.term, entry.value}};
  }
  return slots;
}
constexpr std::array<Slot, kSlots> kTable = make_slots();

// By the first two letters and the length: whether a word that opens a quantity looks like that.
constexpr uint32_t kShapes = 27 * 27;
constexpr uint32_t letter_number(char c) { return c >= 'a' && c <= 'z' ? static_cast<uint32_t>(c - 'a') + 1 : 0; }
constexpr uint32_t shape_of(const char* data, size_t size) { return letter_number(data[0]) * 27 + (size > 1 ? letter_number(data[1]) : 0); }
constexpr uint32_t kLongest = 15;

constexpr std::array<uint16_t, kShapes> make_shapes() {
  std::array<uint16_t, kShapes> shapes{};
  for (const Entry& entry : kEntries) {
    if (entry.term > kLastOpening && entry.text != "d") continue;
    uint16_t& lengths = shapes[shape_of(entry.text.data(), entry.text.size())];
    lengths = static_cast<uint16_t>(lengths | 1u << entry.text.size());
  }
  return shapes;
}
constexpr std::array<uint16_t, kShapes> kOpening = make_shapes();

uint64_t load_key(const char* data, size_t size, size_t readable) {
  uint64_t key = 0;
  if (readable < 8) return key_of({data, size});
  memcpy(&key, data, 8);
  return size >= 8 ? key : key & ((1ull << (8 * size)) - 1);
}

}  // namespace

Word find_word(const char* data, size_t size, size_t readable) {
  const uint64_t key = load_key(data, size, readable);
  for (uint32_t at = slot_of(key, size); kTable[at].size != 0; at = (at + 1) % kSlots) {
    if (kTable[at].key == key && kTable[at].size == size) return kTable[at].word;
  }
  return {};
}

bool may_open(const char* data, size_t size) { return size <= kLongest && (kOpening[shape_of(data, size)] >> size & 1) != 0; }

std::string_view Scan::text(uint32_t at) const {
  if (!has(at)) return {};
  const Token& token = tokens_[at];
  const uint32_t end = token.has(Token::kPossessive) ? token.end - 2 : token.end;
  return folded_.substr(token.begin, end - token.begin);
}

Word Scan::word(uint32_t at) const {
  if (!is_word(at)) return {};
  const std::string_view own = text(at);
  return find_word(own.data(), own.size(), folded_.size() - tokens_[at].begin);
}

double Scan::number(uint32_t at) const {
  double value = 0;
  double place = 0;
  for (const char c : text(at)) {
    if (c == '.') {
      place = 1;
    } else if (c != ',') {
      value = value * 10 + (c - '0');
      place *= 10;
    }
  }
  return place > 1 ? value / place : value;
}

int Scan::integer(uint32_t at) const {
  if (!is_number(at) || length(at) > 4) return -1;
  int value = 0;
  for (const char c : text(at)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool Scan::term_before(uint32_t end, uint32_t count, Term wanted) const {
  for (uint32_t at = end; at > 0 && end - at < count; --at) {
    if (term(at - 1) == wanted) return true;
  }
  return false;
}

bool Scan::term_after(uint32_t begin, uint32_t count, Term wanted) const {
  for (uint32_t at = begin; at < begin + count && has(at); ++at) {
    if (term(at) == wanted) return true;
  }
  return false;
}

}  // namespace chartgap
