#include <algorithm>
#include <string>
#include <string_view>

#include "criteria/quote.h"
#include "criteria/report.h"
#include "criteria/report_parts.h"

namespace chartgap {
namespace {

constexpr size_t kQuotesWhenMet = 1;
constexpr size_t kQuotesEachWay = 3;  // of a verdict that needs a look
constexpr std::string_view kReset = "\033[0m";
constexpr std::string_view kBold = "\033[1m";

std::string_view colour_of(Shelf shelf) {
  constexpr std::array<std::string_view, kShelves> kColours = {"\033[1;31m", "\033[1;35m", "\033[1;33m", "\033[32m", "\033[36m", "\033[2m"};
  return kColours[static_cast<size_t>(shelf)];
}

// Columns on a terminal: characters, not counting colour escapes.
unsigned columns_of(std::string_view text) {
  unsigned columns = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\033') i = std::min(text.find('m', i), text.size());
    else if ((static_cast<uint8_t>(text[i]) & 0xC0) != 0x80) ++columns;
  }
  return columns;
}

// Lines of text wrapped at a width.
class Page {
 public:
  explicit Page(const ReportOptions& options) : colour_(options.colour), width_(options.width) {}

  // One paragraph; its later lines stand `hang` columns in.
  void write(std::string_view paragraph, unsigned indent, unsigned hang) {
    out_.append(indent, ' ');
    unsigned column = indent;
    bool first = true;
    for (size_t at = 0; at < paragraph.size();) {
      const size_t end = std::min(paragraph.find(' ', at), paragraph.size());
      if (end > at) put(paragraph.substr(at, end - at), hang, column, first);
      at = end + 1;
    }
    out_ += '\n';
  }
  void blank() { out_ += '\n'; }
  std::string painted(std::string_view text, std::string_view colour) const { return colour_ ? std::string(colour) + std::string(text) + std::string(kReset) : std::string(text); }
  std::string take() { return std::move(out_); }

 private:
  void put(std::string_view word, unsigned hang, unsigned& column, bool& first) {
    const unsigned size = columns_of(word);
    if (!first && width_ != 0 && column + 1 + size > width_) {
      out_ += '\n';
      out_.append(hang, ' ');
      column = hang;
    } else if (!first) {
      out_ += ' ';
      ++column;
    }
    out_ += word;
    column += size;
    first = false;
  }

  std::string out_;
  bool colour_;
  unsigned width_;
};

class TextReport {
 public:
  TextReport(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options)
      : patient_(patient), policy_(policy), judgement_(judgement), options_(options), page_(options), shelves_(shelve(policy, judgement)) {}

  std::string write() {
    head();
    for (int i = 0; i < kShelves; ++i) shelf(static_cast<Shelf>(i));
    foot();
    return page_.take();
  }

 private:
  void head() {
    page_.write(page_.painted(word_for(judgement_.standing), kBold) + " — " + reason_for(policy_, judgement_) + ".", 0, 2);
    page_.write(count_of(patient_.documents.size(), "document", "documents") + ": " + summary_of(shelves_) + ".", 0, 2);
    page_.write("Policy " + policy_.id + " " + policy_.version + ": " + policy_.title, 0, 2);
  }

  void shelf(Shelf shelf) {
    const auto& verdicts = shelves_[static_cast<size_t>(shelf)];
    if (verdicts.empty()) return;
    page_.blank();
    page_.write(page_.painted(title_of(shelf), kBold), 0, 2);
    for (const Verdict* verdict : verdicts) entry(shelf, *verdict);
  }

  void entry(Shelf shelf, const Verdict& verdict) {
    page_.write(page_.painted(std::string(symbol_of(verdict.status)) + " " + heading_of(policy_, verdict), colour_of(shelf)), 2, 4);
    if (verdict.status == Status::not_applicable) return;
    if (verdict.status != Status::met && !verdict.why.empty()) page_.write(verdict.why, 4, 6);
    quotes(verdict);
    if (!verdict.missing.empty()) page_.write("missing: " + listed(verdict.missing), 4, 6);
    for (const std::string& ask : asks_of(policy_, verdict)) page_.write("→ " + ask, 4, 6);
  }

  void quotes(const Verdict& verdict) {
    const size_t limit = verdict.status == Status::met ? kQuotesWhenMet : kQuotesEachWay;
    size_t shown[2] = {0, 0};
    size_t left_out = 0;
    for (const Quote& quote : quotes_of(patient_, verdict.evidence)) {
      if (shown[static_cast<size_t>(quote.points_to)]++ < limit) page_.write(direction(verdict, quote) + quoted(quote), 4, 6);
      else ++left_out;
    }
    if (left_out > 0) page_.write("and " + count_of(left_out, "quote more", "quotes more"), 4, 6);
  }

  // Said only where it is not what the status says already.
  static std::string direction(const Verdict& verdict, const Quote& quote) {
    const bool supports = quote.points_to == EvidenceFor::met;
    if (verdict.status == Status::not_documented) return supports ? "so far: " : "against: ";
    if (verdict.status == (supports ? Status::met : Status::not_met)) return "";
    return supports ? "for: " : "against: ";
  }

  std::string quoted(const Quote& quote) const {
    std::string out = "“";
    for (const QuotePart& part : quote.parts) out += part.marked ? "[" + page_.painted(part.text, kBold) + "]" : part.text;
    return out + "” (" + where(patient_, quote) + ")";
  }

  void foot() {
    page_.blank();
    for (uint32_t i = 0; i < patient_.documents.size(); ++i) {
      for (const std::string& notice : notices_of(patient_.documents[i].document.text())) page_.write("Notice: " + name_of(patient_, i) + ": " + notice, 0, 2);
    }
    page_.write(kDisclaimer, 0, 0);
    page_.write("chartgap " + options_.program_version + ", lexicon " + options_.lexicon_sha256.substr(0, 12), 0, 2);
  }

  const Case& patient_;
  const Policy& policy_;
  const Judgement& judgement_;
  const ReportOptions& options_;
  Page page_;
  Shelves shelves_;
};

}  // namespace

std::string text_report(const Case& patient, const Policy& policy, const Judgement& judgement, const ReportOptions& options) {
  return TextReport(patient, policy, judgement, options).write();
}

}  // namespace chartgap
