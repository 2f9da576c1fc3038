// A patient's id as 16 bytes: half of its SHA-256, so that two patients never share one, and an index of millions stays small.
#pragma once

#include <cstdint>
#include <string>

#include "nlp/sha256.h"

namespace chartgap {

struct PatientKey {
  uint64_t high = 0;
  uint64_t low = 0;
  bool operator==(const PatientKey&) const = default;
};

struct PatientKeyHash {
  size_t operator()(const PatientKey& key) const { return key.low; }
};

inline PatientKey patient_key(const std::string& patient) {
  constexpr size_t kDigits = 16;
  const std::string digits = sha256_hex(patient);
  return {std::stoull(digits.substr(0, kDigits), nullptr, 16), std::stoull(digits.substr(kDigits, kDigits), nullptr, 16)};
}

}  // namespace chartgap
