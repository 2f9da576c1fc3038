// Laws that hold for every note: spans quote their source, re-wrapping changes nothing, threads and company change nothing, damage does no harm.
#include "nlp/analyze.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "tests/facts_testing.h"

namespace chartgap {
namespace {

std::vector<std::string> own_notes() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(CHARTGAP_ROOT) / "corpus")) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return out;
}

std::string facts_json(Analyzer& analyzer, std::string_view text) {
  std::string out;
  write_facts(out, analyzer.analyze("n", text), embedded_lexicon(), OffsetUnit::codepoint);
  return out;
}

std::u32string code_points(const std::string& utf8) {
  std::u32string out;
  for (size_t i = 0; i < utf8.size();) {
    const uint8_t lead = static_cast<uint8_t>(utf8[i]);
    const size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = size == 1 ? lead : lead & (0xFF >> (size + 1));
    for (size_t k = 1; k < size; ++k) code = code << 6 | (static_cast<uint8_t>(utf8[i + k]) & 0x3F);
    out.push_back(code);
    i += size;
  }
  return out;
}

TEST(Laws, a_span_quotes_its_source_in_every_unit) {
  Analyzer analyzer(embedded_lexicon());
  size_t facts = 0;
  for (std::string text : own_notes()) {
    text = "Café – “note” 😀\n" + text;
    const Analysis analysis = analyzer.analyze("n", text);
    const std::u32string points = code_points(text);
    const OffsetMap to_point(analysis.document.text(), OffsetUnit::codepoint);
    const OffsetMap to_utf16(analysis.document.text(), OffsetUnit::utf16);
    for (const Fact& fact : analysis.facts) {
      const std::string quoted = analysis.document.text().quote(fact.span);
      EXPECT_EQ(text.substr(fact.span.begin, fact.span.size()), quoted);
      const uint32_t begin = to_point(fact.span.begin);
      EXPECT_EQ(points.substr(begin, to_point(fact.span.end) - begin), code_points(quoted));
      EXPECT_GE(to_utf16(fact.span.begin), begin);
      EXPECT_EQ(to_point.to_byte(begin), fact.span.begin);
      EXPECT_EQ(to_utf16.to_byte(to_utf16(fact.span.begin)), fact.span.begin);
      ++facts;
    }
  }
  EXPECT_GT(facts, 100u);
}

TEST(Laws, line_ends_of_another_system_change_no_fact) {
  Analyzer analyzer(embedded_lexicon());
  for (const std::string& text : own_notes()) {
    std::string crlf;
    for (char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const Analysis a = analyzer.analyze("n", text);
    const Analysis b = analyzer.analyze("n", crlf);
    ASSERT_EQ(a.facts.size(), b.facts.size());
    for (size_t i = 0; i < a.facts.size(); ++i) EXPECT_EQ(fact_line(a.document, a.facts[i]).substr(0, 20), fact_line(b.document, b.facts[i]).substr(0, 20));
  }
}

TEST(Laws, a_note_alone_reads_as_it_does_after_others) {
  const std::vector<std::string> notes = own_notes();
  Analyzer shared(embedded_lexicon());
  Analysis reused;
  for (const std::string& text : notes) {
    Analyzer fresh(embedded_lexicon());
    std::string together;
    shared.analyze("n", text, reused);
    write_facts(together, reused, embedded_lexicon(), OffsetUnit::codepoint);
    EXPECT_EQ(facts_json(fresh, text), together);
  }
}

TEST(Laws, statements_change_no_fact) {
  Analyzer with(embedded_lexicon());
  Analyzer without(embedded_lexicon(), Reading::facts);
  for (const std::string& text : own_notes()) EXPECT_EQ(facts_json(with, text), facts_json(without, text));
}

TEST(Laws, threads_share_a_lexicon) {
  const std::vector<std::string> notes = own_notes();
  std::vector<std::string> expected;
  Analyzer analyzer(embedded_lexicon());
  for (const std::string& text : notes) expected.push_back(facts_json(analyzer, text));
  std::vector<std::string> got(notes.size());
  std::vector<std::thread> workers;
  for (size_t worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&, worker] {
      Analyzer own(embedded_lexicon());
      for (size_t i = worker; i < notes.size(); i += 4) got[i] = facts_json(own, notes[i]);
    });
  }
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(got, expected);
}

TEST(Damage, corrupted_notes_do_no_harm) {
  std::mt19937 random(11);
  Analyzer analyzer(embedded_lexicon());
  const std::vector<std::string> notes = own_notes();
  ASSERT_FALSE(notes.empty());
  for (int round = 0; round < 100; ++round) {
    std::string text = notes[random() % notes.size()];
    for (int i = 0; i < 40; ++i) {
      const size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text[at] = static_cast<char>(random() % 256); break;
        case 1: text.erase(at, random() % 20); break;
        case 2: text.insert(at, std::string(random() % 5, static_cast<char>(random() % 256))); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 60)); break;
      }
      if (text.empty()) text = "x";
    }
    const nlohmann::json line = nlohmann::json::parse(facts_json(analyzer, text), nullptr, false);
    ASSERT_FALSE(line.is_discarded()) << round;
  }
}

TEST(Damage, odd_notes_do_no_harm) {
  Analyzer analyzer(embedded_lexicon());
  for (const std::string& text : {std::string(), std::string(1, '\0'), std::string("\xff\xfe"), std::string("[[[[[[["), std::string(":::::"), std::string("C5-"), std::string("L"),
                                  std::string("4+/"), std::string(100000, '.'), std::string(50000, ' ') + "neck pain", std::string("pain ").append(std::string(20000, '(')),
                                  std::string("no\n").append(std::string(5000, '\n'))}) {
    EXPECT_FALSE(nlohmann::json::parse(facts_json(analyzer, text), nullptr, false).is_discarded());
  }
}

}  // namespace
}  // namespace chartgap
