#include "nlp/overlay.h"

#include <algorithm>
#include <unordered_map>

namespace chartgap {
namespace {

class Layers {
 public:
  Layers(const std::vector<LayeredFile>& files, Issues& issues) : files_(files), issues_(issues) {}

  std::vector<EntryPlace> run() {
    for (uint32_t file = 0; file < files_.size(); ++file) {
      const JsonValue* entries = files_[file].root->find("entries");
      if (entries == nullptr) continue;
      for (const JsonValue& value : entries->items) add(value, file);
    }
    std::erase_if(places_, [](const EntryPlace& place) { return place.value == nullptr; });
    return std::move(places_);
  }

 private:
  void add(const JsonValue& value, uint32_t file) {
    const JsonValue* id = value.find("id");
    const JsonValue* removes = value.find("remove");
    if (id != nullptr && removes != nullptr && removes->boolean) {
      remove(value, *id, file);
      return;
    }
    const auto known = id == nullptr ? by_id_.end() : by_id_.find(id->string);
    if (known != by_id_.end() && files_[places_[known->second].file].layer < files_[file].layer) {
      places_[known->second] = {&value, file};
      return;
    }
    if (id != nullptr) by_id_.try_emplace(id->string, places_.size());
    places_.push_back({&value, file});
  }

  void remove(const JsonValue& value, const JsonValue& id, uint32_t file) {
    ObjectReader reader(value, *files_[file].name, issues_);
    reader.required_string("id");
    reader.boolean("remove");
    reader.finish();
    const auto known = by_id_.find(id.string);
    if (known == by_id_.end() || files_[places_[known->second].file].layer >= files_[file].layer) {
      const std::string near = nearest(id.string, earlier_ids(files_[file].layer));
      issues_.push_back({*files_[file].name, id.line, id.column, "lexicon.remove", "there is no entry \"" + id.string + "\" to remove",
                         near.empty() ? "an id of the lexicon below" : "\"" + near + "\""});
      return;
    }
    places_[known->second].value = nullptr;
    by_id_.erase(known);
  }

  std::vector<std::string> earlier_ids(uint32_t layer) const {
    std::vector<std::string> out;
    for (const auto& [id, place] : by_id_) {
      if (files_[places_[place].file].layer < layer) out.push_back(id);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  const std::vector<LayeredFile>& files_;
  Issues& issues_;
  std::vector<EntryPlace> places_;
  std::unordered_map<std::string, size_t> by_id_;
};

}  // namespace

std::vector<EntryPlace> lay_over(const std::vector<LayeredFile>& files, Issues& issues) { return Layers(files, issues).run(); }

}  // namespace chartgap
