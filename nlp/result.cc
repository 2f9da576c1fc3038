#include "nlp/result.h"

#include <algorithm>
#include <numeric>

namespace chartgap {
namespace {

size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row[b.size()];
}

}  // namespace

void add_issues(Issues& to, const Issues& more) { to.insert(to.end(), more.begin(), more.end()); }

std::string to_string(const Issue& issue) {
  std::string out = issue.file;
  if (issue.line != 0) out += ":" + std::to_string(issue.line) + ":" + std::to_string(issue.column);
  out += ": " + issue.message;
  if (!issue.code.empty()) out += " [" + issue.code + "]";
  if (!issue.expected.empty()) out += "; expected " + issue.expected;
  return out;
}

std::string to_string(const Issues& issues) {
  std::string out;
  for (const Issue& issue : issues) out += to_string(issue) + "\n";
  return out;
}

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
  std::string best;
  size_t best_distance = std::max<size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace chartgap
