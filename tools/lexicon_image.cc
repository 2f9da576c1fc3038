// Puts the compiled lexicon into the program as it is.
#include "tools/embedded_files.h"

asm(".section .rodata\n"
    ".balign 16\n"
    "chartgap_lexicon_image_begin:\n"
    ".incbin \"" LEXICON_IMAGE
    "\"\n"
    "chartgap_lexicon_image_end:\n"
    ".byte 0\n"
    ".previous\n");

extern const char chartgap_lexicon_image_begin[];
extern const char chartgap_lexicon_image_end[];

namespace chartgap {

std::string_view embedded_lexicon_image() { return {chartgap_lexicon_image_begin, static_cast<size_t>(chartgap_lexicon_image_end - chartgap_lexicon_image_begin)}; }

}  // namespace chartgap
