// Whether a therapy was given, is in use, was declined or is only to come, by the words around it.
// Source: decisions 7, 16 and 25 of the fact model.
#pragma once

#include "nlp/facts/scene.h"

namespace chartgap {

// "Continues to have pain", "continued follow-up": it is no therapy that goes on.
bool continues_other(const Scene& scene, uint32_t at);
// "In lieu of methadone", "switch from OxyContin to methadone": what another drug takes the place of.
bool is_replaced(const Scene& scene, const Frame& frame, const Head& head);
// "She is doing well on Neurontin", "he takes ibuprofen", "controlled with rest": what is in use, though a plan names it.
bool is_in_use(const Scene& scene, const Frame& frame, const Head& head);
// "Rigid collar fitted in clinic": done on the spot.
bool is_applied(const Scene& scene, const Frame& frame, const Head& head);
// "Was offered an epidural, which he declined", "surgery was advised but she refused it".
bool is_declined_behind(const Scene& scene, const Frame& frame, const Head& head);
// "Was referred to PT but never went", "PT was ordered and he has not started": planned, and not done.
bool never_came_about(const Scene& scene, const Frame& frame, const Head& head);
// "He takes ibuprofen and surgery was discussed": given, though a word behind it plans something else.
bool is_given_before_plan(const Scene& scene, const Frame& frame, const Head& head);
// "Dr. Lee suggested an epidural", "he felt that she might benefit from one": what another advised, outside of this note's own plan.
bool is_advised_by_other(const Scene& scene, const Frame& frame, const Head& head);
// "2014   LBP returned": a row of a list of years.
bool is_in_chronicle(const Scene& scene, const Frame& frame);
// Of what the words plan: it was given, was done in the past, or came about.
bool came_to_pass(const Scene& scene, const Frame& frame, const Head& head);

}  // namespace chartgap
