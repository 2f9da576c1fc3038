#include "nlp/facts/exam_names.h"

#include <algorithm>
#include <array>

namespace chartgap {
namespace {

enum Trait : uint8_t { kPlain = 0, kWeak = 1, kFull = 2, kJoint = 4, kCapitals = 8 };

struct Row {
  std::string_view word;
  NameKind kind;
  uint8_t region;
  int8_t first;
  int8_t last;
  uint8_t traits;
};

constexpr NameKind kM = NameKind::muscle;
constexpr NameKind kB = NameKind::shared;
constexpr NameKind kR = NameKind::tendon;
constexpr NameKind kP = NameKind::plane;
constexpr NameKind kS = NameKind::feeling;
constexpr uint8_t kArm = kUpperLimb;
constexpr uint8_t kLeg = kLowerLimb;

// By word.
constexpr auto kRows = [] {
  auto rows = std::to_array<Row>({
      {"d", kM, kArm, kC5, kC6, kWeak | kCapitals},
      {"delt", kM, kArm, kC5, kC6, kPlain},
      {"delts", kM, kArm, kC5, kC6, kPlain},
      {"del", kM, kArm, kC5, kC6, kWeak},
      {"dlt", kM, kArm, kC5, kC6, kPlain},
      {"deltoid", kM, kArm, kC5, kC6, kFull},
      {"deltoids", kM, kArm, kC5, kC6, kFull},
      {"b", kB, kArm, kC5, kC6, kWeak | kCapitals},
      {"bi", kB, kArm, kC5, kC6, kWeak},
      {"bic", kB, kArm, kC5, kC6, kPlain},
      {"bics", kB, kArm, kC5, kC6, kPlain},
      {"bicep", kB, kArm, kC5, kC6, kFull},
      {"biceps", kB, kArm, kC5, kC6, kFull},
      {"t", kB, kArm, kC7, kC8, kWeak | kCapitals},
      {"tri", kB, kArm, kC7, kC8, kPlain},
      {"tric", kB, kArm, kC7, kC8, kPlain},
      {"tris", kB, kArm, kC7, kC8, kPlain},
      {"tricep", kB, kArm, kC7, kC8, kFull},
      {"triceps", kB, kArm, kC7, kC8, kFull},
      {"br", kB, kArm, kC5, kC7, kPlain},
      {"brach", kB, kArm, kC5, kC7, kPlain},
      {"brachio", kB, kArm, kC5, kC7, kPlain},
      {"brachrad", kB, kArm, kC5, kC7, kPlain},
      {"brachioradialis", kB, kArm, kC5, kC7, kFull},
      {"sup", kB, kArm, kC5, kC6, kWeak},
      {"supinator", kB, kArm, kC5, kC6, kFull},
      {"we", kM, kArm, kC6, kC7, kWeak | kCapitals},
      {"wext", kM, kArm, kC6, kC7, kPlain},
      {"ecr", kM, kArm, kC6, kC7, kFull},
      {"ecrl", kM, kArm, kC6, kC7, kPlain},
      {"wf", kM, kArm, kC7, kC8, kPlain},
      {"wflex", kM, kArm, kC7, kC8, kPlain},
      {"fcr", kM, kArm, kC7, kC8, kFull},
      {"fcu", kM, kArm, kC7, kC8, kFull},
      {"ef", kM, kArm, kC5, kC6, kWeak | kCapitals},
      {"ee", kM, kArm, kC7, kC8, kWeak | kCapitals},
      {"sa", kM, kArm, kC5, kC6, kWeak | kCapitals},
      {"sabd", kM, kArm, kC5, kC6, kPlain},
      {"ff", kM, kArm, kC8, kT1, kWeak},
      {"fe", kM, kArm, kC7, kC8, kWeak},
      {"fa", kM, kArm, kC8, kT1, kWeak | kCapitals},
      {"fab", kM, kArm, kC8, kT1, kWeak},
      {"fabd", kM, kArm, kC8, kT1, kPlain},
      {"fdp", kM, kArm, kC8, kT1, kFull},
      {"fds", kM, kArm, kC8, kT1, kFull},
      {"fpl", kM, kArm, kC8, kT1, kFull},
      {"epl", kM, kArm, kC7, kC8, kFull},
      {"eip", kM, kArm, kC7, kC8, kPlain},
      {"edc", kM, kArm, kC7, kC8, kFull},
      {"ecu", kM, kArm, kC7, kC8, kPlain},
      {"apb", kM, kArm, kC8, kT1, kFull},
      {"adm", kM, kArm, kC8, kT1, kPlain},
      {"fdi", kM, kArm, kC8, kT1, kFull},
      {"io", kM, kArm, kC8, kT1, kWeak},
      {"ios", kM, kArm, kC8, kT1, kWeak},
      {"int", kM, kArm, kC8, kT1, kWeak},
      {"intr", kM, kArm, kC8, kT1, kWeak},
      {"hi", kM, kArm, kC8, kT1, kWeak | kCapitals},
      {"intrinsics", kM, kArm, kC8, kT1, kFull},
      {"intrinsic", kM, kArm, kC8, kT1, kFull},
      {"interossei", kM, kArm, kC8, kT1, kFull},
      {"inteross", kM, kArm, kC8, kT1, kPlain},
      {"lumbricals", kM, kArm, kC8, kT1, kFull},
      {"grip", kM, kArm, kC7, kT1, kFull},
      {"grips", kM, kArm, kC7, kT1, kFull},
      {"hg", kM, kArm, kC7, kT1, kWeak | kCapitals},
      {"gr", kM, kArm, kC7, kT1, kWeak},
      {"handgrip", kM, kArm, kC7, kT1, kFull},
      {"pinch", kM, kArm, kC7, kT1, kWeak},
      {"pronator", kM, kArm, kC6, kC7, kFull},
      {"pronation", kM, kArm, kC6, kC7, kFull},
      {"supination", kM, kArm, kC6, kC6, kFull},
      {"infraspinatus", kM, kArm, kC5, kC6, kFull},
      {"supraspinatus", kM, kArm, kC5, kC6, kFull},
      {"infra", kM, kArm, kC5, kC6, kWeak},
      {"supra", kM, kArm, kC5, kC6, kWeak},
      {"serratus", kM, kArm, kC5, kC7, kFull},
      {"ip", kM, kLeg, kL1, kL3, kPlain},
      {"psoas", kM, kLeg, kL1, kL3, kFull},
      {"iliopsoas", kM, kLeg, kL1, kL3, kFull},
      {"hf", kM, kLeg, kL1, kL3, kPlain},
      {"hflex", kM, kLeg, kL1, kL3, kPlain},
      {"he", kM, kLeg, kL5, kS2, kWeak | kCapitals},
      {"habd", kM, kLeg, kL4, kS1, kPlain},
      {"hadd", kM, kLeg, kL2, kL4, kPlain},
      {"adductors", kM, kLeg, kL2, kL4, kFull},
      {"q", kM, kLeg, kL2, kL4, kWeak | kCapitals},
      {"qd", kM, kLeg, kL2, kL4, kWeak | kCapitals},
      {"quad", kB, kLeg, kL2, kL4, kFull},
      {"quads", kB, kLeg, kL2, kL4, kFull},
      {"quadriceps", kB, kLeg, kL2, kL4, kFull},
      {"ke", kM, kLeg, kL2, kL4, kPlain},
      {"kext", kM, kLeg, kL2, kL4, kPlain},
      {"kf", kM, kLeg, kL5, kS2, kPlain},
      {"kflex", kM, kLeg, kL5, kS2, kPlain},
      {"h", kM, kLeg, kL5, kS2, kWeak | kCapitals},
      {"ham", kM, kLeg, kL5, kS2, kWeak},
      {"hams", kM, kLeg, kL5, kS2, kPlain},
      {"hs", kM, kLeg, kL5, kS2, kWeak | kCapitals},
      {"hamstring", kM, kLeg, kL5, kS2, kFull},
      {"hamstrings", kM, kLeg, kL5, kS2, kFull},
      {"ta", kM, kLeg, kL4, kL5, kPlain},
      {"at", kM, kLeg, kL4, kL5, kWeak | kCapitals},
      {"tib", kM, kLeg, kL4, kL5, kWeak},
      {"df", kM, kLeg, kL4, kL5, kFull},
      {"adf", kM, kLeg, kL4, kL5, kPlain},
      {"ad", kM, kLeg, kL4, kL5, kWeak | kCapitals},
      {"dorsiflexion", kM, kLeg, kL4, kL5, kFull},
      {"dorsiflexors", kM, kLeg, kL4, kL5, kFull},
      {"pf", kM, kLeg, kS1, kS2, kFull},
      {"apf", kM, kLeg, kS1, kS2, kPlain},
      {"plantarflexion", kM, kLeg, kS1, kS2, kFull},
      {"plantarflexors", kM, kLeg, kS1, kS2, kFull},
      {"ehl", kM, kLeg, kL5, kL5, kFull},
      {"edl", kM, kLeg, kL5, kL5, kFull},
      {"edb", kM, kLeg, kL5, kL5, kFull},
      {"gte", kM, kLeg, kL5, kL5, kPlain},
      {"bte", kM, kLeg, kL5, kL5, kPlain},
      {"fhl", kM, kLeg, kS1, kS2, kFull},
      {"g", kM, kLeg, kS1, kS2, kWeak | kCapitals},
      {"gs", kM, kLeg, kS1, kS2, kPlain},
      {"gc", kM, kLeg, kS1, kS2, kWeak | kCapitals},
      {"gsc", kM, kLeg, kS1, kS2, kPlain},
      {"gastroc", kM, kLeg, kS1, kS2, kFull},
      {"gastrocs", kM, kLeg, kS1, kS2, kFull},
      {"gastrocnemius", kM, kLeg, kS1, kS2, kFull},
      {"calf", kM, kLeg, kS1, kS2, kWeak},
      {"inv", kM, kLeg, kL4, kL5, kPlain},
      {"inversion", kM, kLeg, kL4, kL5, kFull},
      {"invertors", kM, kLeg, kL4, kL5, kFull},
      {"ev", kM, kLeg, kL5, kS1, kPlain},
      {"ever", kM, kLeg, kL5, kS1, kWeak},
      {"evertors", kM, kLeg, kL5, kS1, kPlain},
      {"eversion", kM, kLeg, kL5, kS1, kPlain},
      {"peroneals", kM, kLeg, kL5, kS1, kFull},
      {"peronei", kM, kLeg, kL5, kS1, kFull},
      {"per", kM, kLeg, kL5, kS1, kWeak},
      {"glut", kM, kLeg, kL5, kS2, kWeak},
      {"gluts", kM, kLeg, kL5, kS2, kPlain},
      {"gmed", kM, kLeg, kL5, kS1, kPlain},
      {"gmax", kM, kLeg, kL5, kS2, kPlain},
      {"knee", kR, kLeg, kL3, kL4, kWeak | kJoint},
      {"knees", kR, kLeg, kL3, kL4, kWeak | kJoint},
      {"kj", kR, kLeg, kL3, kL4, kFull | kJoint},
      {"kjs", kR, kLeg, kL3, kL4, kFull | kJoint},
      {"pat", kR, kLeg, kL3, kL4, kWeak | kJoint},
      {"patella", kR, kLeg, kL3, kL4, kWeak | kJoint},
      {"patellae", kR, kLeg, kL3, kL4, kWeak | kJoint},
      {"patellas", kR, kLeg, kL3, kL4, kFull | kJoint},
      {"patellar", kR, kLeg, kL3, kL4, kFull | kJoint},
      {"ankle", kR, kLeg, kS1, kS2, kWeak | kJoint},
      {"ankles", kR, kLeg, kS1, kS2, kWeak | kJoint},
      {"aj", kR, kLeg, kS1, kS2, kFull | kJoint},
      {"ajs", kR, kLeg, kS1, kS2, kFull | kJoint},
      {"ach", kR, kLeg, kS1, kS2, kPlain | kJoint},
      {"achilles", kR, kLeg, kS1, kS2, kFull | kJoint},
      {"bj", kR, kArm, kC5, kC6, kWeak},
      {"tj", kR, kArm, kC7, kC8, kWeak},
      {"sj", kR, kArm, kC5, kC6, kWeak},
      {"flex", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"flexion", kP, 0, kNoSegment, kNoSegment, kFull},
      {"flx", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"ext", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"extn", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"extension", kP, 0, kNoSegment, kNoSegment, kFull},
      {"rot", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"rotation", kP, 0, kNoSegment, kNoSegment, kFull},
      {"rotn", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"sb", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"sf", kP, 0, kNoSegment, kNoSegment, kWeak},
      {"lb", kP, 0, kNoSegment, kNoSegment, kWeak},
      {"lf", kP, 0, kNoSegment, kNoSegment, kWeak},
      {"lr", kP, 0, kNoSegment, kNoSegment, kWeak},
      {"rr", kP, 0, kNoSegment, kNoSegment, kWeak},
      {"lsb", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"rsb", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"llb", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"rlb", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"llf", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"rlf", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"lrot", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"rrot", kP, 0, kNoSegment, kNoSegment, kPlain},
      {"sidebend", kP, 0, kNoSegment, kNoSegment, kFull},
      {"sidebending", kP, 0, kNoSegment, kNoSegment, kFull},
      {"pin", kS, 0, kNoSegment, kNoSegment, kWeak},
      {"lt", kS, 0, kNoSegment, kNoSegment, kWeak | kCapitals},
      {"pp", kS, 0, kNoSegment, kNoSegment, kWeak | kCapitals},
      {"vib", kS, 0, kNoSegment, kNoSegment, kPlain},
      {"jps", kS, 0, kNoSegment, kNoSegment, kPlain},
      {"monofilament", kS, 0, kNoSegment, kNoSegment, kPlain},
      {"ue", NameKind::limb, kArm, kNoSegment, kNoSegment, kWeak},
      {"ues", NameKind::limb, kArm, kNoSegment, kNoSegment, kWeak},
      {"le", NameKind::limb, kLeg, kNoSegment, kNoSegment, kWeak},
      {"les", NameKind::limb, kLeg, kNoSegment, kNoSegment, kWeak},
  });
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.word < b.word; });
  return rows;
}();

// Movements, and what each is of each joint: the first and the last root.
enum class Movement : uint8_t { flexion, extension, abduction, adduction, dorsiflexion, plantarflexion, inversion, eversion, external, internal, other };
struct MovementWord {
  std::string_view word;
  Movement movement;
};
constexpr auto kMovements = std::to_array<MovementWord>({
    {"flex", Movement::flexion},
    {"flexion", Movement::flexion},
    {"flexors", Movement::flexion},
    {"flexor", Movement::flexion},
    {"flx", Movement::flexion},
    {"fl", Movement::flexion},
    {"ext", Movement::extension},
    {"extn", Movement::extension},
    {"extension", Movement::extension},
    {"extensors", Movement::extension},
    {"extensor", Movement::extension},
    {"exten", Movement::extension},
    {"abd", Movement::abduction},
    {"abduction", Movement::abduction},
    {"abductors", Movement::abduction},
    {"abdn", Movement::abduction},
    {"abds", Movement::abduction},
    {"add", Movement::adduction},
    {"adduction", Movement::adduction},
    {"adductors", Movement::adduction},
    {"df", Movement::dorsiflexion},
    {"dorsi", Movement::dorsiflexion},
    {"dorsiflex", Movement::dorsiflexion},
    {"dorsiflexion", Movement::dorsiflexion},
    {"dorsiflexors", Movement::dorsiflexion},
    {"pf", Movement::plantarflexion},
    {"plantarflex", Movement::plantarflexion},
    {"plantarflexion", Movement::plantarflexion},
    {"plantarflexors", Movement::plantarflexion},
    {"inv", Movement::inversion},
    {"inversion", Movement::inversion},
    {"ev", Movement::eversion},
    {"eversion", Movement::eversion},
    {"er", Movement::external},
    {"ir", Movement::internal},
    {"opp", Movement::other},
    {"opposition", Movement::other},
    {"oppn", Movement::other},
    {"spread", Movement::abduction},
    {"squeeze", Movement::flexion},
    {"shrug", Movement::other},
    {"elevation", Movement::abduction},
});

struct Joint {
  std::string_view word;
  uint8_t region;
  int8_t flexion[2];
  int8_t extension[2];
  int8_t other[2];
};
constexpr auto kJoints = std::to_array<Joint>({
    {"shoulder", kArm, {kC5, kC7}, {kC5, kC7}, {kC5, kC6}}, {"shoulders", kArm, {kC5, kC7}, {kC5, kC7}, {kC5, kC6}}, {"shldr", kArm, {kC5, kC7}, {kC5, kC7}, {kC5, kC6}},
    {"shld", kArm, {kC5, kC7}, {kC5, kC7}, {kC5, kC6}},     {"sh", kArm, {kC5, kC7}, {kC5, kC7}, {kC5, kC6}},        {"shoul", kArm, {kC5, kC7}, {kC5, kC7}, {kC5, kC6}},
    {"arm", kArm, {kC5, kC6}, {kC7, kC8}, {kC5, kC6}},      {"elbow", kArm, {kC5, kC6}, {kC7, kC8}, {kC6, kC7}},     {"elb", kArm, {kC5, kC6}, {kC7, kC8}, {kC6, kC7}},
    {"wrist", kArm, {kC7, kC8}, {kC6, kC7}, {kC6, kC8}},    {"wr", kArm, {kC7, kC8}, {kC6, kC7}, {kC6, kC8}},        {"wri", kArm, {kC7, kC8}, {kC6, kC7}, {kC6, kC8}},
    {"finger", kArm, {kC8, kT1}, {kC7, kC8}, {kC8, kT1}},   {"fingers", kArm, {kC8, kT1}, {kC7, kC8}, {kC8, kT1}},   {"fing", kArm, {kC8, kT1}, {kC7, kC8}, {kC8, kT1}},
    {"digit", kArm, {kC8, kT1}, {kC7, kC8}, {kC8, kT1}},    {"thumb", kArm, {kC8, kT1}, {kC7, kC8}, {kC8, kT1}},     {"thm", kArm, {kC8, kT1}, {kC7, kC8}, {kC8, kT1}},
    {"hand", kArm, {kC8, kT1}, {kC7, kC8}, {kC8, kT1}},     {"hip", kLeg, {kL1, kL3}, {kL5, kS2}, {kL4, kS1}},       {"hips", kLeg, {kL1, kL3}, {kL5, kS2}, {kL4, kS1}},
    {"knee", kLeg, {kL5, kS2}, {kL2, kL4}, {kL2, kL4}},     {"kn", kLeg, {kL5, kS2}, {kL2, kL4}, {kL2, kL4}},        {"ankle", kLeg, {kS1, kS2}, {kL4, kL5}, {kL4, kS1}},
    {"ank", kLeg, {kS1, kS2}, {kL4, kL5}, {kL4, kS1}},      {"foot", kLeg, {kS1, kS2}, {kL4, kL5}, {kL4, kS1}},      {"toe", kLeg, {kS1, kS2}, {kL5, kL5}, {kL5, kS1}},
    {"toes", kLeg, {kS1, kS2}, {kL5, kL5}, {kL5, kS1}},     {"hallux", kLeg, {kS1, kS2}, {kL5, kL5}, {kL5, kS1}},    {"halluc", kLeg, {kS1, kS2}, {kL5, kL5}, {kL5, kS1}},
});

constexpr std::array<std::string_view, 6> kGreat = {"great", "big", "gt", "1", "lg", "grt"};
constexpr std::array<std::string_view, 7> kJerkWords = {"jerk", "jerks", "reflex", "reflexes", "dtr", "jk", "dtrs"};

// Names of two words that are no joint with its movement; a `*` stands for the rest of the second.
struct Phrase {
  std::string_view first;
  std::string_view second;
  NameKind kind;
  uint8_t region;
  int8_t first_root;
  int8_t last_root;
};
constexpr auto kPhrases = std::to_array<Phrase>({
    {"tib", "ant", kM, kLeg, kL4, kL5},
    {"ant", "tib", kM, kLeg, kL4, kL5},
    {"tibialis", "anterior", kM, kLeg, kL4, kL5},
    {"anterior", "tibialis", kM, kLeg, kL4, kL5},
    {"tib", "post", kM, kLeg, kL4, kL5},
    {"post", "tib", kM, kLeg, kL4, kL5},
    {"hand", "intrins*", kM, kArm, kC8, kT1},
    {"hand", "grip*", kM, kArm, kC8, kT1},
    {"grip", "strength", kM, kArm, kC7, kT1},
    {"glute", "med*", kM, kLeg, kL4, kS2},
    {"glute", "max*", kM, kLeg, kL4, kS2},
    {"glut", "med*", kM, kLeg, kL4, kS2},
    {"glut", "max*", kM, kLeg, kL4, kS2},
    {"gluteus", "med*", kM, kLeg, kL4, kS2},
    {"gluteus", "max*", kM, kLeg, kL4, kS2},
    {"lat", "bend*", kP, 0, kNoSegment, kNoSegment},
    {"lat", "flex*", kP, 0, kNoSegment, kNoSegment},
    {"lat", "fl", kP, 0, kNoSegment, kNoSegment},
    {"lateral", "bend*", kP, 0, kNoSegment, kNoSegment},
    {"lateral", "flex*", kP, 0, kNoSegment, kNoSegment},
    {"lateral", "fl", kP, 0, kNoSegment, kNoSegment},
    {"side", "bend*", kP, 0, kNoSegment, kNoSegment},
    {"side", "flex*", kP, 0, kNoSegment, kNoSegment},
    {"side", "fl", kP, 0, kNoSegment, kNoSegment},
    {"forward", "bend*", kP, 0, kNoSegment, kNoSegment},
    {"forward", "flex*", kP, 0, kNoSegment, kNoSegment},
    {"fwd", "bend*", kP, 0, kNoSegment, kNoSegment},
    {"fwd", "flex*", kP, 0, kNoSegment, kNoSegment},
});

bool fits(std::string_view word, std::string_view written) { return written.back() == '*' ? word.starts_with(written.substr(0, written.size() - 1)) : word == written; }

constexpr WordFilter kBeginnings = [] {
  WordFilter filter;
  for (const Row& row : kRows) filter.add(row.word);
  for (const Joint& joint : kJoints) filter.add(joint.word);
  for (std::string_view word : kGreat) filter.add(word);
  for (const Phrase& phrase : kPhrases) filter.add(phrase.first);
  filter.add("first");
  return filter;
}();

SegmentSet roots_between(int first, int last) {
  SegmentSet out;
  for (int root = std::max(first, kC1); root <= last; ++root) {
    if (root <= kT1 || root >= kL1) out.add(root);
  }
  return out;
}

class NameReader {
 public:
  NameReader(const Document& document, uint32_t at, uint32_t end) : document_(document), at_(at), end_(end) {}

  std::optional<ExamName> read() const {
    if (at_ >= end_ || !is_word(at_)) return special();
    if (const auto name = phrase()) return name;
    if (const auto name = joint()) return name;
    return single();
  }

 private:
  std::string_view word(uint32_t at) const { return at < end_ ? document_.word(at) : std::string_view{}; }
  bool is_word(uint32_t at) const { return document_.tokens()[at].kind == TokenKind::word; }

  // "1st dorsal interosseous"
  std::optional<ExamName> special() const {
    if (word(at_) != "1" || word(at_ + 1) != "st" || word(at_ + 2) != "dorsal" || !word(at_ + 3).starts_with("inter")) return std::nullopt;
    return made(NameKind::muscle, 4, kArm, kC8, kT1);
  }

  static ExamName made(NameKind kind, uint32_t length, uint8_t region, int first, int last) {
    ExamName out;
    out.kind = kind;
    out.length = length;
    out.regions = region;
    out.roots = roots_between(first, last);
    return out;
  }

  std::optional<ExamName> phrase() const {
    const std::string_view first = word(at_);
    const std::string_view second = word(at_ + 1);
    const auto found = std::find_if(kPhrases.begin(), kPhrases.end(), [&](const Phrase& one) { return one.first == first && fits(second, one.second); });
    if (found != kPhrases.end()) return made(found->kind, 2, found->region, found->first_root, found->last_root);
    if (first == "first" && second == "dorsal" && word(at_ + 2).starts_with("inter")) return made(NameKind::muscle, 3, kArm, kC8, kT1);
    return std::nullopt;
  }

  // "wrist ext", "great toe extension", "knee jerk".
  std::optional<ExamName> joint() const {
    const uint32_t skip = one_of(kGreat, word(at_)) ? 1 : 0;
    const std::string_view of = word(at_ + skip);
    const auto joint = std::find_if(kJoints.begin(), kJoints.end(), [&](const Joint& one) { return one.word == of; });
    if (joint == kJoints.end() || at_ + skip + 1 >= end_) return std::nullopt;
    const std::string_view does = word(at_ + skip + 1);
    const auto moved = std::find_if(kMovements.begin(), kMovements.end(), [&](const MovementWord& one) { return one.word == does; });
    if (moved == kMovements.end()) return std::nullopt;
    const int8_t* roots = joint->other;
    if (moved->movement == Movement::flexion || moved->movement == Movement::plantarflexion) roots = joint->flexion;
    if (moved->movement == Movement::extension || moved->movement == Movement::dorsiflexion) roots = joint->extension;
    ExamName out = made(NameKind::muscle, skip + 2, joint->region, roots[0], roots[1]);
    out.word = does.size() > 5;
    return out;
  }

  std::optional<ExamName> single() const {
    const std::string_view name = word(at_);
    const auto row = std::lower_bound(kRows.begin(), kRows.end(), name, [](const Row& one, std::string_view sought) { return one.word < sought; });
    if (row == kRows.end() || row->word != name) return std::nullopt;
    if ((row->traits & kCapitals) != 0 && !document_.tokens()[at_].has(name.size() == 1 ? Token::kCapital : Token::kAllCapitals)) return std::nullopt;
    ExamName out = made(row->kind, 1, row->region, row->first, row->last);
    out.weak = (row->traits & kWeak) != 0;
    out.word = (row->traits & kFull) != 0;
    out.leg_joint = (row->traits & kJoint) != 0;
    if (row->kind == NameKind::plane && name.size() >= 2 && name != "lb" && name != "lf" && name != "rot" && name != "rotation" && name != "rotn") {
      if (name[0] == 'l') out.side = Side::left;
      if (name[0] == 'r') out.side = Side::right;
    }
    take_tail(out);
    return out;
  }

  // "biceps jerk", "grip strength"
  void take_tail(ExamName& out) const {
    const std::string_view next = word(at_ + 1);
    if ((out.kind == NameKind::shared || out.kind == NameKind::tendon) && one_of(kJerkWords, next)) {
      out.kind = NameKind::tendon;
      out.weak = false;
      ++out.length;
    } else if (out.kind == NameKind::muscle && (next == "str" || next == "strength")) {
      ++out.length;
    }
  }

  const Document& document_;
  const uint32_t at_;
  const uint32_t end_;
};

}  // namespace

std::optional<ExamName> myotome_at(const Document& document, uint32_t at, uint32_t end) {
  if (at + 1 >= end || document.tokens()[at + 1].kind != TokenKind::number || document.tokens()[at + 1].has(Token::kSpaceBefore)) return std::nullopt;
  const std::string_view letter = document.word(at);
  const std::string_view number = document.word(at + 1);
  if (letter.size() != 1 || number.size() != 1 || (letter != "c" && letter != "t" && letter != "l" && letter != "s")) return std::nullopt;
  const int segment = spine_segment(letter[0], number[0] - '0');
  if (segment == kNoSegment || (segment > kT1 && segment < kL1)) return std::nullopt;
  ExamName out;
  out.kind = NameKind::root;
  out.length = 2;
  out.regions = segment <= kT1 ? kArm : kLeg;
  out.roots.add(segment);
  return out;
}

const WordFilter& exam_name_filter() { return kBeginnings; }

std::optional<ExamName> exam_name_at(const Document& document, uint32_t at, uint32_t end) {
  if (at >= end || !kBeginnings.may_hold(document, at)) return std::nullopt;
  return NameReader(document, at, end).read();
}

}  // namespace chartgap
