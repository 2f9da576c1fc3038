// A documentation query: what the provider is asked about the gaps and conflicts of a judged case.
// Source: AHIMA and ACDIS, Guidelines for Achieving a Compliant Query Practice (2022 update; read in summaries): the patient's own indicators with their places, an open
//         question or options with "other" and "unable to determine", and no word on payment or on the answer that would be wanted. So neither the policy nor a
//         criterion's label, which could be the wanted answer, is in it.
// Out:    UTF-8; the same input gives the same bytes.
#pragma once

#include <string>
#include <vector>

#include "criteria/case.h"
#include "criteria/conflict.h"
#include "criteria/judge.h"
#include "criteria/policy.h"

namespace chartgap {

struct Question {
  uint32_t verdict = 0;           // index into the judgement
  bool conflict = false;          // two statements differ: they are the first two indicators, of one sentence each by its own clause
  std::vector<Quote> indicators;  // what the notes hold on it
  std::vector<std::string> asks;
};

// In the order of the report: conflicts and gaps, and what is missing on safety; not what a reviewer has decided, and no advisory silence.
std::vector<Question> questions_of(const Case& patient, const Policy& policy, const Judgement& judgement);

// A letter to fill in.
std::string query_text(const Case& patient, const Policy& policy, const Judgement& judgement);
// The same for a worklist, with the criterion's id; described by criteria/schema/query.schema.json.
std::string query_json(const Case& patient, const Policy& policy, const Judgement& judgement);
// The same on one line, without a line end.
std::string query_line(const Case& patient, const Policy& policy, const Judgement& judgement);

}  // namespace chartgap
