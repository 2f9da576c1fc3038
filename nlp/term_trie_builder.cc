#include "nlp/term_trie_builder.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace chartgap {
namespace {

constexpr uint64_t kNoEnd = 255;

uint32_t step_of(uint64_t place) { return static_cast<uint32_t>(place); }
uint32_t words_of(uint64_t place) { return place >> 32 & 255; }
uint32_t before_of(uint64_t place) { return place >> 40 & 255; }
uint32_t end_of(uint64_t place) { return place >> 48 & 255; }
uint64_t with_step(uint64_t place, uint32_t step) { return (place & ~uint64_t{0xFFFFFFFF}) | step; }
uint64_t with_word(uint64_t place) { return place + (uint64_t{1} << 32); }
uint64_t with_before(uint64_t place, uint64_t words) { return (place & ~(uint64_t{255} << 40)) | words << 40; }
uint64_t with_end(uint64_t place, uint64_t words) { return (place & ~(uint64_t{255} << 48)) | words << 48; }

uint64_t mixed(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15ull;
  return hash ^ (hash >> 29);
}

}  // namespace

size_t TermTrieBuilder::PlacesHash::operator()(const Places& places) const {
  uint64_t hash = places.size();
  for (const Place place : places) hash = mixed(hash, place);
  return hash;
}

size_t TermTrieBuilder::CellsHash::operator()(const std::vector<uint32_t>& cells) const {
  uint64_t hash = cells.size();
  for (const uint32_t cell : cells) hash = mixed(hash, cell);
  return hash;
}

void TermTrieBuilder::add(const TermProgram& program) {
  const uint32_t base = static_cast<uint32_t>(all_.steps.size());
  const uint32_t dispatches = static_cast<uint32_t>(all_.dispatches.size());
  roots_.push_back(base);
  bool marked = false;
  for (TermStep step : program.steps) {
    marked = marked || step.op == TermStep::Op::begin || step.op == TermStep::Op::end;
    if (step.op == TermStep::Op::split || step.op == TermStep::Op::jump) step.a += base;
    if (step.op == TermStep::Op::split) step.b += base;
    if (step.op == TermStep::Op::dispatch) step.a += dispatches;
    all_.steps.push_back(step);
  }
  for (WordDispatch dispatch : program.dispatches) {
    for (uint32_t& target : dispatch.all) target += base;
    all_.dispatches.push_back({{}, {}, std::move(dispatch.all)});
  }
  marked_.resize(all_.steps.size(), marked ? 1 : 0);
}

TermTrie TermTrieBuilder::build(uint32_t vocabulary_size) {
  TermTrie trie;
  trie.roots_.assign(vocabulary_size + 1, 0);
  trie.single_.assign(vocabulary_size / 64 + 1, 0);
  cells_.assign(1, 0);
  std::vector<std::pair<WordId, WordId>> pairs;
  Places first;
  for (const uint32_t root : roots_) reach(with_end(root, kNoEnd), first);
  for (const auto& [word, places] : next(sorted(std::move(first)))) {
    trie.roots_[word] = node(places);
    if (!accepts(places).empty()) trie.single_[word / 64] |= uint64_t{1} << (word % 64);
    for (const auto& [second, behind] : next(places)) pairs.emplace_back(word, second);
  }
  fill_pairs(pairs, trie);
  trie.cells_ = std::move(cells_);
  trie.cells_.resize(trie.cells_.size() + TermTrie::kBlock);
  return trie;
}

void TermTrieBuilder::fill_pairs(const std::vector<std::pair<WordId, WordId>>& pairs, TermTrie& trie) {
  constexpr size_t kBitsForEach = 6;
  constexpr size_t kFewest = 64;
  const size_t bits = std::bit_ceil(std::max(pairs.size() * kBitsForEach, kFewest));
  trie.pair_shift_ = 32 - static_cast<uint32_t>(std::countr_zero(bits));
  trie.pairs_.assign(bits / 64, 0);
  for (const auto& [word, second] : pairs) {
    const uint32_t pair = trie.pair_bit(word, second);
    trie.pairs_[pair / 64] |= uint64_t{1} << (pair % 64);
  }
}

void TermTrieBuilder::reach(Place from, Places& out) const {
  const uint32_t step = step_of(from);
  switch (all_.steps[step].op) {
    case TermStep::Op::word:
    case TermStep::Op::word_set:
    case TermStep::Op::accept: out.push_back(from); break;
    case TermStep::Op::begin: reach(with_step(with_before(from, words_of(from)), step + 1), out); break;
    case TermStep::Op::end: reach(with_step(with_end(from, words_of(from)), step + 1), out); break;
    default: each_branch(all_, step, [&](uint32_t next) { reach(with_step(from, next), out); });
  }
}

TermTrieBuilder::Places TermTrieBuilder::sorted(Places places) const {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

uint32_t TermTrieBuilder::node(const Places& places) {
  if (const auto known = nodes_.find(places); known != nodes_.end()) return known->second;
  const std::vector<uint32_t> ends = accepts(places);
  const std::vector<std::pair<WordId, Places>> edges = next(places);
  assert(ends.size() < 256 && edges.size() < (1u << 24));
  std::vector<uint32_t> cells{static_cast<uint32_t>(edges.size() << 8 | ends.size())};
  cells.insert(cells.end(), ends.begin(), ends.end());
  for (const auto& [word, behind] : edges) cells.push_back(word);
  for (const auto& [word, behind] : edges) cells.push_back(node(behind));
  return nodes_[places] = write(std::move(cells));
}

std::vector<std::pair<WordId, TermTrieBuilder::Places>> TermTrieBuilder::next(const Places& places) const {
  std::vector<std::pair<WordId, Place>> steps;
  for (const Place place : places) {
    const TermStep& step = all_.steps[step_of(place)];
    const Place behind = with_step(marked_[step_of(place)] != 0 ? with_word(place) : place, step_of(place) + 1);
    if (step.op == TermStep::Op::word) steps.emplace_back(step.a, behind);
    if (step.op != TermStep::Op::word_set) continue;
    for (const WordId word : symbols_.words(step.a)) steps.emplace_back(word, behind);
  }
  std::sort(steps.begin(), steps.end());
  std::vector<std::pair<WordId, Places>> out;
  for (const auto& [word, behind] : steps) {
    if (out.empty() || out.back().first != word) out.emplace_back(word, Places());
    reach(behind, out.back().second);
  }
  for (auto& [word, behind] : out) behind = sorted(std::move(behind));
  return out;
}

// What ends here, packed as the trie keeps it, each once.
std::vector<uint32_t> TermTrieBuilder::accepts(const Places& places) const {
  std::vector<uint32_t> out;
  for (const Place place : places) {
    const TermStep& step = all_.steps[step_of(place)];
    if (step.op != TermStep::Op::accept) continue;
    const uint32_t behind = end_of(place) == kNoEnd ? 0 : words_of(place) - end_of(place);
    out.push_back(TermTrie::pack({step.a, before_of(place), behind}));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

uint32_t TermTrieBuilder::write(std::vector<uint32_t> cells) {
  const auto [known, fresh] = written_.try_emplace(std::move(cells), static_cast<uint32_t>(cells_.size()));
  if (fresh) cells_.insert(cells_.end(), known->first.begin(), known->first.end());
  return known->second;
}

}  // namespace chartgap
