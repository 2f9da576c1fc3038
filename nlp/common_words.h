// How often the commonest words stand in notes, so that a phrase is looked for by its rarest part.
// Units:  times in 100,000 words, numbers and marks. Source: counted over corpus/.
#pragma once

#include <cstdint>
#include <string_view>

namespace chartgap {

struct CommonWord {
  std::string_view word;
  uint32_t per_100000;
};

inline constexpr CommonWord kCommonWords[] = {
    {".", 6644},        {",", 4258},        {"-", 2836},        {"/", 2798},         {":", 2242},        {"the", 1704},       {"5", 1471},         {"l", 1133},
    {"c", 1115},        {"and", 1067},      {"no", 1049},       {"4", 935},          {"2", 907},         {"1", 878},          {"of", 840},         {"to", 764},
    {")", 718},         {"3", 698},         {"a", 690},         {"x", 685},          {"6", 683},         {"(", 678},          {"in", 566},         {"r", 553},
    {"pain", 551},      {"is", 548},        {"7", 508},         {"left", 508},       {"at", 506},        {"+", 501},          {"on", 491},         {"right", 470},
    {"\"", 458},        {"with", 447},      {"for", 422},       {"s", 392},          {"t", 377},         {"*", 376},          {"not", 374},        {"he", 369},
    {"10", 364},        {";", 354},         {"w", 342},         {"neck", 333},       {"she", 333},       {"pt", 291},         {"8", 290},          {"was", 280},
    {"arm", 268},       {"'", 263},         {"i", 256},         {"back", 250},       {"or", 242},        {"has", 237},        {"disc", 225},       {"n", 223},
    {"mri", 220},       {"d", 200},         {"stenosis", 197},  {"mild", 195},       {"it", 194},        {"that", 190},       {"from", 189},       {"0", 189},
    {"cervical", 187},  {"spine", 185},     {"this", 182},      {"b", 174},          {"12", 174},        {"by", 170},         {"had", 170},        {"9", 170},
    {"%", 165},         {"her", 159},       {"if", 159},        {"neg", 147},        {"normal", 146},    {"hand", 141},       {"about", 139},      {"cord", 139},
    {"leg", 139},       {"o", 136},         {"foraminal", 134}, {"mg", 134},         {"11", 132},        {"since", 127},      {"which", 126},      {"up", 124},
    {"y", 122},         {"there", 122},     {"both", 119},      {"shoulder", 117},   {"mm", 116},        {"wk", 114},         {"root", 112},       {"30", 111},
    {"over", 109},      {"none", 109},      {"weakness", 106},  {"weeks", 106},      {"as", 104},        {"wks", 103},        {"severe", 103},     {"p", 101},
    {"&", 101},         {"his", 101},       {"after", 98},      {"change", 96},      {"last", 96},       {"f", 94},           {"20", 94},          {"gabapentin", 94},
    {"now", 94},        {"moderate", 94},   {"patient", 93},    {"then", 93},        {"22", 93},         {"down", 91},        {"therapy", 91},     {"nerve", 89},
    {"14", 89},         {"injection", 89},  {"today", 89},      {"plan", 89},        {"numbness", 88},   {"exam", 88},        {"out", 88},         {"are", 88},
    {"finger", 88},     {"home", 84},       {"fever", 84},      {"dr", 84},          {"full", 84},       {"off", 84},         {"new", 84},         {"history", 84},
    {"worse", 83},      {"gait", 83},       {"m", 83},          {"surgery", 81},     {"ok", 81},         {"all", 79},         {"epidural", 79},    {"radiculopathy", 79},
    {"date", 78},       {"canal", 78},      {"when", 78},       {"50", 76},          {"only", 76},       {"bulge", 76},       {"visit", 76},       {"18", 74},
    {"but", 74},        {"q", 74},          {"an", 74},         {"year", 73},        {"min", 73},        {"24", 73},          {"thumb", 71},       {"loss", 71},
    {"#", 71},          {"clinic", 71},     {"lumbar", 71},     {"bladder", 69},     {"day", 69},        {"signal", 69},      {"denies", 68},      {"lateral", 68},
    {"facet", 68},      {"time", 68},       {"did", 68},        {"hx", 66},          {"narrowing", 66},  {"without", 66},     {"old", 66},         {"23", 66},
    {"nl", 65},         {"low", 65},        {"post", 65},       {"be", 65},          {"side", 65},       {"central", 65},     {"physical", 65},    {"h", 65},
    {"2025", 65},       {"note", 63},       {"ext", 63},        {"triceps", 63},     {"see", 63},        {"motor", 63},       {"ct", 63},          {"days", 61},
    {"better", 61},     {"wrist", 61},      {"2023", 60},       {"report", 60},      {"can", 58},        {"compression", 58}, {"months", 58},      {"him", 58},
    {"my", 58},         {"seen", 56},       {"small", 56},      {"some", 56},        {"prior", 56},      {"says", 56},        {"80", 56},          {"fusion", 56},
    {"same", 56},       {"25", 56},         {"bowel", 55},      {"per", 55},         {"15", 55},         {"any", 55},         {"call", 55},        {"been", 55},
    {"relief", 53},     {"meds", 53},       {"prn", 53},        {"intact", 53},      {"will", 53},       {"procedure", 53},   {"two", 53},         {"40", 53},
    {"reviewed", 53},   {"visits", 53},     {"tingling", 53},   {"night", 53},       {"upper", 53},      {"impression", 53},  {"do", 51},          {"2020", 51},
    {"good", 51},       {"were", 51},       {"so", 51},         {"before", 51},      {"work", 51},       {"stopped", 51},     {"have", 51},        {"elbow", 51},
    {"am", 50},         {"sx", 50},         {"tid", 50},        {"one", 50},         {"level", 50},      {"does", 50},        {"you", 50},         {"present", 48},
    {"60", 48},         {"would", 48},      {"extension", 48},  {"biceps", 48},      {"week", 48},       {"ed", 46},          {"chronic", 46},     {"legs", 46},
    {"numb", 46},       {"contrast", 46},   {"than", 46},       {"well", 46},        {"little", 46},     {"bid", 46},         {"300", 46},         {"mod", 46},
    {"16", 45},         {"we", 45},         {"re", 45},         {"trouble", 45},     {"2022", 45},       {"g", 45},           {"foot", 45},        {"reflexes", 45},
    {"wt", 45},         {"sensation", 45},  {"negative", 45},   {"yes", 45},         {"02", 43},         {"me", 43},          {"100", 43},         {"given", 43},
    {"u", 43},          {"told", 43},       {"name", 43},       {"first", 43},       {"done", 43},       {"mr", 43},          {"examination", 43}, {"ulnar", 43},
    {"flex", 43},       {"injury", 43},     {"above", 41},      {"2021", 41},        {"protrusion", 41}, {"cm", 41},          {"mo", 41},          {"imaging", 41},
    {"until", 41},      {"assessment", 41}, {"extrusion", 41},  {"deltoid", 41},     {"bp", 40},         {"head", 40},        {"forearm", 40},     {"still", 40},
    {"2019", 40},       {"75", 40},         {"infection", 40},  {"knee", 40},        {"bilateral", 40},  {"spurling", 40},    {"steroid", 40},     {"ha", 38},
    {"spinal", 38},     {"like", 38},       {"ml", 38},         {"symptoms", 38},    {"other", 38},      {"flexion", 38},     {"hoffmann", 38},    {"emg", 38},
    {"past", 38},       {"dx", 36},         {"long", 36},       {"herniation", 36},  {"thigh", 36},      {"again", 36},       {"ap", 36},          {"hands", 36},
    {"gone", 36},       {"helped", 36},     {"treatment", 36},  {"lb", 36},          {"tx", 36},         {"absent", 36},      {"may", 36},         {"what", 35},
    {"ibuprofen", 35},  {"grip", 35},       {"acute", 35},      {"go", 35},          {"block", 35},      {"under", 35},       {"discharge", 35},   {"midline", 33},
    {"unchanged", 33},  {"pre", 33},        {"ago", 33},        {"paracentral", 33}, {"19", 33},         {"fall", 33},        {"slr", 33},         {"hip", 33},
    {"light", 33},      {"middle", 33},     {"medical", 33},    {"daily", 33},       {"patent", 33},     {"pmh", 31},         {"soft", 31},        {"program", 31},
    {"bleeding", 31},   {"standing", 31},   {"foramen", 31},    {"disease", 31},     {"xr", 31},         {"collar", 31},      {"never", 31},       {"injections", 31},
    {"myelopathy", 31}, {"esi", 31},        {"discussed", 31},  {"takes", 31},       {"45", 31},         {"risks", 31},       {"started", 31},     {"bone", 31},
    {"your", 31},       {"cc", 30},         {"600", 30},        {"vs", 30},          {"hr", 30},         {"sensory", 30},     {"2018", 30},        {"70", 30},
    {"needle", 30},     {"mid", 30},        {"help", 30},       {"through", 30},     {"anterior", 30},   {"more", 30},        {"findings", 30},    {"28", 30},
    {"clonus", 30},     {"median", 30},     {"ue", 30},         {"resolved", 30},    {"continue", 30},   {"hold", 30},        {"27", 30},          {"lifting", 30},
};
// Of a word that is not among them.
inline constexpr uint32_t kUncommon = 5;

}  // namespace chartgap
