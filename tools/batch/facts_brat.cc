#include <array>
#include <cstdio>
#include <cstring>

#include "nlp/ascii.h"
#include "tools/batch/fact_formats.h"
#include "tools/brat_standoff.h"

namespace chartgap {
namespace {

constexpr size_t kBlock = 512;
constexpr std::array<char, 2 * kBlock> kTwoEmptyBlocks{};
constexpr size_t kLongestId = 60;

// Source: POSIX.1-1988, ustar: places and widths of the header's fields.
struct TarHeader {
  std::array<char, 100> name;
  std::array<char, 8> mode;
  std::array<char, 8> owner;
  std::array<char, 8> group;
  std::array<char, 12> size;
  std::array<char, 12> time;
  std::array<char, 8> checksum;
  char kind;
  std::array<char, 100> link;
  std::array<char, 6> magic;
  std::array<char, 2> version;
  std::array<char, 247> rest;
};
static_assert(sizeof(TarHeader) == kBlock);

template <size_t N>
void put_octal(std::array<char, N>& field, uint64_t value) {
  snprintf(field.data(), N, "%0*lo", static_cast<int>(N - 1), static_cast<unsigned long>(value));
}

void add_to_tar(std::string& out, const std::string& name, std::string_view content) {
  TarHeader header{};
  name.copy(header.name.data(), header.name.size() - 1);
  put_octal(header.mode, 0644);
  put_octal(header.owner, 0);
  put_octal(header.group, 0);
  put_octal(header.size, content.size());
  put_octal(header.time, 0);
  header.kind = '0';
  memcpy(header.magic.data(), "ustar", 6);
  header.version = {'0', '0'};
  header.checksum.fill(' ');
  std::array<unsigned char, kBlock> bytes{};
  memcpy(bytes.data(), &header, kBlock);
  uint64_t sum = 0;
  for (const unsigned char byte : bytes) sum += byte;
  snprintf(header.checksum.data(), header.checksum.size(), "%06lo", static_cast<unsigned long>(sum));
  out.append(reinterpret_cast<const char*>(&header), kBlock);
  out.append(content);
  out.append((kBlock - content.size() % kBlock) % kBlock, '\0');
}

// The record's number makes the name unique; of the id what may stand in a file's name.
std::string file_name(const NoteFacts& facts) {
  char number[24];
  snprintf(number, sizeof number, "%09lu_", static_cast<unsigned long>(facts.record));
  std::string out = number;
  for (const char c : facts.note.id.substr(0, kLongestId)) {
    const bool plain = is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '.';
    out += plain ? c : '_';
  }
  return out;
}

}  // namespace

const std::string_view kTarEnd{kTwoEmptyBlocks.data(), kTwoEmptyBlocks.size()};

void write_brat_files(std::string& out, const NoteFacts& facts) {
  const Text& text = facts.analysis.document.text();
  std::string standoff;
  write_brat_standoff(standoff, facts.analysis, OffsetUnit::codepoint);
  const std::string name = file_name(facts);
  add_to_tar(out, name + ".txt", text.quote({0, static_cast<uint32_t>(text.bytes().size())}));
  add_to_tar(out, name + ".ann", standoff);
}

}  // namespace chartgap
