// The closed word classes of English that bound a phrase: conjunctions, prepositions, auxiliary and reporting verbs, determiners.
#pragma once

#include <cstdint>
#include <string_view>

namespace chartgap {

enum GrammarBit : uint8_t {
  kConjunction = 1,
  kPreposition = 2,
  kVerb = 4,
  kDeterminer = 8,
  kRelative = 16,  // opens a subordinate clause
  kContrast = 32,  // ends what was said before
};

struct GrammarWord {
  std::string_view word;
  uint8_t bits;
};

inline constexpr GrammarWord kGrammarWords[] = {
    {"and", kConjunction}, {"or", kConjunction}, {"&", kConjunction}, {"nor", kConjunction}, {"plus", kConjunction},
    {"of", kPreposition}, {"in", kPreposition}, {"on", kPreposition}, {"at", kPreposition}, {"to", kPreposition}, {"with", kPreposition}, {"without", kPreposition}, {"w", kPreposition},
    {"from", kPreposition}, {"into", kPreposition}, {"over", kPreposition}, {"along", kPreposition}, {"within", kPreposition}, {"across", kPreposition}, {"around", kPreposition}, {"by", kPreposition},
    {"for", kPreposition}, {"through", kPreposition}, {"down", kPreposition}, {"above", kPreposition}, {"below", kPreposition}, {"between", kPreposition}, {"under", kPreposition},
    {"upon", kPreposition}, {"about", kPreposition}, {"throughout", kPreposition}, {"during", kPreposition}, {"after", kPreposition}, {"before", kPreposition}, {"since", kPreposition},
    {"due", kPreposition}, {"secondary", kPreposition}, {"including", kPreposition}, {"involving", kPreposition}, {"per", kPreposition}, {"via", kPreposition}, {"as", kPreposition},
    {"is", kVerb}, {"are", kVerb}, {"was", kVerb}, {"were", kVerb}, {"be", kVerb}, {"been", kVerb}, {"being", kVerb}, {"has", kVerb}, {"have", kVerb}, {"had", kVerb}, {"having", kVerb},
    {"does", kVerb}, {"do", kVerb}, {"did", kVerb}, {"shows", kVerb}, {"showed", kVerb}, {"showing", kVerb}, {"reveals", kVerb}, {"revealed", kVerb}, {"demonstrates", kVerb},
    {"demonstrated", kVerb}, {"causes", kVerb}, {"caused", kVerb}, {"causing", kVerb}, {"producing", kVerb}, {"resulting", kVerb}, {"results", kVerb}, {"indicating", kVerb}, {"suggesting", kVerb},
    {"seen", kVerb}, {"noted", kVerb}, {"identified", kVerb}, {"denies", kVerb}, {"denied", kVerb}, {"reports", kVerb}, {"reported", kVerb}, {"complains", kVerb}, {"complaining", kVerb},
    {"states", kVerb}, {"stated", kVerb}, {"notes", kVerb}, {"describes", kVerb}, {"experiences", kVerb}, {"experienced", kVerb}, {"appears", kVerb}, {"appear", kVerb}, {"remains", kVerb},
    {"took", kVerb}, {"takes", kVerb}, {"taking", kVerb}, {"tried", kVerb}, {"underwent", kVerb}, {"received", kVerb}, {"will", kVerb}, {"would", kVerb}, {"may", kVerb}, {"can", kVerb},
    {"the", kDeterminer}, {"a", kDeterminer}, {"an", kDeterminer}, {"his", kDeterminer}, {"her", kDeterminer}, {"their", kDeterminer}, {"this", kDeterminer}, {"these", kDeterminer}, {"some", kDeterminer},
    {"which", kRelative}, {"who", kRelative}, {"while", kRelative}, {"that", kRelative}, {"because", kRelative},
    {"but", kContrast}, {"however", kContrast}, {"although", kContrast}, {"except", kContrast},
};

}  // namespace chartgap
