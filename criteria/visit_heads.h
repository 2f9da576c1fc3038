// The dated head of a visit: what of a line with a date makes it one.
// In:    a line of the folded text, cut at its first date.
#pragma once

#include <string_view>

namespace chartgap {

// service: a date of service by its label. title: a visit by its title. report: a labelled date of a study or a procedure, or just "date", which a title above must bear out.
// bare: a date that begins its line and has nothing to say for it but a rule above.
enum class HeadKind { none, service, title, report, bare };
HeadKind head_kind(std::string_view before, std::string_view after);

// Whether a line above a labelled date names a study, a procedure or a visit.
bool is_title(std::string_view line);
bool is_study_title(std::string_view line);
// Whether the line begins a section that only a visit has ("assessment", "plan").
bool begins_visit_section(std::string_view line);
// "-----", "=====", "* * *": nothing but three ornaments or more.
bool is_rule(std::string_view line);

}  // namespace chartgap
