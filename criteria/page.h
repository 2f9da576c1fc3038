// Lines of text wrapped at a width.
// Units: columns are characters; colour escapes take none.
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

class Page {
 public:
  // 0 never wraps.
  explicit Page(unsigned width) : width_(width) {}

  // One paragraph; its later lines stand `hang` columns in.
  void write(std::string_view paragraph, unsigned indent, unsigned hang);
  void blank() { out_ += '\n'; }
  std::string take() { return std::move(out_); }

 private:
  void put(std::string_view word, unsigned hang, unsigned& column, bool& first);

  std::string out_;
  unsigned width_;
};

}  // namespace chartgap
