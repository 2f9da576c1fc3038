#include "nlp/term_trie.h"

#include <algorithm>
#include <cassert>
#include <map>

namespace chartgap {
namespace {

struct Edge {
  WordId word = 0;
  uint32_t child = 0;
};

// The nodes as they were built, one after the other.
struct Tree {
  std::vector<std::vector<Edge>> edges;        // sorted by word
  std::vector<std::vector<uint32_t>> accepts;  // sorted, each once
};

// Writes the nodes into one array, each kind once, a node's children before it.
class Writer {
 public:
  Writer(const Tree& tree, std::vector<uint32_t>& cells) : tree_(tree), cells_(cells) {}

  // Gives where the node stands.
  uint32_t write(uint32_t node) {
    const std::vector<Edge>& edges = tree_.edges[node];
    const std::vector<uint32_t>& accepts = tree_.accepts[node];
    assert(accepts.size() < 256 && edges.size() < (1u << 24));
    std::vector<uint32_t> own{static_cast<uint32_t>(edges.size() << 8 | accepts.size())};
    own.insert(own.end(), accepts.begin(), accepts.end());
    for (const Edge& edge : edges) own.push_back(edge.word);
    for (const Edge& edge : edges) own.push_back(write(edge.child));
    const auto [known, fresh] = written_.try_emplace(std::move(own), static_cast<uint32_t>(cells_.size()));
    if (fresh) cells_.insert(cells_.end(), known->first.begin(), known->first.end());
    return known->second;
  }

 private:
  const Tree& tree_;
  std::vector<uint32_t>& cells_;
  std::map<std::vector<uint32_t>, uint32_t> written_;
};

}  // namespace

uint32_t TermTrie::find_among_many(const WordId* words, uint32_t edges, WordId word) { return static_cast<uint32_t>(std::lower_bound(words, words + edges, word) - words); }

void TermTrie::add(const std::vector<WordId>& words, const Accept& accept) {
  uint32_t at = 0;
  for (WordId word : words) {
    const auto [edge, fresh] = edges_.try_emplace(uint64_t{at} << 32 | word, nodes_);
    nodes_ += fresh;
    at = edge->second;
  }
  accepts_.emplace_back(at, accept.entry << 12 | accept.before << 6 | accept.behind);
}

void TermTrie::freeze(uint32_t vocabulary_size) {
  Tree tree;
  tree.edges.resize(nodes_);
  tree.accepts.resize(nodes_);
  for (const auto& [key, child] : edges_) tree.edges[key >> 32].push_back({static_cast<WordId>(key), child});
  for (const auto& [node, accept] : accepts_) tree.accepts[node].push_back(accept);
  for (std::vector<Edge>& edges : tree.edges) std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.word < b.word; });
  for (std::vector<uint32_t>& accepts : tree.accepts) {
    std::sort(accepts.begin(), accepts.end());
    accepts.erase(std::unique(accepts.begin(), accepts.end()), accepts.end());
  }
  roots_.assign(vocabulary_size + 1, 0);
  seconds_.assign(vocabulary_size + 1, 0);
  cells_.assign(1, 0);
  Writer writer(tree, cells_);
  for (const Edge& edge : tree.edges[0]) {
    roots_[edge.word] = writer.write(edge.child);
    if (!tree.accepts[edge.child].empty()) seconds_[edge.word] = ~uint64_t{0};
    for (const Edge& second : tree.edges[edge.child]) seconds_[edge.word] |= uint64_t{1} << second_bit(second.word);
  }
  edges_.clear();
  accepts_.clear();
}

}  // namespace chartgap
