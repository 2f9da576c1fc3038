#include "nlp/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cassert>

namespace chartgap {
namespace {

std::string hex_of(const unsigned char* digest, unsigned int size) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(size * size_t{2});
  for (unsigned int i = 0; i < size; ++i) {
    out += kHex[digest[i] >> 4];
    out += kHex[digest[i] & 15];
  }
  return out;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  [[maybe_unused]] const int ok = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  assert(ok == 1 && size == 32);
  return hex_of(digest.data(), size);
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  [[maybe_unused]] const int ok = EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  assert(ok == 1);
}

void Sha256::update(std::string_view bytes) {
  [[maybe_unused]] const int ok = EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
  assert(ok == 1);
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  [[maybe_unused]] const int ok = EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
  assert(ok == 1 && size == 32);
  return hex_of(digest.data(), size);
}

}  // namespace chartgap
