// Memory that is overwritten before it is given back, so that the text of a request does not outlive its answer.
// Shape:  replaces operator new and delete of the whole program: every copy that our code or a library makes of a text is covered, not only the first buffer.
//         Nothing is wiped until a long-running command asks for it; others end soon, and their memory with them.
// Cost:   a branch for each block, and when asked for one pass over it.
#pragma once

namespace chartgap {

// From now on, in every thread.
void wipe_freed_memory();
// What functions that have returned left on this thread's stack; libraries copy there too.
void wipe_unused_stack();
// Large blocks go back to the system as soon as they are freed, and threads share what is kept.
void keep_little_memory();
// What is kept and not used goes back too; worth its time after a large request.
void return_memory();

}  // namespace chartgap
