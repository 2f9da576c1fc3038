// `chartgap lint`: what is wrong or missing in lexicons, one line a finding, at the entry's file and line.
#include <algorithm>
#include <cstdio>
#include <set>
#include <tuple>

#include "tools/command.h"
#include "tools/commands.h"
#include "tools/lexicon_folder.h"
#include "tools/lint.h"
#include "tools/notes.h"

namespace chartgap {
namespace {

LintLevel level_named(const std::string& name) {
  if (name == "error") return LintLevel::error;
  return name == "warning" ? LintLevel::warning : LintLevel::note;
}

// With folders of the user's, only what is found in their files: the lexicon below is not theirs to mend.
void keep_own(const std::vector<LexiconSource>& sources, LintFindings& findings) {
  std::set<std::string> below;
  for (const LexiconSource& source : sources) {
    if (source.layer == 0) below.insert(source.file);
  }
  std::erase_if(findings, [&](const LintFinding& finding) { return below.count(finding.file) != 0; });
}

// By place; the levels are counted before those below `least` are left out.
void print(LintFindings& findings, LintLevel least, size_t (&counts)[3]) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const LintFinding& a, const LintFinding& b) { return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column); });
  for (const LintFinding& finding : findings) {
    ++counts[static_cast<size_t>(finding.level)];
    if (finding.level >= least) printf("%s\n", to_string(finding).c_str());
  }
}

}  // namespace

int run_lint(const LintOptions& options) {
  const Result<std::vector<LexiconSource>> sources = lexicon_sources(options.lexicons);
  if (!sources.ok()) return fail(sources.issues());
  SpelledTerms terms;
  const Result<Lexicon> lexicon = Lexicon::load(sources.value(), &terms);
  if (!lexicon.ok()) return fail(lexicon.issues());
  const LintInput in{lexicon.value(), terms, sources.value()};
  LintFindings findings;
  lint_whole(in, findings);
  lint_terms(in, findings);
  lint_examples(in, findings);
  lint_patterns(in, findings);
  if (!options.corpus.empty()) {
    const Result<std::vector<InputDocument>> notes = read_notes(options.corpus);
    if (!notes.ok()) return fail(notes.issues());
    lint_spelling(in, notes.value(), findings);
    lint_corpus(in, notes.value(), findings);
  }
  if (!options.lexicons.empty()) keep_own(sources.value(), findings);
  size_t counts[3] = {0, 0, 0};
  print(findings, level_named(options.level), counts);
  fprintf(stderr, "chartgap: %zu entries, %zu terms: %zu errors, %zu warnings, %zu notes\n", lexicon.value().entries().size(), terms.terms.size(), counts[2], counts[1], counts[0]);
  return counts[2] != 0 ? kExitGaps : 0;
}

}  // namespace chartgap
