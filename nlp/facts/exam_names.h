// What rows of an examination call their things: muscles, tendons, movements and planes, short ("Delt", "WE", "D") or in full ("wrist ext", "great toe extension").
// Source: abbreviations as clinic templates, physiotherapists and UK letters write them; roots by the myotome tables that the muscle lexicon names.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "nlp/document.h"
#include "nlp/fact.h"
#include "nlp/facts/word_filter.h"

namespace chartgap {

enum class NameKind : uint8_t {
  muscle,   // of strength only
  shared,   // a muscle whose tendon is struck too: the grade's row says which
  tendon,   // of reflexes only
  plane,    // of the spine's motion
  feeling,  // a modality of sensation
  limb,     // "UE", "LE": all that is tested there
  root,     // "L4": what the root supplies
};

struct ExamName {
  NameKind kind = NameKind::muscle;
  uint32_t length = 0;     // tokens
  uint8_t regions = 0;     // RegionBit
  bool leg_joint = false;  // a tendon that is called by its joint: no muscle
  bool weak = false;       // a letter or a word that means other things elsewhere: a name only beside others
  bool word = false;       // written in full, as the lexicon has it too
  SegmentSet roots;
  Side side = Side::none;  // "LR", "RSB"
};

// "C5", "L4" as the name of a myotome.
std::optional<ExamName> myotome_at(const Document& document, uint32_t at, uint32_t end);
// Passes what may begin a name.
const WordFilter& exam_name_filter();
// The name that begins at the token and ends by `end`.
std::optional<ExamName> exam_name_at(const Document& document, uint32_t at, uint32_t end);

}  // namespace chartgap
