// The epidural injections of a case in the policy's region: those done before, with their dates, and the one that the newest note plans or records.
#pragma once

#include <vector>

#include "criteria/chart.h"

namespace chartgap {

bool is_epidural_here(const Chart& chart, const Item& item);

// Said to have been done; one that is only spoken of is none.
Items earlier_epidurals(const Chart& chart);
// Planned or recorded in the newest document that names one.
Items current_epidurals(const Chart& chart);

struct Session {
  Date date;
  Item item;
};

// Earlier sessions, each day once. What the newest document itself records is this session and no earlier one.
struct Sessions {
  std::vector<Session> dated;
  Items undated;
  double stated = 0;  // "three epidurals"

  bool empty() const { return dated.empty() && undated.empty(); }
  const Session* last() const;  // the newest, or null
};
Sessions earlier_sessions(const Chart& chart);

}  // namespace chartgap
