#include "tools/readers/pdf_text.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "tools/readers/memory_file.h"

namespace chartgap {
namespace {

constexpr rlim_t kSeconds = 30;
constexpr rlim_t kMemory = 1u << 30;
constexpr auto kPatience = std::chrono::seconds(60);
constexpr int kNotFound = 127;
constexpr size_t kBlockBytes = 64u << 10;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

void limit(__rlimit_resource what, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(what, &both);
}

// In the child: the PDF is its standard input, the text goes to `out`.
[[noreturn]] void become_pdftotext(int pdf, int out) {
  limit(RLIMIT_CPU, kSeconds);
  limit(RLIMIT_AS, kMemory);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (dup2(pdf, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 && dup2(nowhere, STDERR_FILENO) >= 0)
    execlp("pdftotext", "pdftotext", "-layout", "-enc", "UTF-8", "-", "-", nullptr);
  _exit(kNotFound);
}

// What the child prints, until it ends, prints too much or takes too long.
bool read_output(int from, uint64_t longest, std::string& text) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (text.size() <= longest) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    pollfd waiting{from, POLLIN, 0};
    if (left <= 0 || poll(&waiting, 1, static_cast<int>(left)) <= 0) return false;
    const size_t before = text.size();
    text.resize(before + kBlockBytes);
    const ssize_t got = read(from, text.data() + before, kBlockBytes);
    text.resize(before + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got <= 0) return got == 0;
  }
  return false;
}

NoteTextOr outcome(int status, bool was_read, uint64_t longest, std::string text) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNotFound)
    return Problem{"no-pdftotext", "is a PDF, and pdftotext is not installed; expected the package poppler-utils, or a text file"};
  if (text.size() > longest) return Problem{"too-large", "is a PDF with more than " + std::to_string(longest >> 20) + " MB of text; expected one note"};
  if (!was_read || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return Problem{"bad-pdf", "is a PDF that pdftotext could not read within its limits of time and memory; expected a text file"};
  if (text.find_first_not_of(" \t\r\n\f") == std::string::npos) return Problem{"no-text", "is a PDF without a text layer (a scan); expected a text file"};
  NoteText out;
  out.text = std::move(text);
  return out;
}

}  // namespace

NoteTextOr read_pdf(const std::string& bytes, uint64_t longest) {
  const MemoryFile pdf(bytes);
  int ends[2];
  if (!pdf.is_open() || pipe2(ends, O_CLOEXEC) != 0) return Problem{"bad-pdf", "is a PDF that could not be given to pdftotext; expected a text file"};
  const Descriptor out(ends[0]);
  Descriptor in(ends[1]);
  const pid_t child = fork();
  if (child == 0) become_pdftotext(pdf.descriptor(), ends[1]);
  in.close();
  if (child < 0) return Problem{"bad-pdf", "is a PDF, and no process could be started to read it; expected a text file"};
  std::string text;
  const bool was_read = read_output(out.number(), longest, text);
  if (!was_read) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return outcome(status, was_read, longest, std::move(text));
}

}  // namespace chartgap
