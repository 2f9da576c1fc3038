#include "nlp/context.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tools/command_assert.h"

namespace chartgap {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

const Lexicon& cues() {
  static const Lexicon lexicon = [] {
    const std::string folder = std::string(CHARTGAP_ROOT) + "/lexicons/";
    Result<Lexicon> loaded = Lexicon::load({{"context.json", read_file(folder + "context.json")}, {"heading.json", read_file(folder + "heading.json")}});
    if (loaded.ok()) return std::move(loaded.value());
    ADD_FAILURE() << to_string(loaded.issues());
    return Lexicon();
  }();
  return lexicon;
}

// A note with its targets in [ ]; the brackets are taken out.
struct Marked {
  std::string text;
  std::vector<Span> targets;
};

Marked marked(const std::string& source) {
  Marked out;
  for (char c : source) {
    if (c == '[') out.targets.push_back({static_cast<uint32_t>(out.text.size()), 0});
    else if (c == ']') out.targets.back().end = static_cast<uint32_t>(out.text.size());
    else out.text += c;
  }
  return out;
}

TokenRange tokens_of(const Document& document, Span span) {
  TokenRange out;
  for (uint32_t i = 0; i < document.tokens().size(); ++i) {
    if (!document.span_of({i, i + 1}).overlaps(span)) continue;
    if (out.empty()) out.begin = i;
    out.end = i + 1;
  }
  return out;
}

// What the engine says of the targets, one letter each: p(resent), a(bsent), ?(possible), h(istorical), i(f: hypothetical), f(amily).
std::string said(const std::string& source, FactType type) {
  const Marked note = marked(source);
  const Document document("", note.text, cues().vocabulary(), cues().headings());
  MatchScratch scratch;
  std::vector<Hit> hits;
  find_hits(document, cues(), {false, true}, scratch, hits);
  SentenceContext context;
  std::string out;
  for (const Span& target : note.targets) {
    const TokenRange mention = tokens_of(document, target);
    context.prepare(document, cues(), hits, document.sentence_of(mention.begin));
    out += "pa?hif"[static_cast<int>(context.assess(mention, type).assertion)];
  }
  return out;
}

struct Case {
  const char* note;
  const char* expected;
};

void check(FactType type, const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(said(c.note, type), c.expected) << c.note;
}

TEST(Context, DenialsReachAcrossLists) {
  check(FactType::symptom, {
                               {"She denies [numbness], [tingling], or [weakness] in the legs.", "aaa"},
                               {"No [fever], [chills], [night sweats].", "aaa"},
                               {"Patient denies any [bowel] or [bladder incontinence].", "aa"},
                               {"There is no [clonus] and no [atrophy].", "aa"},
                               {"He has never had [sciatica].", "a"},
                               {"Neither [numbness] nor [tingling] was reported.", "aa"},
                               {"The patient is free of [leg pain].", "a"},
                               {"[Back pain] without [leg pain].", "pa"},
                               {"He does not have any [saddle numbness].", "a"},
                               {"She hasn't noticed any [weakness].", "a"},
                               {"Absence of [radicular symptoms].", "a"},
                               {"No [neck pain], [arm pain] or [numbness] was reported.", "aaa"},
                               {"Denies [fever],\n[chills] and [weight loss].", "aaa"},
                           });
}

TEST(Context, ReachEndsWithTheClause) {
  check(FactType::symptom, {
                               {"No [weakness] but [numbness] in both feet.", "ap"},
                               {"No [infection]; moderate [stenosis].", "ap"},
                               {"No evidence of [infection]; moderate [stenosis].", "ap"},
                               {"She denies [weakness], however she reports [tingling].", "ap"},
                               {"No [edema], [pain] is worse on the left.", "ap"},
                               {"No [clonus] and his [gait] was antalgic.", "ap"},
                               {"There is no [fracture], although [spondylosis] is present.", "ap"},
                               {"He denies [numbness] and he complains of [cramping].", "ap"},
                               {"No [fracture] except for an old [compression deformity].", "ah"},
                               {"No [fever] other than the [chills] last night.", "ap"},
                               {"She has [neck pain], and denies [headache].", "pa"},
                               {"No [hematoma], possible [abscess].", "a?"},
                               {"He has no [pain] because the [numbness] is complete.", "ap"},
                               {"Negative for [chest pain], positive for [back pain].", "ap"},
                               {"No [weakness], [Spurling's] positive.", "ap"},
                               {"No [muscle spasm] is noted.", "a"},
                               {"Disc bulge not causing [nerve root compression] or [stenosis].", "aa"},
                               {"without any [weakness] noted", "a"},
                               {"No significant [canal stenosis] or [root compression] is present, and [alignment] is normal.", "aap"},
                               {"The patient has no [arm pain] and the [neck pain] is improving.", "ap"},
                               {"No further [headaches].", "a"},
                           });
}

TEST(Context, AnswersAndPredicatesLookLeft) {
  check(FactType::symptom, {
                               {"FINDINGS: No [stenosis].", "a"},
                               {"[Fever]: No", "a"},
                               {"[Fever]: no, [chills]: no, [cough]: yes", "aap"},
                               {"[Weakness]: denies", "a"},
                               {"[Bleeding disorder]   No", "a"},
                               {"[Fever], recent [infection]\t\tNo", "aa"},
                               {"Not on [blood thinners].", "a"},
                               {"There is nothing to suggest [myelopathy].", "a"},
                               {"[Spurling's]: negative", "a"},
                               {"[Spurling's] negative bilaterally.", "a"},
                               {"[Spurling's] is negative, [Hoffmann's] is positive.", "ap"},
                               {"[Hoffmann] negative, [Babinski] negative, [Spurling] positive.", "aap"},
                               {"[Tinel's], [Phalen's] and [Finkelstein's] negative.", "aaa"},
                               {"Negative [straight leg raise] on the left.", "a"},
                               {"Neck is supple with negative [Spurling's].", "a"},
                               {"[Clonus] absent.", "a"},
                               {"Negative for [fracture] and [dislocation].", "aa"},
                               {"[Disc herniation] is not seen.", "a"},
                               {"No [mass] is seen.", "a"},
                               {"[Fracture] was ruled out by CT.", "a"},
                               {"CT ruled out [fracture].", "a"},
                               {"[Loss of consciousness] was denied.", "a"},
                               {"[Pregnancy] test, which was negative.", "a"},
                               {"[Blood thinners]? No", "a"},
                               {"Any [numbness], [tingling]? No. Any [weakness]? Yes.", "aap"},
                               {"[Incontinence]? no", "a"},
                           });
}

TEST(Context, LetterClosesACell) {
  check(FactType::red_flag, {
                                {"[Diabetes] N  [Cancer] N  [Fever] Y", "aap"},
                                {"[Cancer] in N Dakota", "p"},
                                {"Blood thinners: [warfarin], stopped; [fever]: no   Consent in chart", "pa"},
                            });
}

TEST(Context, WarningsBeforeAndAfterTheirList) {
  check(FactType::red_flag, {
                                {"New [weakness], [fever], or loss of [bladder control] -> ED.", "iii"},
                                {"Any [fever], call us right away.", "i"},
                                {"Go to the ER for [fever] or [chills].", "ii"},
                                {"Risks reviewed incl. bleeding, [infection] and [paralysis].", "ii"},
                                {"[Infection] until proven otherwise.", "?"},
                                {"Takes ?lisinopril, [aspirin].", "p"},
                            });
}

TEST(Context, PseudoCuesHideDenials) {
  check(FactType::symptom, {
                               {"MRI shows no change in the [stenosis].", "p"},
                               {"No interval change in the [disc bulge].", "p"},
                               {"Gram negative [infection].", "p"},
                               {"It is not only [pain] but [numbness] as well.", "pp"},
                               {"He walks without difficulty but has [foot drop].", "p"},
                               {"No increase in [pain].", "p"},
                               {"I am not certain whether the [radiculopathy] is acute.", "p"},
                               {"Non-compressive [disc bulge].", "p"},
                               {"MRI with and without contrast showed a [mass].", "p"},
                               {"There is no improvement in the [leg pain].", "p"},
                           });
  check(FactType::therapy, {
                               {"No relief from [physical therapy].", "p"},
                               {"No significant improvement with [PT] or [gabapentin].", "pp"},
                               {"She had no lasting benefit from the [epidural injection].", "p"},
                               {"Pain not relieved by [NSAIDs].", "p"},
                               {"[Physical therapy] did not help.", "p"},
                               {"Tried [chiropractic care] without relief.", "p"},
                               {"Could not tolerate [naproxen].", "p"},
                               {"She did not get any relief from [massage].", "p"},
                               {"He has not responded to [acupuncture].", "p"},
                               {"[Gabapentin] was not helpful.", "p"},
                               {"He has not had [physical therapy].", "a"},
                               {"She has never tried [acupuncture].", "a"},
                               {"She declined an [epidural injection].", "a"},
                               {"[Surgery] is not indicated.", "a"},
                               {"Not a candidate for [NSAIDs].", "a"},
                           });
}

TEST(Context, Hedges) {
  check(FactType::imaging, {
                               {"Cannot exclude [impingement] of the root.", "?"},
                               {"The bright [signal] may have been artifact.", "?"},
                               {"There was apparently [impingement] of C6.", "?"},
                               {"VS stable, [impingement] of C6.", "p"},
                               {"MRI of May 30 shows [impingement] of C6.", "p"},
                               {"[Impingement] cannot be excluded.", "?"},
                               {"Possible [herniation], [stenosis] is severe.", "?p"},
                               {"There is probable [impingement] of C6.", "?"},
                               {"Suspicious for [metastasis].", "?"},
                               {"Findings may represent a [synovial cyst].", "?"},
                               {"[Disc bulge] versus [osteophyte].", "??"},
                               {"Findings are consistent with [discitis].", "p"},
                               {"There is evidence of [instability].", "p"},
                               {"Appears to be a [hemangioma].", "?"},
                               {"? [fracture]", "?"},
                               {"[Abscess] is not excluded.", "?"},
                               {"The [alignment] appears intact.", "p"},
                               {"Possible [herniation] with [edema].", "?p"},
                               {"We could see a large [osteophyte].", "p"},
                               {"It is likely [spondylosis].", "?"},
                               {"Concerning for [malignancy].", "?"},
                               {"[Infection] is unlikely.", "a"},
                           });
}

TEST(Context, HistoryAndResolution) {
  check(FactType::red_flag, {
                                {"She has a history of [breast cancer].", "h"},
                                {"h/o [discitis] in 2009", "h"},
                                {"History of [cancer] and [infection], who presents with [back pain].", "hhp"},
                                {"Three week history of [neck pain].", "p"},
                                {"His [numbness] has resolved.", "h"},
                                {"The [leg pain] is no longer present.", "h"},
                                {"She no longer has [tingling].", "h"},
                                {"Prior [compression fracture], now with [leg pain].", "hp"},
                                {"No history of [cancer].", "a"},
                                {"He had [sciatica] in the past.", "h"},
                                {"57 year old man with [neck pain].", "p"},
                                {"Previously he had [meningitis].", "h"},
                                {"Questionable history of [stroke].", "h"},
                            });
  check(FactType::therapy, {
                               {"Status post [lumbar fusion].", "p"},
                               {"History of [physical therapy] last year.", "p"},
                           });
}

TEST(Context, ConditionsRisksAndPlans) {
  check(FactType::red_flag, {
                                {"Return if [weakness] develops or [incontinence] occurs.", "ii"},
                                {"Call for [fever], [chills], or [drainage].", "iii"},
                                {"Should [numbness] worsen, call us.", "i"},
                                {"MRI to rule out [cord compression].", "i"},
                                {"Rule out [HNP].", "i"},
                                {"Risks include [infection], [bleeding] and [nerve injury].", "iii"},
                                {"The risks and benefits were discussed, including [infection] and [bleeding].", "ii"},
                                {"If there is no [fever], she may return to work.", "i"},
                                {"She is at risk for [falls].", "i"},
                                {"Her risk factors: [diabetes].", "p"},
                                {"Risks to include but not exclusive of [bleeding] and [infection].", "ii"},
                                {"Infection precautions: return to the emergency department if [fever] or [redness].", "ii"},
                                {"Evaluate for [fracture].", "i"},
                                {"Please return for [worsening weakness].", "i"},
                                {"CT to exclude [fracture].", "i"},
                            });
  check(FactType::therapy, {
                               {"We will start [physical therapy].", "i"},
                               {"I recommend a course of [physical therapy].", "i"},
                               {"[Epidural steroid injection] is recommended.", "i"},
                               {"She is scheduled for an [epidural injection].", "i"},
                               {"Refer for [physical therapy].", "i"},
                               {"Consider [surgery].", "i"},
                               {"She will continue [gabapentin].", "p"},
                               {"He will undergo [fusion] but has completed [physical therapy].", "ip"},
                               {"No [surgery] is planned.", "a"},
                               {"The patient will take [prednisone].", "i"},
                               {"[PT] will be ordered.", "i"},
                               {"She may benefit from [acupuncture].", "i"},
                               {"I will hold the [aspirin].", "p"},
                               {"Encouraged to continue [home exercises].", "p"},
                               {"She would like to try [chiropractic care].", "i"},
                               {"He wishes to avoid [surgery].", "a"},
                           });
  check(FactType::symptom, {
                               {"We will start physical therapy for her [neck pain].", "p"},
                               {"Injection is planned for [radicular pain].", "p"},
                           });
}

TEST(Context, Relatives) {
  check(FactType::red_flag, {
                                {"Her mother has [diabetes] and [hypertension].", "ff"},
                                {"Family history of [cancer].", "f"},
                                {"Positive family history of [diabetes].", "f"},
                                {"Her mother states that she has [fever].", "p"},
                                {"No family history of [cancer].", "a"},
                                {"[Diabetes] in his brother.", "f"},
                                {"[Heart disease] runs in the family.", "f"},
                                {"He lives with his mother and has [diabetes].", "p"},
                                {"Father died of [leukemia].", "f"},
                            });
}

TEST(Context, TargetsThatHoldCues) {
  check(FactType::symptom, {
                               {"He is in [no acute distress].", "p"},
                               {"[status post fusion]", "p"},
                               {"In general no [change in vision].", "a"},
                               {"There was no [improvement].", "a"},
                           });
}

// The cue that decided is named, and the one nearest on an axis can be asked for.
TEST(Context, ConditionsThatHold) {
  check(FactType::symptom, {
                               {"If she stands too long, she gets [numbness].", "p"},
                               {"If he looks up, the pain shoots to the [elbow].", "p"},
                               {"If he gets [numbness], he should call.", "i"},
                               {"It is unclear if the [numbness] is old.", "p"},
                               {"There was [tingling] at first, but this has now resolved.", "h"},
                               {"Some [tingling], which resolved overnight.", "h"},
                               {"She denied any recent change in the [numbness].", "p"},
                               {"He cannot lift a pan without aggravating the [back pain].", "p"},
                               {"He is not much bothered by the [numbness].", "p"},
                           });
  check(FactType::red_flag, {
                                {"Surgery may or may not be needed; [infection] was treated.", "p"},
                                {"A bleed can press on the cord and result in [incontinence].", "i"},
                                {"Return to the office with [fever].", "i"},
                                {"Without any fall and past history of [melanoma], she did well.", "h"},
                            });
  check(FactType::therapy, {{"He was indicated for a [fusion].", "i"}, {"She was recommended to have a [fusion].", "i"}});
  check(FactType::imaging, {{"The change is likely due to [degeneration].", "?"}, {"The previously noted [bulge] is stable.", "p"}});
}

TEST(Context, NamesItsCue) {
  const Document document("", "No fever; she denies chills.", cues().vocabulary(), cues().headings());
  MatchScratch scratch;
  std::vector<Hit> hits;
  find_hits(document, cues(), {false, true}, scratch, hits);
  SentenceContext context;
  context.prepare(document, cues(), hits, 0);
  const TokenRange chills{5, 6};
  const Assessment assessment = context.assess(chills, FactType::symptom);
  ASSERT_NE(assessment.cue, kNoEntry);
  EXPECT_EQ(document.folded(hits[assessment.cue].tokens), "denies");
  ASSERT_NE(context.reaching(chills, FactType::symptom, CueAxis::negated), nullptr);
  EXPECT_EQ(context.reaching(chills, FactType::symptom, CueAxis::historical), nullptr);
}

// A thousand cues in one sentence are no danger.
TEST(Context, LongSentenceOfCues) {
  std::string note;
  for (int i = 0; i < 4000; ++i) note += "no pain, possible ";
  EXPECT_EQ(said(note + "no [fever].", FactType::symptom), "a");
}

TEST(CommandAssert, AnswersInOrderAndReportsBadLines) {
  std::istringstream in(
      "{\"id\": \"a\", \"text\": \"caf\u00e9: no fever\", \"start\": 9, \"end\": 14}\n"
      "not json\n"
      "{\"id\": \"b\", \"text\": \"fever\"}\n"
      "{\"id\": 7, \"text\": \"PAST MEDICAL HISTORY:\\nFever.\", \"start\": 22, \"end\": 27}\n"
      "{\"id\": \"c\", \"text\": \"Fever.\", \"start\": 40, \"end\": 45}\n");
  std::ostringstream out;
  EXPECT_EQ(run_assert(in, out, cues()), 3);
  EXPECT_EQ(out.str(),
            "{\"id\":\"a\",\"assertion\":\"absent\",\"cue\":{\"id\":\"cue.no\",\"start\":6,\"end\":8,\"text\":\"no\"}}\n"
            "{\"error\":\"the line is no JSON\"}\n"
            "{\"id\":\"b\",\"error\":\"\\\"start\\\" or \\\"end\\\" is missing or no offset\"}\n"
            "{\"id\":7,\"assertion\":\"historical\",\"cue\":null}\n"
            "{\"id\":\"c\",\"error\":\"no word stands between \\\"start\\\" and \\\"end\\\"\"}\n");
}

}  // namespace
}  // namespace chartgap
