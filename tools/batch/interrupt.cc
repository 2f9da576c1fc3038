#include "tools/batch/interrupt.h"

#include <unistd.h>

#include <csignal>
#include <initializer_list>

namespace chartgap {
namespace {

volatile std::sig_atomic_t interrupts = 0;  // a signal's handler can reach nothing else

extern "C" void note_interrupt(int) {
  if (interrupts != 0) _exit(kExitInterrupted);
  interrupts = 1;
  constexpr char kMessage[] = "\nchartgap: the part in work is finished first; a second Ctrl-C stops at once\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kMessage, sizeof kMessage - 1);
}

}  // namespace

void watch_for_interrupts() {
  struct sigaction action {};
  action.sa_handler = note_interrupt;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

bool was_interrupted() { return interrupts != 0; }

}  // namespace chartgap
