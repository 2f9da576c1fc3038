#include "bench/growth_notes.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "nlp/lexicon.h"
#include "tools/lexicon_folder.h"

namespace chartgap {
namespace {

namespace fs = std::filesystem;

std::string repeat(std::string_view unit, size_t bytes) {
  std::string out;
  out.reserve(bytes + unit.size());
  while (out.size() < bytes) out += unit;
  return out;
}

// The units in turn.
template <size_t N>
std::string cycle(const std::array<std::string_view, N>& units, size_t bytes) {
  std::string out;
  for (size_t i = 0; out.size() < bytes; ++i) out += units[i % N];
  return out;
}

// The words that each example of the lexicon marks, of one class of entries or of all.
std::vector<std::string> marked_words(bool cues_only) {
  std::vector<std::string> out;
  const Result<Lexicon> lexicon = Lexicon::load(lexicon_sources({}).value());
  for (const Entry& entry : lexicon.value().entries()) {
    if (cues_only && entry.hit_class != HitClass::cue) continue;
    for (const std::string& example : entry.yes) {
      const size_t open = example.find('[');
      const size_t close = example.find(']', open);
      if (close == std::string::npos) continue;
      out.push_back(example.substr(open + 1, close - open - 1));
      std::replace(out.back().begin(), out.back().end(), '\n', ' ');
    }
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, size_t bytes) {
  std::string out;
  for (size_t i = 0; out.size() < bytes; ++i) out.append(words[i % words.size()]).push_back(' ');
  return out;
}

std::string triggers(size_t bytes) {
  static const std::vector<std::string> words = marked_words(false);
  return joined(words, bytes);
}
std::string cues(size_t bytes) {
  static const std::vector<std::string> words = marked_words(true);
  return joined(words, bytes);
}

std::string sentence(size_t bytes) {
  return repeat("and the patient reports that the neck pain goes to the right arm with numbness of the thumb which therapy for six weeks did not relieve ", bytes);
}
std::string sentence_of_ordinary_words(size_t bytes) { return repeat("and then she said that it was there when they went out to see what had been left of it ", bytes); }
std::string findings_list(size_t bytes) {
  return cycle<4>({"severe right foraminal stenosis, ", "mild disc bulge, ", "no cord compression, ", "moderate facet arthropathy, "}, bytes);
}
std::string symptoms_list(size_t bytes) { return cycle<4>({"neck pain, ", "right arm numbness, ", "no weakness, ", "tingling of the hand, "}, bytes); }
std::string therapies_list(size_t bytes) { return cycle<4>({"physical therapy, ", "ibuprofen, ", "home exercises, ", "gabapentin 300 mg, "}, bytes); }

std::string headings(size_t bytes) { return cycle<6>({"ASSESSMENT:\n", "PLAN:\n", "HISTORY:\n", "ALLERGIES:\n", "FINDINGS:\n", "IMPRESSION:\n"}, bytes); }
std::string headings_with_text(size_t bytes) { return cycle<4>({"FINDINGS: Normal.\n", "ALLERGIES: None.\n", "IMPRESSION: Disc bulge.\n", "ASSESSMENT: Neck pain.\n"}, bytes); }
std::string level_topics(size_t bytes) { return cycle<3>({"C4-5: Mild stenosis.\n", "C5-6: Disc bulge.\n", "C6-7: Normal.\n"}, bytes); }

std::string nested_cues(size_t bytes) { return repeat("no evidence of no sign of ", bytes) + "fracture"; }
std::string nested_brackets(size_t bytes) { return std::string(bytes / 2, '(') + "pain" + std::string(bytes / 2, ')'); }
std::string one_word(size_t bytes) { return std::string(bytes, 'a'); }
std::string hyphened_word(size_t bytes) { return repeat("neck-", bytes); }
std::string punctuation(size_t bytes) { return repeat(".,;:!?-/()[]\"'", bytes); }
std::string periods(size_t bytes) { return std::string(bytes, '.'); }
std::string line_ends(size_t bytes) { return std::string(bytes, '\n'); }
std::string spaces(size_t bytes) { return std::string(bytes, ' '); }
std::string dashes(size_t bytes) { return repeat("- ", bytes); }
std::string one_number(size_t bytes) { return std::string(bytes, '7'); }
std::string numbers(size_t bytes) { return repeat("12 3 456 7.8 90 ", bytes); }
std::string dates(size_t bytes) { return cycle<3>({"01/02/2024 ", "March 3, 2024 ", "2024-05-06 "}, bytes); }
std::string durations(size_t bytes) { return cycle<3>({"for 6 weeks ", "3 months ago ", "since 2019 "}, bytes); }
std::string scores(size_t bytes) { return cycle<3>({"pain 7/10 ", "VAS 8 ", "NDI 44% "}, bytes); }
std::string doses(size_t bytes) { return repeat("8 visits of 12 50% 300 mg x 3 ", bytes); }
std::string levels(size_t bytes) { return repeat("C5-6 C5/6 ", bytes); }
std::string level_chain(size_t bytes) { return repeat("C5-6-7/", bytes); }
std::string levels_and_findings(size_t bytes) { return repeat("C5-6 disc bulge C6-7 severe stenosis ", bytes); }
std::string above(size_t bytes) { return repeat("Multilevel disc bulges as described above.\n", bytes); }
std::string codes(size_t bytes) { return cycle<3>({"M54.2 ", "M50.121 ", "M47.812, "}, bytes); }

std::string strength_grid(size_t bytes) {
  return "EXAM:\nMuscle          Right   Left\n" +
         cycle<4>({"Deltoid           5/5     4/5\n", "Biceps            5/5     5/5\n", "Triceps           4/5     5/5\n", "Wrist extension   3/5     5/5\n"}, bytes);
}
std::string bar_table(size_t bytes) {
  return "| Treatment | Dates | Outcome |\n" + cycle<2>({"| Physical therapy | 01/02/2024 - 03/04/2024 | no relief |\n", "| NSAIDs | 6 weeks | helped a little |\n"}, bytes);
}
std::string visit_log(size_t bytes) { return "PAIN LOG\nDate        Before  After\n" + repeat("01/02/2024  8/10    4/10\n", bytes); }
std::string bullets(size_t bytes) { return cycle<3>({"- neck pain\n", "* no weakness\n", "1. continue gabapentin\n"}, bytes); }
std::string boxes(size_t bytes) { return cycle<4>({"[x] neck pain ", "[ ] fever ", "(x) arm pain ", "[ ] cancer\n"}, bytes); }
std::string boxes_on_one_line(size_t bytes) { return cycle<3>({"[x] neck pain ", "[ ] fever ", "( ) cancer "}, bytes); }
std::string empty_boxes(size_t bytes) { return repeat("[ ] ", bytes); }
std::string answers(size_t bytes) { return cycle<3>({"Blood thinners? No. ", "Fever: yes  ", "Cancer N  "}, bytes); }
std::string colons(size_t bytes) { return repeat("pain: neck: ", bytes); }
std::string underlines(size_t bytes) { return repeat("Neck pain ____ ", bytes); }
std::string visits(size_t bytes) { return cycle<2>({"Date of service: 01/02/2024\nNeck pain.\n\n", "Date of service: 02/03/2024\nArm pain.\n\n"}, bytes); }
std::string rules(size_t bytes) { return repeat("----------\n", bytes); }
std::string dates_behind_rules(size_t bytes) { return repeat("----------\n01/02/2024\nNeck pain goes on as it was before.\n\n", bytes); }
std::string dated_reports(size_t bytes) { return repeat("MRI CERVICAL SPINE\nDate: 01/02/2024\nFindings: a disc bulge at the level below.\n\n", bytes); }
std::string copied(size_t bytes) {
  return repeat("The patient has had neck pain for six weeks and has done physical therapy twice a week with little relief, and takes ibuprofen as needed at night.\n\n", bytes);
}
std::string wide_letters(size_t bytes) { return repeat("боль в шее ", bytes); }
std::string marks_on_one_letter(size_t bytes) { return "e" + repeat("\u0301", bytes); }
std::string broken_bytes(size_t bytes) { return repeat("\xff\xc3 pain \x80", bytes); }
std::string zero_bytes(size_t bytes) { return std::string(bytes, '\0'); }

constexpr auto kShapes = std::to_array<HostileShape>({
    {"triggers", triggers},
    {"cues", cues},
    {"nested_cues", nested_cues},
    {"sentence", sentence},
    {"sentence_of_ordinary_words", sentence_of_ordinary_words},
    {"findings_list", findings_list},
    {"symptoms_list", symptoms_list},
    {"therapies_list", therapies_list},
    {"headings", headings},
    {"headings_with_text", headings_with_text},
    {"level_topics", level_topics},
    {"nested_brackets", nested_brackets},
    {"one_word", one_word},
    {"hyphened_word", hyphened_word},
    {"punctuation", punctuation},
    {"periods", periods},
    {"line_ends", line_ends},
    {"spaces", spaces},
    {"dashes", dashes},
    {"one_number", one_number},
    {"numbers", numbers},
    {"dates", dates},
    {"durations", durations},
    {"scores", scores},
    {"doses", doses},
    {"levels", levels},
    {"level_chain", level_chain},
    {"levels_and_findings", levels_and_findings},
    {"above", above},
    {"codes", codes},
    {"strength_grid", strength_grid},
    {"bar_table", bar_table},
    {"visit_log", visit_log},
    {"bullets", bullets},
    {"boxes", boxes},
    {"boxes_on_one_line", boxes_on_one_line},
    {"empty_boxes", empty_boxes},
    {"answers", answers},
    {"colons", colons},
    {"underlines", underlines},
    {"visits", visits},
    {"rules", rules},
    {"dates_behind_rules", dates_behind_rules},
    {"dated_reports", dated_reports},
    {"copied", copied},
    {"wide_letters", wide_letters},
    {"marks_on_one_letter", marks_on_one_letter},
    {"broken_bytes", broken_bytes},
    {"zero_bytes", zero_bytes},
});

}  // namespace

const std::vector<std::string>& ordinary_notes() {
  static const std::vector<std::string> notes = [] {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(fs::path(CHARTGAP_ROOT) / "corpus/dev")) {
      if (entry.path().extension() == ".txt") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> out;
    for (const fs::path& path : paths) {
      std::ifstream file(path, std::ios::binary);
      out.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return out;
  }();
  return notes;
}

std::string long_note(size_t bytes) {
  std::string out;
  for (size_t i = 0; out.size() < bytes; ++i) out.append(ordinary_notes()[i % ordinary_notes().size()]).push_back('\n');
  out.resize(bytes);
  out.resize(out.rfind('\n') + 1);
  return out;
}

std::span<const HostileShape> hostile_shapes() { return kShapes; }

}  // namespace chartgap
