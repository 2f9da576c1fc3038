// `chartgap query`: what to ask the provider about the gaps and conflicts of one patient's documents.
#include <cstdio>

#include "criteria/query.h"
#include "tools/command.h"
#include "tools/commands.h"

namespace chartgap {

int run_query(const QueryOptions& options) {
  const Result<JudgedCase> read = judge_input(options.input);
  if (!read.ok()) return fail(read.issues());
  if (read.value().judged.size() > 1) return fail("query asks under one policy; expected one id or file");
  const Case& patient = read.value().patient;
  const Judged& judged = read.value().judged.front();
  const std::string out = options.format == "json" ? query_json(patient, judged.policy, judged.judgement) : query_text(patient, judged.policy, judged.judgement);
  fwrite(out.data(), 1, out.size(), stdout);
  return read.value().rejects.empty() ? 0 : fail(read.value().rejects);
}

}  // namespace chartgap
