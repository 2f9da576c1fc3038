// Notes to measure growth by: the project's own notes repeated to a length, and notes that nobody writes but that must not stop the program.
// Out: invented text; the same for the same arguments.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chartgap {

// The notes of corpus/dev, in the order of their names.
const std::vector<std::string>& ordinary_notes();
// Their text one after another, again and again, up to the last whole line within `bytes`.
std::string long_note(size_t bytes);

struct HostileShape {
  std::string_view name;
  // At least so many bytes of it.
  std::string (*make)(size_t bytes);
};
std::span<const HostileShape> hostile_shapes();

}  // namespace chartgap
