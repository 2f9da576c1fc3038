// Several policies over one case side by side: where the case stands under each, and what sets that policy apart from the others.
// In:    judgements of the same case.
// Out:   one line a policy; what lacks under every one is told once, at the end.
#pragma once

#include <string>
#include <vector>

#include "criteria/judge.h"
#include "criteria/policy.h"

namespace chartgap {

struct Judged {
  Policy policy;
  Judgement judgement;
};

// "2 weeks", "1 month", "10 days": whole months only from two on, weeks where they are whole.
std::string length_of(double days);
// "misses conservative care by 2 weeks (28 of 42 days)", "wants baseline scale"; empty when nothing of the criterion stands against the case.
std::string shortfall_of(const Policy& policy, const Verdict& verdict);
std::string comparison(const std::vector<Judged>& all);

}  // namespace chartgap
