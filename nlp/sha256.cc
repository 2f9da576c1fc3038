#include "nlp/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cassert>

namespace chartgap {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  [[maybe_unused]] const int ok = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  assert(ok == 1 && size == 32);
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(size * size_t{2});
  for (unsigned int i = 0; i < size; ++i) {
    out += kHex[digest[i] >> 4];
    out += kHex[digest[i] & 15];
  }
  return out;
}

}  // namespace chartgap
