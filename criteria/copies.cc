#include "criteria/copies.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <utility>

namespace chartgap {
namespace {

constexpr std::string_view kPauses = ".,;:*|\"'";

// A document's words, numbers and the signs that mean something ("+", "/", "["), by their token.
struct Words {
  const Document* document = nullptr;
  std::vector<uint32_t> tokens;
  std::vector<uint64_t> hashes;

  std::string_view word(size_t index) const {
    const Token& token = document->tokens()[tokens[index]];
    return document->text().folded().substr(token.begin, token.end - token.begin);
  }
  uint32_t sentence(size_t index) const { return document->sentence_of(tokens[index]); }
};

uint64_t hash_of(std::string_view word) {
  uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : word) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3;
  return hash;
}

Words words_of(const Document& document) {
  Words words{&document, {}, {}};
  for (uint32_t i = 0; i < document.tokens().size(); ++i) {
    const Token& token = document.tokens()[i];
    if (token.kind == TokenKind::punctuation && kPauses.find(token.mark) != std::string_view::npos) continue;
    words.tokens.push_back(i);
    words.hashes.push_back(hash_of(words.word(words.tokens.size() - 1)));
  }
  return words;
}

struct Position {
  uint32_t document = 0;
  uint32_t word = 0;
};

// Where each run of words stood first, by its hash: a table of open addresses that never grows.
class RunTable {
 public:
  explicit RunTable(size_t runs) : slots_(std::bit_ceil(2 * runs + 2)), mask_(slots_.size() - 1) {}

  // The earliest stays.
  void add(uint64_t hash, Position position) {
    Slot& slot = slots_[place(hash)];
    if (!slot.taken) slot = {hash, position, true};
  }
  const Position* find(uint64_t hash) const {
    const Slot& slot = slots_[place(hash)];
    return slot.taken ? &slot.position : nullptr;
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    Position position;
    bool taken = false;
  };

  size_t place(uint64_t hash) const {
    size_t at = (hash ^ hash >> 32) & mask_;
    while (slots_[at].taken && slots_[at].hash != hash) at = (at + 1) & mask_;
    return at;
  }

  std::vector<Slot> slots_;
  size_t mask_;
};

// The hash of each run of kRunWords words, rolled along.
template <class Use>
void each_run(const Words& words, Use use) {
  constexpr uint64_t kBase = 0x9e3779b97f4a7c15;
  uint64_t last = 1;  // what the first word of a run has been multiplied by
  for (size_t i = 1; i < kRunWords; ++i) last *= kBase;
  uint64_t hash = 0;
  for (size_t i = 0; i < words.hashes.size(); ++i) {
    if (i >= kRunWords) hash -= words.hashes[i - kRunWords] * last;
    hash = hash * kBase + words.hashes[i];
    if (i + 1 >= kRunWords) use(i + 1 - kRunWords, hash);
  }
}

class CopyFinder {
 public:
  explicit CopyFinder(Case& patient) : patient_(patient), order_(by_date()), words_(patient.documents.size()), seen_(0) {}

  void run() {
    if (order_.empty() || day_of(order_.front()) == day_of(order_.back())) return;
    read_words();
    for (size_t first = 0; first < order_.size();) {
      size_t last = first;
      while (last < order_.size() && day_of(order_[last]) == day_of(order_[first])) ++last;
      for (size_t i = first; i < last && first > 0; ++i) find_in(order_[i]);
      for (size_t i = first; i < last && last < order_.size(); ++i) remember(order_[i]);
      first = last;
    }
    for (CaseDocument& document : patient_.documents) drop_copied(document);
  }

 private:
  void read_words() {
    size_t words = 0;
    for (const uint32_t document : order_) {
      words_[document] = words_of(patient_.documents[document].document);
      words += words_[document].tokens.size();
    }
    seen_ = RunTable(words);
  }

  int64_t day_of(uint32_t document) const { return day_number(patient_.documents[document].date); }

  std::vector<uint32_t> by_date() const {
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < patient_.documents.size(); ++i) {
      const Date& date = patient_.documents[i].date;
      if (date.year != 0 && date.day != 0) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return day_of(a) < day_of(b); });
    return order;
  }

  void remember(uint32_t document) {
    each_run(words_[document], [&](size_t word, uint64_t hash) { seen_.add(hash, {document, static_cast<uint32_t>(word)}); });
  }

  void find_in(uint32_t document) {
    const Words& words = words_[document];
    size_t next = 0;
    each_run(words, [&](size_t word, uint64_t hash) {
      const Position* found = word < next ? nullptr : seen_.find(hash);
      if (found == nullptr) return;
      const Position at = *found;
      const size_t size = common(words, word, words_[at.document], at.word);
      const auto [first, last] = whole_sentences(words, word, word + size);
      if (size < kRunWords) return;
      if (first < last) {
        const Span source = span_of(words_[at.document], at.word + (first - word), last - first);
        patient_.documents[document].copies.push_back({span_of(words, first, last - first), at.document, source});
      }
      next = word + size;
    });
  }

  static size_t common(const Words& a, size_t from_a, const Words& b, size_t from_b) {
    size_t size = 0;
    while (from_a + size < a.tokens.size() && from_b + size < b.tokens.size() && a.word(from_a + size) == b.word(from_b + size)) ++size;
    return size;
  }

  // The part of a run from its first beginning of a sentence to its last end of one.
  static std::pair<size_t, size_t> whole_sentences(const Words& words, size_t first, size_t last) {
    const auto begins = [&](size_t word) { return word == 0 || words.sentence(word) != words.sentence(word - 1); };
    while (first < last && !begins(first)) ++first;
    while (last > first && last < words.tokens.size() && !begins(last)) --last;
    return {first, last};
  }

  // With the pauses behind it.
  static Span span_of(const Words& words, size_t first, size_t size) {
    const size_t next = first + size;
    const auto end = next < words.tokens.size() ? words.tokens[next] : static_cast<uint32_t>(words.document->tokens().size());
    return words.document->span_of({words.tokens[first], end});
  }

  // Copies that say nothing (a letterhead, a set phrase of no meaning here) are not worth a word.
  static void drop_copied(CaseDocument& document) {
    std::erase_if(document.copies, [&](const Copy& copy) {
      const auto copied = [&](const Fact& fact) { return copy.span.contains(fact.sentence); };
      return std::erase_if(document.facts, copied) + std::erase_if(document.statements, copied) == 0;
    });
  }

  Case& patient_;
  const std::vector<uint32_t> order_;  // of the dated documents
  std::vector<Words> words_;
  RunTable seen_;
};

}  // namespace

void count_copies_once(Case& patient) { CopyFinder(patient).run(); }

}  // namespace chartgap
