#include "criteria/report_several.h"

#include <nlohmann/json.hpp>
#include <set>

#include "criteria/join_html.h"

namespace chartgap {
namespace {

using Json = nlohmann::ordered_json;

std::string joined_text(const std::vector<std::string>& reports) {
  std::string out;
  for (const std::string& report : reports) out += (out.empty() ? "" : "\n") + report;
  return out;
}

std::string joined_csv(const std::vector<std::string>& reports) {
  std::string out;
  for (const std::string& report : reports) out += out.empty() ? report : report.substr(report.find("\r\n") + 2);
  return out;
}

// The first report with the items of every report's `list`, each `key` once; without a key all.
std::string joined_lists(const std::vector<std::string>& reports, const char* list, const char* key) {
  Json out;
  Json items = Json::array();
  std::set<std::string> seen;
  for (const std::string& report : reports) {
    Json one = Json::parse(report);
    for (Json& item : one[list]) {
      if (key == nullptr || seen.insert(item[key].get<std::string>()).second) items.push_back(std::move(item));
    }
    if (out.is_null()) out = std::move(one);
  }
  out[list] = std::move(items);
  return out.dump(2) + "\n";
}

std::string listed_json(const std::vector<std::string>& reports) {
  Json out = {{"policies", Json::array()}};
  for (const std::string& report : reports) out["policies"].push_back(Json::parse(report));
  return out.dump(2) + "\n";
}

}  // namespace

std::string joined_reports(std::string_view format, const std::vector<std::string>& reports) {
  if (format == "json") return listed_json(reports);
  if (format == "html") return joined_html(reports);
  if (format == "csv") return joined_csv(reports);
  if (format == "fhir") return joined_lists(reports, "entry", "fullUrl");
  if (format == "sarif") return joined_lists(reports, "runs", nullptr);
  if (format == "decisions") return joined_lists(reports, "decisions", nullptr);
  return joined_text(reports);
}

}  // namespace chartgap
