// Ctrl-C and a scheduler's SIGTERM: the first asks the run to end at the next part, the second ends the process (exit 130).
#pragma once

namespace chartgap {

inline constexpr int kExitInterrupted = 130;

void watch_for_interrupts();
bool was_interrupted();

}  // namespace chartgap
