// A fact: one thing that the text says about this patient, where it says so, and what it says of it.
// Shape: plain values without heap memory, so that a note's facts are cheap to make and to copy.
// Source: types, codes and attributes are described in corpus/README.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/assertion.h"
#include "nlp/quantities.h"
#include "nlp/sections.h"
#include "nlp/span.h"
#include "nlp/spine.h"

namespace chartgap {

// `statement` is no fact type of the model: words about the case that only the judge uses ("the arm is worse than the neck", "cleared for sedation").
enum class FactType : uint8_t { symptom, therapy, imaging, exam, red_flag, procedure, score, counseling, diagnosis, alternative, statement };
inline constexpr int kFactTypes = 11;
std::string_view to_string(FactType type);
// Nothing when no type has the name.
std::optional<FactType> fact_type_named(std::string_view name);
// Of the types of the model.
std::vector<std::string> fact_type_names();

enum class Side : uint8_t { none, left, right, bilateral };
inline constexpr int kSides = 4;
std::string_view to_string(Side side);

// Small sets of named values, as bits.
enum RegionBit : uint8_t { kNeck = 1, kThoracic = 2, kLowBack = 4, kUpperLimb = 8, kLowerLimb = 16 };
inline constexpr std::array<std::string_view, 5> kRegionNames = {"neck", "thoracic", "low_back", "upper_limb", "lower_limb"};
inline constexpr uint8_t kSpinalRegions = kNeck | kThoracic | kLowBack;
inline constexpr uint8_t kLimbs = kUpperLimb | kLowerLimb;
enum SeverityBit : uint8_t { kMild = 1, kModerate = 2, kSevere = 4 };
inline constexpr std::array<std::string_view, 3> kSeverityNames = {"mild", "moderate", "severe"};
inline constexpr std::array<std::string_view, 8> kQualityNames = {"sharp", "shooting", "burning", "aching", "stabbing", "dull", "electric", "throbbing"};
enum class Modality : uint8_t { none, mri, ct, xray, myelogram, emg };
inline constexpr int kModalities = 6;
std::string_view to_string(Modality modality);
enum class Outcome : uint8_t { none, failed, partial, helped, not_tolerated };
inline constexpr int kOutcomes = 5;
std::string_view to_string(Outcome outcome);
enum class Approach : uint8_t { none, interlaminar, transforaminal, caudal };
inline constexpr int kApproaches = 4;
std::string_view to_string(Approach approach);
enum class Guidance : uint8_t { none, fluoroscopy, ct, ultrasound };
inline constexpr int kGuidances = 4;
std::string_view to_string(Guidance guidance);

// Absent attributes are empty, none or kNoNumber. Nothing is guessed.
inline constexpr float kNoNumber = -1;
inline constexpr int kMaxMuscles = 6;
struct Attributes {
  Side side = Side::none;
  uint8_t regions = 0;     // RegionBit
  uint8_t severities = 0;  // SeverityBit
  uint8_t qualities = 0;   // bit i is kQualityNames[i]
  Modality modality = Modality::none;
  Outcome outcome = Outcome::none;
  Approach approach = Approach::none;
  Guidance guidance = Guidance::none;
  bool contrast = false;
  SegmentSet roots;
  LevelSet levels;
  Duration duration;
  Duration relief_duration;
  float sessions = kNoNumber;
  float relief_percent = kNoNumber;
  float value = kNoNumber;
  float low = kNoNumber;
  float max = kNoNumber;
  std::string_view drug;                  // generic name; lives as long as the lexicon
  std::array<Span, kMaxMuscles> muscles;  // as printed; the first `muscle_count`
  std::array<Span, kMaxMuscles> joints;   // where a muscle's joint is named apart from it ("hip flexors and extensors"), else empty
  uint8_t muscle_count = 0;
  Span grade;  // as printed
  Span icd;    // as printed
  // Not of the model, for the judge: the roots that a dermatome, a muscle or a reflex implies.
  SegmentSet implied_roots;
  // Not of the model, for the judge: when the thing began or was done (a dated course, an onset, a study's or an injection's date).
  Date date;
  Date end_date;
};

// The cue that decided the assertion; entry kNoEntry when none did (the default, a section or a polarity word of the entry itself).
inline constexpr uint32_t kNoEntry = UINT32_MAX;
struct CueUse {
  uint32_t entry = kNoEntry;
  Span span;
};

struct Fact {
  FactType type = FactType::symptom;
  Assertion assertion = Assertion::present;
  std::string_view code;  // lives as long as the lexicon
  Span span;              // of the evidence, in bytes of the note
  Span sentence;          // of the sentence around it
  SectionKind section = SectionKind::none;
  uint32_t entry = kNoEntry;  // the lexicon entry that made it
  CueUse cue;
  Attributes attributes;
};

}  // namespace chartgap
