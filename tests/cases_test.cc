// The corpus of cases against its labels: an accuracy floor, and laws that hold for every case.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "criteria/case_reader.h"
#include "criteria/judge.h"
#include "criteria/policy.h"
#include "criteria/report.h"
#include "nlp/analyze.h"
#include "tools/command.h"
#include "tools/policy_shelf.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

// Raised when the program gets better, never lowered.
constexpr double kLeastAccuracy = 0.95;
constexpr double kLeastUntunedAccuracy = 0.88;  // of the cases that nobody tunes on

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct LabelledCase {
  std::string name;
  nlohmann::json gold;
  std::vector<std::string> texts;
};

std::vector<LabelledCase> labelled_cases(const std::string& where = "corpus/cases") {
  std::vector<LabelledCase> cases;
  for (const auto& folder : fs::directory_iterator(fs::path(CHARTGAP_ROOT) / where)) {
    LabelledCase item{folder.path().filename(), nlohmann::json::parse(content_of(folder.path() / "gold.json")), {}};
    for (const auto& document : item.gold["documents"]) item.texts.push_back(content_of(folder.path() / document["file"].get<std::string>()));
    cases.push_back(std::move(item));
  }
  std::sort(cases.begin(), cases.end(), [](const LabelledCase& a, const LabelledCase& b) { return a.name < b.name; });
  return cases;
}

class Cases : public ::testing::Test {
 protected:
  Case read(const std::vector<std::string>& texts) {
    CaseReader reader(analyzer_);
    for (size_t i = 0; i < texts.size(); ++i) {
      const std::string name = "document " + std::to_string(i);
      reader.add({name, texts[i]});
    }
    return reader.take();
  }

  std::map<std::string, std::string> statuses(const std::vector<std::string>& texts) {
    std::map<std::string, std::string> out;
    for (const Verdict& verdict : judge(read(texts), policy_.value()).verdicts) out[policy_.value().criteria[verdict.criterion].id] = to_string(verdict.status);
    return out;
  }

  Result<Lexicon> lexicon_ = load_lexicon();
  Result<Policy> policy_ = find_policy("cervical-esi-62321");
  Analyzer analyzer_{lexicon_.value()};
};

TEST_F(Cases, AgreeWithTheirLabels) {
  int right = 0;
  int all = 0;
  for (const LabelledCase& item : labelled_cases()) {
    const auto found = statuses(item.texts);
    for (const auto& [id, gold] : item.gold["criteria"].items()) {
      ++all;
      if (found.at(id) == gold["status"]) ++right;
      else std::cout << item.name << " " << id << ": is " << gold["status"] << ", found " << found.at(id) << "\n";
    }
  }
  ASSERT_GT(all, 0);
  EXPECT_GE(right, kLeastAccuracy * all) << right << " of " << all;
}

// Only counted: what is wrong there is not looked at.
TEST_F(Cases, AgreeWithTheLabelsNobodyTunesOn) {
  int right = 0;
  int all = 0;
  for (const LabelledCase& item : labelled_cases("corpus/cases_test")) {
    const auto found = statuses(item.texts);
    for (const auto& [id, gold] : item.gold["criteria"].items()) {
      ++all;
      right += found.at(id) == gold["status"];
    }
  }
  ASSERT_GT(all, 0);
  EXPECT_GE(right, kLeastUntunedAccuracy * all) << right << " of " << all;
}

TEST_F(Cases, LawWhatIsDecidedIsQuotedAndTheQuoteStandsThere) {
  for (const LabelledCase& item : labelled_cases()) {
    const Case patient = read(item.texts);
    const Judgement judgement = judge(patient, policy_.value());
    for (const Verdict& verdict : judgement.verdicts) {
      const bool decided = verdict.status == Status::met || verdict.status == Status::not_met || verdict.status == Status::conflicting;
      EXPECT_TRUE(!decided || !verdict.evidence.empty()) << item.name << " " << policy_.value().criteria[verdict.criterion].id;
      for (const Evidence& evidence : verdict.evidence) EXPECT_FALSE(patient.documents[evidence.document].document.text().quote(evidence.span).empty());
    }
  }
}

TEST_F(Cases, LawLineEndingsChangeNoVerdict) {
  for (const LabelledCase& item : labelled_cases()) {
    std::vector<std::string> carriage;
    for (const std::string& text : item.texts) {
      std::string& out = carriage.emplace_back();
      for (char c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
    }
    EXPECT_EQ(statuses(item.texts), statuses(carriage)) << item.name;
  }
}

TEST_F(Cases, LawTheOrderOfDocumentsChangesNoVerdict) {
  for (const LabelledCase& item : labelled_cases()) {
    std::vector<std::string> turned(item.texts.rbegin(), item.texts.rend());
    EXPECT_EQ(statuses(item.texts), statuses(turned)) << item.name;
  }
}

TEST_F(Cases, LawReadingTwiceGivesTheSameBytes) {
  for (const LabelledCase& item : labelled_cases()) {
    const Case first = read(item.texts);
    const Case second = read(item.texts);
    EXPECT_EQ(json_report(first, policy_.value(), judge(first, policy_.value()), {}), json_report(second, policy_.value(), judge(second, policy_.value()), {})) << item.name;
  }
}

}  // namespace
}  // namespace chartgap
