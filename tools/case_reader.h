// One patient's documents, read: what the judge takes.
#pragma once

#include <vector>

#include "criteria/case.h"
#include "nlp/analyze.h"
#include "tools/command.h"

namespace chartgap {

Case read_case(Analyzer& analyzer, const std::vector<InputDocument>& documents);

}  // namespace chartgap
