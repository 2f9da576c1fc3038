#include "nlp/quantities_scan.h"

namespace chartgap {

std::string_view Scan::text(uint32_t at) const {
  if (!has(at)) return {};
  const Token& token = tokens_[at];
  const uint32_t end = token.has(Token::kPossessive) ? token.end - 2 : token.end;
  return folded_.substr(token.begin, end - token.begin);
}

double Scan::number(uint32_t at) const {
  double value = 0;
  double place = 0;
  for (const char c : text(at)) {
    if (c == '.') {
      place = 1;
    } else if (c != ',') {
      value = value * 10 + (c - '0');
      place *= 10;
    }
  }
  return place > 1 ? value / place : value;
}

int Scan::integer(uint32_t at) const {
  if (!is_number(at) || length(at) > 4) return -1;
  int value = 0;
  for (const char c : text(at)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool Scan::term_before(uint32_t end, uint32_t count, Term wanted) const {
  for (uint32_t at = end; at > 0 && end - at < count; --at) {
    if (term(at - 1) == wanted) return true;
  }
  return false;
}

bool Scan::term_after(uint32_t begin, uint32_t count, Term wanted) const {
  for (uint32_t at = begin; at < begin + count && has(at); ++at) {
    if (term(at) == wanted) return true;
  }
  return false;
}

}  // namespace chartgap
