// The build's lexicon compiler: reads lexicon files and writes their compiled image.
// Use: compile_lexicon OUT ROOT FILE...
#include <fstream>
#include <iostream>
#include <iterator>

#include "nlp/lexicon.h"

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: compile_lexicon OUT ROOT FILE...\n";
    return 2;
  }
  const std::string root = std::string(argv[2]) + "/";
  std::vector<chartgap::LexiconSource> sources;
  for (int i = 3; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::cerr << argv[i] << ": cannot be read\n";
      return 2;
    }
    std::string name = argv[i];
    if (name.rfind(root, 0) == 0) name = name.substr(root.size());
    sources.push_back({name, std::string(std::istreambuf_iterator<char>(file), {})});
  }
  const auto lexicon = chartgap::Lexicon::load(sources);
  if (!lexicon.ok()) {
    std::cerr << chartgap::to_string(lexicon.issues());
    return 2;
  }
  std::ofstream(argv[1], std::ios::binary) << lexicon.value().image();
  return 0;
}
