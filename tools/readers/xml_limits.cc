#include "tools/readers/xml_limits.h"

#include <algorithm>
#include <string>

namespace chartgap {
namespace {

constexpr size_t kMostDeep = 500;
constexpr size_t kMostNodes = 1000000;  // elements and attributes: about 70 bytes each in the tree

class XmlScan {
 public:
  explicit XmlScan(std::string_view document) : in_(document) {}

  std::optional<Problem> run() {
    for (at_ = in_.find('<'); at_ < in_.size(); at_ = in_.find('<', at_)) {
      read_markup();
      if (depth_ > kMostDeep) return Problem{"too-deep", "has elements nested more than 500 levels deep; expected a document"};
      if (nodes_ > kMostNodes) return Problem{"too-many-elements", "has more than a million elements and attributes; expected a document"};
    }
    return std::nullopt;
  }

 private:
  void read_markup() {
    const std::string_view rest = in_.substr(at_);
    if (rest.starts_with("<!--")) return pass("-->");
    if (rest.starts_with("<![CDATA[")) return pass("]]>");
    if (rest.starts_with("<?")) return pass("?>");
    ++nodes_;
    if (rest.starts_with("</")) {
      depth_ -= depth_ > 0 ? 1 : 0;
      return pass(">");
    }
    read_tag();
  }

  void pass(std::string_view end) { at_ = std::min(in_.find(end, at_ + 2), in_.size()); }

  void read_tag() {
    while (++at_ < in_.size() && in_[at_] != '>') {
      if (in_[at_] != '"' && in_[at_] != '\'') continue;
      ++nodes_;
      at_ = std::min(in_.find(in_[at_], at_ + 1), in_.size());
    }
    if (at_ < in_.size() && in_[at_ - 1] != '/') ++depth_;
  }

  const std::string_view in_;
  size_t at_ = 0;
  size_t depth_ = 0;
  size_t nodes_ = 0;
};

}  // namespace

std::optional<Problem> find_xml_excess(std::string_view document) { return XmlScan(document).run(); }

}  // namespace chartgap
