// The command line: every command with its options, and which one was asked for.
// Errors: what cannot be parsed is one line on stderr and exit code 2.
#pragma once

namespace chartgap {

// Parses, runs the command, and gives the exit code.
int run_command_line(int argc, char** argv);

}  // namespace chartgap
