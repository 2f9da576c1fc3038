// A case as the tests of a policy read it: every fact and statement with its document, the part of the body it concerns, and how old it is.
// Owner: borrows the case; lives no longer.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "criteria/case.h"
#include "criteria/region.h"

namespace chartgap {

// In the part of the spine that the policy is about or in its limbs, somewhere else, or not said.
enum class Area : uint8_t { unsaid, here, elsewhere };

struct Item {
  const Fact* fact = nullptr;
  uint32_t document = 0;

  const Attributes& attributes() const { return fact->attributes; }
  bool is(Assertion assertion) const { return fact->assertion == assertion; }
};
using Items = std::vector<Item>;

class Chart {
 public:
  Chart(const Case& patient, Region region);

  const std::vector<CaseDocument>& documents() const { return patient_.documents; }
  const CaseDocument& document(const Item& item) const { return patient_.documents[item.document]; }
  Region region() const { return region_; }
  const RegionWords& words() const { return words_of(region_); }
  // In the order of the documents and of their text.
  const Items& facts(FactType type) const { return facts_[static_cast<size_t>(type)]; }
  const Items& statements() const { return facts(FactType::statement); }
  template <class Wanted>
  Items select(FactType type, Wanted wanted) const {
    Items out;
    for (const Item& item : facts(type)) {
      if (wanted(item)) out.push_back(item);
    }
    return out;
  }

  // Where the item's own words put it; failing that, the symptoms, diagnoses and treatments of its sentence.
  Area area(const Item& item) const;
  // Where a fact's own level, root or region words put it.
  Area area_of(const Attributes& attributes) const;
  // The same, or what its code says ("lumbar_stenosis").
  Area area_of(const Fact& fact) const;
  // Statements of that code that the text makes, not about another part of the spine.
  Items stated(std::string_view code) const;
  // The same for statements that hold their own negation ("never had therapy"): a cue inside their words is part of what they state.
  Items asserted(std::string_view code) const;
  // The study that an imaging report tells of; Modality::none for other documents and where its head does not say.
  Modality study(uint32_t document) const { return studies_[document]; }
  // Whether the document's head names another part of the spine than the policy's.
  bool is_of_other_region(uint32_t document) const { return other_region_[document]; }
  // The document's date is more than `days` before the case's newest one. Undated documents are never old.
  bool is_old(uint32_t document, double days) const;
  // The newest date of a document; empty when none is dated.
  const Date& newest() const { return newest_; }
  // The first of two documents is dated more than `days` before the other.
  bool is_older(uint32_t a, uint32_t b, double days) const;

  std::string_view text(const Item& item, Span span) const;
  std::string_view sentence(const Item& item) const { return text(item, item.fact->sentence); }
  // The date nearest after the item in its sentence and before `end`, or nearest before it; with its year and month, else empty.
  Date date_after(const Item& item, uint32_t end) const;
  Date date_before(const Item& item) const;
  // The dates, lengths, scores and percentages of a document.
  const std::vector<Quantity>& quantities(uint32_t document) const { return patient_.documents[document].quantities; }
  // Another fact or statement of the item's sentence that `wanted` takes.
  template <class Wanted>
  bool sentence_has(const Item& item, Wanted wanted) const {
    const CaseDocument& home = document(item);
    return has_in(home.facts, item, wanted) || has_in(home.statements, item, wanted);
  }

 private:
  static constexpr int64_t kNoDay = std::numeric_limits<int64_t>::min();

  void add(uint32_t index);
  bool is_older_than(uint32_t document, int64_t day, double days) const;
  // Calls with every whole date of the item's sentence and its span, in the order of the text.
  template <class Use>
  void each_date(const Item& item, Use use) const;
  Area area_of_sentence(const Item& item) const;
  static size_t first_at(const std::vector<Fact>& facts, uint32_t byte);
  template <class Wanted>
  static bool has_in(const std::vector<Fact>& facts, const Item& item, Wanted wanted) {
    const Span sentence = item.fact->sentence;
    for (size_t i = first_at(facts, sentence.begin); i < facts.size() && facts[i].span.begin < sentence.end; ++i) {
      if (&facts[i] != item.fact && wanted(facts[i])) return true;
    }
    return false;
  }

  const Case& patient_;
  Region region_;
  std::vector<Items> facts_;
  std::vector<Modality> studies_;
  std::vector<bool> other_region_;
  std::vector<int64_t> days_;  // of the documents, as in day_number(); kNoDay where a document has no date
  Date newest_;
};

bool same_sentence(const Item& a, const Item& b);
bool is_in_sentence_of_any(const Item& item, const Items& others);

// An unchecked box is silence, whatever its label says or denies ("[ ] No anticoagulant").
bool is_in_empty_box(const Chart& chart, const Item& item);

// Whether the text has `word` (lower case) in it, at the beginning of a word, in any case.
bool has_word(std::string_view text, std::string_view word);
// Whether `word` stands within `reach` bytes before the item.
bool is_preceded_by(const Chart& chart, const Item& item, std::string_view word, uint32_t reach);

}  // namespace chartgap
