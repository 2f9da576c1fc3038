// Character references of HTML and XML: &amp; &eacute; &#8805; &#x2265;
// Source: HTML standard, "Named character references" (those of HTML 4 and &apos;) and "Numeric character reference end state".
#pragma once

#include <string>
#include <string_view>

namespace chartgap {

struct CharacterReference {
  size_t length = 0;  // bytes of the reference; 0 where `raw` begins with none
  std::string text;
};

// Only for text that begins with &.
CharacterReference read_character_reference(std::string_view raw);

}  // namespace chartgap
