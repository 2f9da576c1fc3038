// Word forms that a lexicon has in one place and lacks in another, and that stand in notes unread.
// Method: only forms that the lexicon itself knows are asked for (a plural that it spells elsewhere, a compound that it writes both ways), and a short list of British and American spellings;
//         of those only what a note has where no entry of that meaning is hit.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "nlp/matcher.h"
#include "tools/lint.h"

namespace chartgap {
namespace {

constexpr size_t kOftenPlural = 3;  // terms that spell both numbers of a word, from which it is taken to have two

// Each pair both ways; the words stand in notes of both kinds.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kSpellings = {{
    {"disc", "disk"},
    {"discs", "disks"},
    {"paresthesia", "paraesthesia"},
    {"paresthesias", "paraesthesias"},
    {"edema", "oedema"},
    {"anesthetic", "anaesthetic"},
    {"anesthesia", "anaesthesia"},
    {"hypesthesia", "hypaesthesia"},
    {"dysesthesia", "dysaesthesia"},
    {"dysesthesias", "dysaesthesias"},
    {"hematoma", "haematoma"},
    {"hemorrhage", "haemorrhage"},
    {"tumor", "tumour"},
    {"tumors", "tumours"},
    {"orthopedic", "orthopaedic"},
    {"gray", "grey"},
    {"fiber", "fibre"},
    {"center", "centre"},
    {"color", "colour"},
    {"ischemia", "ischaemia"},
    {"leukemia", "leukaemia"},
    {"traveling", "travelling"},
}};

using Sequence = std::vector<WordId>;
using Sequences = std::unordered_set<Sequence, SequenceHash>;

// What a person may write in more than one form: names of things.
bool names_things(HitClass hit_class) {
  switch (hit_class) {
    case HitClass::fact:
    case HitClass::body:
    case HitClass::muscle:
    case HitClass::elsewhere:
    case HitClass::study: return true;
    default: return false;
  }
}

std::vector<std::string> plurals(std::string_view word) {
  const std::string stem(word);
  if (word.size() < 4) return {};
  if (word.ends_with("y")) return {stem.substr(0, stem.size() - 1) + "ies"};
  if (word.ends_with("sis")) return {stem.substr(0, stem.size() - 2) + "es"};
  if (word.ends_with("s") || word.ends_with("x") || word.ends_with("ch") || word.ends_with("sh")) return {stem + "es"};
  return {stem + "s"};
}

std::string_view said_of(std::string_view code) {
  if (code == "plural") return "only the singular of the last word is in a term";
  return code == "compound" ? "only the one word for two, or two for one, is in a term" : "only the British or American spelling is in a term";
}
std::string_view cure_of(std::string_view code) { return code == "plural" ? "an ending in brackets, \"(s)\"" : "the other form as a branch, \"(one|other)\""; }

bool same_meaning(const Entry& a, const Entry& b) { return a.hit_class == b.hit_class && a.code == b.code && a.senses == b.senses; }

// A form that no term has, where it was asked for, and where notes have it.
struct MissingForm {
  const SpelledTerms::Term* term = nullptr;
  std::string code;
  std::vector<std::string> words;
  size_t seen = 0;
  std::string first;  // file:line
};

// Looks for missing forms in notes.
class FormFinder {
 public:
  FormFinder(const Lexicon& lexicon, std::vector<MissingForm>& forms) : lexicon_(lexicon), forms_(forms) {
    for (size_t i = 0; i < forms.size(); ++i) by_word_[forms[i].words.front()].push_back(i);
  }

  void read(const InputDocument& note) {
    document_.lay_out(note.name, note.bytes, lexicon_.vocabulary(), lexicon_.headings());
    find_hits(document_, lexicon_, {true, true}, scratch_, hits_);
    for (uint32_t at = 0; at < document_.tokens().size(); ++at) {
      if (document_.tokens()[at].kind != TokenKind::word) continue;
      const auto found = by_word_.find(std::string(document_.word(at)));
      if (found == by_word_.end()) continue;
      for (const size_t form : found->second) try_form(forms_[form], at);
    }
  }

 private:
  void try_form(MissingForm& form, uint32_t at) {
    const TokenRange range{at, at + static_cast<uint32_t>(form.words.size())};
    if (range.end > document_.tokens().size() || document_.sentence_of(range.begin) != document_.sentence_of(range.end - 1)) return;
    for (uint32_t i = 1; i < form.words.size(); ++i) {
      if (document_.word(at + i) != form.words[i]) return;
    }
    if (is_read(form, range)) return;
    if (form.seen++ == 0) form.first = document_.name() + ":" + std::to_string(document_.text().line_of(document_.span_of(range).begin));
  }

  // By another term of the same meaning, or as a part of another thing.
  bool is_read(const MissingForm& form, TokenRange range) const {
    const Entry& wanted = lexicon_.entry(form.term->entry);
    return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
      const Entry& entry = lexicon_.entry(hit.entry);
      return hit.whole.overlaps(range) && (same_meaning(entry, wanted) || (hit.whole.contains(range) && (entry.hit_class == HitClass::fact || entry.overrides)));
    });
  }

  const Lexicon& lexicon_;
  std::vector<MissingForm>& forms_;
  std::unordered_map<std::string, std::vector<size_t>> by_word_;
  Document document_;
  MatchScratch scratch_;
  std::vector<Hit> hits_;
};

class SpellingLinter {
 public:
  SpellingLinter(const LintInput& in, LintFindings& out) : in_(in), out_(out), vocabulary_(in.lexicon.vocabulary()) {}

  void run(const std::vector<InputDocument>& notes) {
    for (const SpelledTerms::Term& term : in_.terms.terms) {
      if (!names_things(hit_class(term))) continue;
      for (uint32_t i = term.first; i < term.last; ++i) all_.insert(in_.terms.sequences[i]);
    }
    learn_plurals();
    learn_compounds();
    learn_spellings();
    for (const SpelledTerms::Term& term : in_.terms.terms) {
      if (!names_things(hit_class(term))) continue;
      for (uint32_t i = term.first; i < term.last; ++i) check(term, in_.terms.sequences[i]);
    }
    FormFinder finder(in_.lexicon, forms_);
    for (const InputDocument& note : notes) finder.read(note);
    report();
  }

 private:
  HitClass hit_class(const SpelledTerms::Term& term) const { return in_.lexicon.entry(term.entry).hit_class; }

  // Words that some term spells with their plural at the same place: those that the lexicon counts.
  void learn_plurals() {
    std::unordered_map<WordId, size_t> seen;
    for (const Sequence& sequence : all_) {
      for (const std::string& plural : plurals(vocabulary_.text(sequence.back()))) {
        const WordId word = vocabulary_.find(plural);
        if (word == kUnknownWord) continue;
        Sequence other = sequence;
        other.back() = word;
        if (all_.count(other) == 0 || ++seen[sequence.back()] < kOftenPlural) continue;
        plural_[sequence.back()] = word;
      }
    }
  }

  // "experienced a fall" has no plural.
  bool says_one(const Sequence& sequence) const {
    return std::any_of(sequence.begin(), sequence.end(), [&](WordId word) {
      const std::string_view text = vocabulary_.text(word);
      return text == "a" || text == "an" || text == "one" || text == "another" || text == "this";
    });
  }

  // "microdiscectomy" and "micro discectomy" at the same place of two terms.
  void learn_compounds() {
    for (const Sequence& sequence : all_) {
      for (size_t i = 0; i + 1 < sequence.size(); ++i) {
        const WordId word = vocabulary_.find(std::string(vocabulary_.text(sequence[i])) + std::string(vocabulary_.text(sequence[i + 1])));
        if (word == kUnknownWord) continue;
        if (all_.count(joined(sequence, i, word)) != 0) compound_[word] = {sequence[i], sequence[i + 1]};
      }
    }
    for (const auto& [word, parts] : compound_) parts_[parts] = word;
  }

  void learn_spellings() {
    for (const auto& [a, b] : kSpellings) {
      for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
        if (const WordId word = vocabulary_.find(from); word != kUnknownWord) spelling_[word] = to;
      }
    }
  }

  static Sequence joined(const Sequence& sequence, size_t at, WordId word) {
    Sequence out = sequence;
    out[at] = word;
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    return out;
  }

  void check(const SpelledTerms::Term& term, const Sequence& sequence) {
    if (const auto plural = plural_.find(sequence.back()); plural != plural_.end() && !says_one(sequence)) {
      Sequence other = sequence;
      other.back() = plural->second;
      ask(term, "plural", other);
    }
    for (size_t i = 0; i < sequence.size(); ++i) {
      if (const auto spelling = spelling_.find(sequence[i]); spelling != spelling_.end()) ask_spelling(term, sequence, i, spelling->second);
      if (const auto compound = compound_.find(sequence[i]); compound != compound_.end()) {
        Sequence other = sequence;
        other[i] = compound->second.first;
        other.insert(other.begin() + static_cast<std::ptrdiff_t>(i) + 1, compound->second.second);
        ask(term, "compound", other);
      }
      const auto parts = i + 1 < sequence.size() ? parts_.find({sequence[i], sequence[i + 1]}) : parts_.end();
      if (parts != parts_.end()) ask(term, "compound", joined(sequence, i, parts->second));
    }
  }

  void ask(const SpelledTerms::Term& term, const std::string& code, const Sequence& wanted) {
    if (all_.count(wanted) != 0) return;
    std::vector<std::string> words;
    for (const WordId word : wanted) words.emplace_back(vocabulary_.text(word));
    add(term, code, std::move(words));
  }

  void ask_spelling(const SpelledTerms::Term& term, const Sequence& sequence, size_t at, std::string_view spelling) {
    const WordId word = vocabulary_.find(spelling);
    Sequence other = sequence;
    other[at] = word;
    if (word != kUnknownWord && all_.count(other) != 0) return;
    std::vector<std::string> words;
    for (size_t i = 0; i < sequence.size(); ++i) words.emplace_back(i == at ? spelling : vocabulary_.text(sequence[i]));
    add(term, "spelling", std::move(words));
  }

  void add(const SpelledTerms::Term& term, const std::string& code, std::vector<std::string> words) {
    if (asked_.insert({term.entry, words}).second) forms_.push_back({&term, code, std::move(words), 0, ""});
  }

  void report() {
    for (const MissingForm& form : forms_) {
      if (form.seen == 0) continue;
      std::string words;
      for (const std::string& word : form.words) words += (words.empty() ? "" : " ") + word;
      const std::string times = form.seen == 1 ? "once" : std::to_string(form.seen) + " times";
      out_.push_back(finding_at(in_, *form.term, LintLevel::note, form.code,
                                "\"" + words + "\" stands unread in the notes, " + times + " (first " + form.first + "): " + std::string(said_of(form.code)),
                                std::string(cure_of(form.code))));
    }
  }

  const LintInput& in_;
  LintFindings& out_;
  const Vocabulary& vocabulary_;
  Sequences all_;
  std::unordered_map<WordId, WordId> plural_;
  std::map<WordId, std::pair<WordId, WordId>> compound_;
  std::map<std::pair<WordId, WordId>, WordId> parts_;
  std::unordered_map<WordId, std::string_view> spelling_;
  std::vector<MissingForm> forms_;
  std::set<std::pair<uint32_t, std::vector<std::string>>> asked_;  // by entry
};

}  // namespace

void lint_spelling(const LintInput& in, const std::vector<InputDocument>& notes, LintFindings& out) {
  if (!notes.empty()) SpellingLinter(in, out).run(notes);
}

}  // namespace chartgap
