#include "nlp/json_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace chartgap {
namespace {

std::string written(unsigned indent) {
  std::string out;
  JsonWriter json(out, indent);
  json.begin_object().key("words").strings({"a \"b\"", "line\nend", std::string("nul\0", 4)}).key("none").strings({}).key("empty").begin_object().end_object();
  json.key("numbers").begin_array().integer(-3).number(2.5).real(0.1).number(7).end_array();
  json.key("raw").raw("[1]").key("yes").boolean(true).key("nothing").null().end_object();
  return out;
}

TEST(JsonWriter, OnOneLine) {
  EXPECT_EQ(written(0), R"({"words":["a \"b\"","line\nend","nul\u0000"],"none":[],"empty":{},"numbers":[-3,2.5,0.1,7],"raw":[1],"yes":true,"nothing":null})");
}

TEST(JsonWriter, IndentedAsTheJsonLibraryDoesIt) {
  std::string unlike = written(2);
  const size_t raw = unlike.find("[1]");  // what is JSON already stays as it is
  ASSERT_NE(raw, std::string::npos);
  unlike.replace(raw, 3, "1");
  EXPECT_EQ(unlike, nlohmann::ordered_json::parse(unlike).dump(2));
}

TEST(JsonWriter, EveryControlByteReadsBack) {
  for (int byte = 0; byte < 0x80; ++byte) {
    const std::string text = "12345678" + std::string(1, static_cast<char>(byte)) + "9";
    std::string out;
    JsonWriter(out).string(text);
    EXPECT_EQ(nlohmann::json::parse(out).get<std::string>(), text) << byte;
  }
}

}  // namespace
}  // namespace chartgap
