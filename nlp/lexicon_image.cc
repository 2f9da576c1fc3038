#include <re2/re2.h>

#include <cstring>
#include <memory>
#include <type_traits>

#include "nlp/lexicon.h"
#include "nlp/lexicon_pattern.h"

namespace chartgap {
namespace {

constexpr uint64_t kMagic = 0x3130676c74726863;  // "chrtlg01"

class Writer {
 public:
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
  std::string out;
};

// Reads what Writer wrote; `ok` turns false at the first byte that is not there.
class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  template <class T>
  void value(T& value) {
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
  std::string text() {
    uint32_t size = 0;
    value(size);
    return take(size) ? std::string(in_.substr(at_ - size, size)) : std::string();
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

// One walk over everything that a lexicon holds, for writing and for reading: the same fields in the same order.
class LexiconImage {
 public:
  static void write(const Lexicon& lexicon, Writer& out) {
    out.value(kMagic);
    out.value(static_cast<uint32_t>(sizeof(Attributes)));
    write_texts(out, lexicon.files_);
    write_texts(out, lexicon.names_);
    out.value(static_cast<uint32_t>(lexicon.entries_.size()));
    for (const Entry& entry : lexicon.entries_) write_entry(lexicon, entry, out);
    out.list(lexicon.traits_);
    out.list(lexicon.vocabulary_.slots_);
    out.value(lexicon.vocabulary_.count_);
    write_headings(lexicon.headings_, out);
    for (const TermTrie& terms : lexicon.terms_) {
      out.list(terms.cells_);
      out.list(terms.seconds_);
      out.list(terms.roots_);
    }
    write_phrases(lexicon, out);
    out.list(lexicon.grammar_);
    out.value(static_cast<uint32_t>(lexicon.patterns_.size()));
    for (const Lexicon::Pattern& pattern : lexicon.patterns_) {
      out.value(pattern.entry);
      out.text(pattern.expression->pattern());
    }
  }

  static bool read(Reader& in, Lexicon& lexicon) {
    uint64_t magic = 0;
    uint32_t attributes = 0;
    in.value(magic);
    in.value(attributes);
    if (magic != kMagic || attributes != sizeof(Attributes)) return false;
    read_texts(in, lexicon.files_);
    read_texts(in, lexicon.names_);
    uint32_t entries = 0;
    in.value(entries);
    lexicon.entries_.reserve(entries);
    for (uint32_t i = 0; in.ok && i < entries; ++i) lexicon.entries_.push_back(read_entry(lexicon, in));
    in.list(lexicon.traits_);
    in.list(lexicon.vocabulary_.slots_);
    in.value(lexicon.vocabulary_.count_);
    read_headings(in, lexicon.headings_);
    for (TermTrie& terms : lexicon.terms_) {
      in.list(terms.cells_);
      in.list(terms.seconds_);
      in.list(terms.roots_);
    }
    read_phrases(in, lexicon);
    in.list(lexicon.grammar_);
    uint32_t patterns = 0;
    in.value(patterns);
    for (uint32_t i = 0; in.ok && i < patterns; ++i) {
      uint32_t entry = 0;
      in.value(entry);
      lexicon.patterns_.push_back({entry, std::make_unique<RE2>(in.text(), RE2::Quiet)});
    }
    return in.ok;
  }

 private:
  template <class Texts>
  static void write_texts(Writer& out, const Texts& texts) {
    out.value(static_cast<uint32_t>(texts.size()));
    for (const std::string& text : texts) out.text(text);
  }
  template <class Texts>
  static void read_texts(Reader& in, Texts& texts) {
    uint32_t size = 0;
    in.value(size);
    for (uint32_t i = 0; in.ok && i < size; ++i) texts.push_back(in.text());
  }

  // Names are views into the lexicon's own strings: written by their number.
  static uint32_t number_of(const Lexicon& lexicon, std::string_view name) {
    for (uint32_t i = 0; i < lexicon.names_.size(); ++i) {
      if (lexicon.names_[i] == name) return i;
    }
    return UINT32_MAX;
  }
  static std::string_view name_of(const Lexicon& lexicon, uint32_t number) {
    return number < lexicon.names_.size() ? std::string_view(lexicon.names_[number]) : std::string_view();
  }

  static void write_entry(const Lexicon& lexicon, const Entry& entry, Writer& out) {
    out.text(entry.id);
    out.value(entry.file);
    out.value(entry.line);
    out.value(entry.hit_class);
    out.value(static_cast<uint32_t>(entry.senses.size()));
    for (const Sense& sense : entry.senses) {
      out.value(sense.type);
      out.value(number_of(lexicon, sense.code));
    }
    out.value(number_of(lexicon, entry.code));
    out.value(number_of(lexicon, entry.attributes.drug));
    Attributes attributes = entry.attributes;
    attributes.drug = {};
    out.value(attributes);
    out.value(static_cast<uint8_t>(entry.polarity ? static_cast<uint8_t>(*entry.polarity) : UINT8_MAX));
    out.value(entry.neutral);
    out.value(entry.overrides);
    out.value(entry.capitals);
    out.value(entry.spinal);
    out.value(entry.cue);
    out.value(entry.section);
  }

  static Entry read_entry(const Lexicon& lexicon, Reader& in) {
    Entry entry;
    entry.id = in.text();
    in.value(entry.file);
    in.value(entry.line);
    in.value(entry.hit_class);
    uint32_t count = 0;
    in.value(count);
    uint32_t number = 0;
    for (uint32_t i = 0; in.ok && i < count; ++i) {
      Sense sense;
      in.value(sense.type);
      in.value(number);
      sense.code = name_of(lexicon, number);
      entry.senses.push_back(sense);
    }
    in.value(number);
    entry.code = name_of(lexicon, number);
    in.value(number);
    in.value(entry.attributes);
    entry.attributes.drug = name_of(lexicon, number);
    uint8_t polarity = 0;
    in.value(polarity);
    if (polarity != UINT8_MAX) entry.polarity = static_cast<Assertion>(polarity);
    in.value(entry.neutral);
    in.value(entry.overrides);
    in.value(entry.capitals);
    in.value(entry.spinal);
    in.value(entry.cue);
    in.value(entry.section);
    return entry;
  }

  static void write_headings(const HeadingTable& headings, Writer& out) {
    out.list(headings.spine_letters_);
    out.list(headings.level_words_);
    out.value(headings.longest_);
    out.value(static_cast<uint32_t>(headings.kinds_.size()));
    for (const auto& [hash, kind] : headings.kinds_) {
      out.value(hash);
      out.value(kind);
    }
  }
  static void read_headings(Reader& in, HeadingTable& headings) {
    in.list(headings.spine_letters_);
    in.list(headings.level_words_);
    in.value(headings.longest_);
    uint32_t size = 0;
    in.value(size);
    for (uint32_t i = 0; in.ok && i < size; ++i) {
      uint64_t hash = 0;
      SectionKind kind = SectionKind::none;
      in.value(hash);
      in.value(kind);
      headings.kinds_.emplace(hash, kind);
    }
  }

  template <class Item>
  static void write_lists(Writer& out, const ListTable<Item>& table) {
    out.list(table.starts);
    out.list(table.items);
  }
  template <class Item>
  static void read_lists(Reader& in, ListTable<Item>& table) {
    in.list(table.starts);
    in.list(table.items);
  }

  static void write_word_lists(Writer& out, const SparseWordLists& lists) {
    out.list(lists.words_);
    write_lists(out, lists.lists_);
  }
  static void read_word_lists(Reader& in, SparseWordLists& lists) {
    in.list(lists.words_);
    read_lists(in, lists.lists_);
  }

  static void write_phrases(const Lexicon& lexicon, Writer& out) {
    out.value(static_cast<uint32_t>(lexicon.phrases_.size()));
    for (const Phrase& phrase : lexicon.phrases_) {
      out.value(phrase.entry);
      out.list(phrase.steps);
      out.value(phrase.first);
      out.value(phrase.needed);
    }
    out.value(static_cast<uint32_t>(lexicon.word_sets_.size()));
    for (const auto& words : lexicon.word_sets_) out.list(words);
    out.value(static_cast<uint32_t>(lexicon.filters_.size()));
    for (const HitFilter& filter : lexicon.filters_) {
      out.value(filter.hit_class);
      out.list(filter.entries);
    }
    out.value(static_cast<uint32_t>(lexicon.dispatches_.size()));
    for (const Dispatch& dispatch : lexicon.dispatches_) {
      out.list(dispatch.words);
      write_lists(out, dispatch.targets);
      out.list(dispatch.all);
    }
    for (const PhraseAnchors& anchors : lexicon.anchors_) {
      write_word_lists(out, anchors.by_word);
      write_lists(out, anchors.by_class);
    }
    write_word_lists(out, lexicon.pattern_by_word_);
  }

  template <class Item, class Read>
  static void read_each(Reader& in, std::vector<Item>& items, Read read) {
    uint32_t size = 0;
    in.value(size);
    items.reserve(size);
    for (uint32_t i = 0; in.ok && i < size; ++i) read(items.emplace_back());
  }

  static void read_phrases(Reader& in, Lexicon& lexicon) {
    read_each(in, lexicon.phrases_, [&](Phrase& phrase) {
      in.value(phrase.entry);
      in.list(phrase.steps);
      in.value(phrase.first);
      in.value(phrase.needed);
    });
    read_each(in, lexicon.word_sets_, [&](std::vector<WordId>& words) { in.list(words); });
    read_each(in, lexicon.filters_, [&](HitFilter& filter) {
      in.value(filter.hit_class);
      in.list(filter.entries);
    });
    read_each(in, lexicon.dispatches_, [&](Dispatch& dispatch) {
      in.list(dispatch.words);
      read_lists(in, dispatch.targets);
      in.list(dispatch.all);
    });
    for (PhraseAnchors& anchors : lexicon.anchors_) {
      read_word_lists(in, anchors.by_word);
      read_lists(in, anchors.by_class);
    }
    read_word_lists(in, lexicon.pattern_by_word_);
  }
};

std::string Lexicon::image() const {
  Writer out;
  LexiconImage::write(*this, out);
  return std::move(out.out);
}

std::optional<Lexicon> Lexicon::from_image(std::string_view image) {
  Lexicon lexicon;
  Reader in(image);
  if (!LexiconImage::read(in, lexicon)) return std::nullopt;
  return lexicon;
}

}  // namespace chartgap
