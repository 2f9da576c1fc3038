// A place in a note.
// Units: bytes of the note as received, half-open.
#pragma once

#include <cstdint>

namespace chartgap {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
};

// A run of tokens, half-open.
struct TokenRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(uint32_t token) const { return begin <= token && token < end; }
  bool contains(const TokenRange& other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(const TokenRange& other) const { return begin < other.end && other.begin < end; }
  bool operator==(const TokenRange&) const = default;
};

}  // namespace chartgap
