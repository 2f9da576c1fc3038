// The program chartgap.
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdio>
#include <iostream>

#include "tools/command.h"
#include "tools/command_line.h"

namespace {

// A core dump would hold patient text. The limit does not bind a program that dumps are piped to; not being dumpable does.
void forbid_core_dumps() {
  prctl(PR_SET_DUMPABLE, 0);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

}  // namespace

int main(int argc, char** argv) {
  forbid_core_dumps();
  std::ios::sync_with_stdio(false);
  const int code = chartgap::run_command_line(argc, argv);
  std::cout.flush();
  if (fflush(stdout) != 0 || ferror(stdout) != 0 || !std::cout) return chartgap::fail("the output could not be written (is the disk full?)");
  return code;
}
