#include <re2/re2.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

#include "nlp/lexicon.h"
#include "nlp/lexicon_pattern.h"

namespace chartgap {
namespace {

constexpr uint64_t kMagic = 0x3530676c74726863;  // "chrtlg05"

// Writes and reads have the same names, so that one walk over the lexicon serves both.
class Writer {
 public:
  static constexpr bool kReads = false;

  template <class T>
  void value(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class T>
  void list(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    value(static_cast<uint32_t>(values.size()));
    out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  void text(std::string_view text) {
    value(static_cast<uint32_t>(text.size()));
    out.append(text);
  }
  template <class Items, class Each>
  void each(const Items& items, Each each) {
    value(static_cast<uint32_t>(items.size()));
    for (const auto& item : items) each(item);
  }
  std::string out;
};

// Reads what Writer wrote; `ok` turns false at the first byte that is not there.
class Reader {
 public:
  static constexpr bool kReads = true;

  explicit Reader(std::string_view in) : in_(in) {}
  template <class T>
  void value(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (!take(sizeof value)) return;
    memcpy(static_cast<void*>(&value), in_.data() + at_ - sizeof value, sizeof value);
  }
  template <class T>
  void list(std::vector<T>& values) {
    uint32_t size = 0;
    value(size);
    if (!take(size * sizeof(T))) return;
    values.resize(size);
    if (size != 0) memcpy(static_cast<void*>(values.data()), in_.data() + at_ - size * sizeof(T), size * sizeof(T));
  }
  void text(std::string& text) {
    uint32_t size = 0;
    value(size);
    if (take(size)) text.assign(in_.substr(at_ - size, size));
  }
  template <class Items, class Each>
  void each(Items& items, Each each) {
    uint32_t size = 0;
    value(size);
    for (uint32_t i = 0; ok && i < size; ++i) each(items.emplace_back());
  }
  bool ok = true;

 private:
  bool take(size_t bytes) {
    if (!ok || in_.size() - at_ < bytes) return ok = false;
    at_ += bytes;
    return true;
  }
  std::string_view in_;
  size_t at_ = 0;
};

}  // namespace

// One walk over everything that a lexicon holds; `Lexicon` is const where the archive writes.
class LexiconImage {
 public:
  template <class Archive, class L>
  static void walk(Archive& archive, L& lexicon) {
    archive.each(lexicon.files_, [&](auto& file) { archive.text(file); });
    archive.each(lexicon.names_, [&](auto& name) { archive.text(name); });
    archive.each(lexicon.entries_, [&](auto& entry) { walk_entry(archive, lexicon, entry); });
    archive.list(lexicon.traits_);
    archive.list(lexicon.vocabulary_.slots_);
    archive.value(lexicon.vocabulary_.count_);
    walk_headings(archive, lexicon.headings_);
    for (auto& terms : lexicon.terms_) {
      archive.list(terms.single_);
      archive.list(terms.pairs_);
      archive.value(terms.pair_shift_);
      archive.list(terms.roots_);
      archive.list(terms.cells_);
    }
    walk_phrases(archive, lexicon.phrases_);
    walk_word_lists(archive, lexicon.pattern_by_word_);
    archive.list(lexicon.grammar_);
    archive.each(lexicon.patterns_, [&](auto& pattern) { walk_pattern(archive, pattern); });
  }

 private:
  // Names are views into the lexicon's own strings: kept by their number.
  template <class Archive, class View>
  static void walk_name(Archive& archive, const Lexicon& lexicon, View& name) {
    uint32_t number = UINT32_MAX;
    if constexpr (Archive::kReads) {
      archive.value(number);
      name = number < lexicon.names_.size() ? std::string_view(lexicon.names_[number]) : std::string_view();
    } else {
      const auto found = std::find(lexicon.names_.begin(), lexicon.names_.end(), name);
      if (found != lexicon.names_.end()) number = static_cast<uint32_t>(found - lexicon.names_.begin());
      archive.value(number);
    }
  }

  template <class Archive, class E>
  static void walk_entry(Archive& archive, const Lexicon& lexicon, E& entry) {
    archive.value(entry.hit_class);
    archive.value(entry.neutral);
    archive.value(entry.overrides);
    archive.value(entry.capitals);
    archive.value(entry.spinal);
    archive.value(entry.section);
    archive.value(entry.polarity);
    archive.value(entry.cue);
    walk_name(archive, lexicon, entry.code);
    archive.each(entry.senses, [&](auto& sense) {
      archive.value(sense.type);
      walk_name(archive, lexicon, sense.code);
    });
    auto attributes = entry.attributes;
    attributes.drug = {};  // a place in memory is nothing to keep
    archive.value(attributes);
    if constexpr (Archive::kReads) entry.attributes = attributes;
    walk_name(archive, lexicon, entry.attributes.drug);
    archive.text(entry.id);
    archive.value(entry.file);
    archive.value(entry.line);
  }

  template <class Archive, class H>
  static void walk_headings(Archive& archive, H& headings) {
    archive.list(headings.spine_letters_);
    archive.list(headings.level_words_);
    archive.value(headings.longest_);
    archive.list(headings.first_);
    std::vector<std::pair<uint64_t, SectionKind>> kinds(headings.kinds_.begin(), headings.kinds_.end());
    std::sort(kinds.begin(), kinds.end());
    archive.each(kinds, [&](auto& kind) {
      archive.value(kind.first);
      archive.value(kind.second);
    });
    if constexpr (Archive::kReads) headings.kinds_.insert(kinds.begin(), kinds.end());
  }

  template <class Archive, class Table>
  static void walk_lists(Archive& archive, Table& table) {
    archive.list(table.starts);
    archive.list(table.items);
  }

  template <class Archive, class Lists>
  static void walk_word_lists(Archive& archive, Lists& lists) {
    archive.list(lists.words_);
    walk_lists(archive, lists.lists_);
  }

  template <class Archive, class P>
  static void walk_phrases(Archive& archive, P& phrases) {
    archive.list(phrases.phrases_);
    archive.list(phrases.needs_);
    for (auto& anchors : phrases.anchors_) {
      walk_word_lists(archive, anchors.by_word);
      walk_lists(archive, anchors.by_class);
      archive.value(anchors.classes);
    }
    archive.list(phrases.steps_);
    archive.list(phrases.cells_);
    archive.list(phrases.filters_);
    archive.value(phrases.filter_cells_);
  }

  // An expression is kept as its text.
  template <class Archive, class P>
  static void walk_pattern(Archive& archive, P& pattern) {
    archive.value(pattern.entry);
    std::string text;
    if constexpr (!Archive::kReads) text = pattern.expression->pattern();
    archive.text(text);
    if constexpr (Archive::kReads) pattern.expression = std::make_unique<RE2>(text, RE2::Quiet);
  }
};

// The sizes in front say whether the same build made it.
struct ImageHead {
  uint64_t magic = kMagic;
  uint32_t attributes = sizeof(Attributes);
  uint32_t entry = sizeof(Entry);
  bool operator==(const ImageHead&) const = default;
};

std::string Lexicon::image() const {
  Writer out;
  out.value(ImageHead());
  LexiconImage::walk(out, *this);
  return std::move(out.out);
}

std::optional<Lexicon> Lexicon::from_image(std::string_view image) {
  Lexicon lexicon;
  Reader in(image);
  ImageHead head;
  in.value(head);
  if (!in.ok || head != ImageHead()) return std::nullopt;
  LexiconImage::walk(in, lexicon);
  if (!in.ok) return std::nullopt;
  return lexicon;
}

}  // namespace chartgap
