// The user's browser.
#pragma once

#include <string>

namespace chartgap {

// Asks the desktop to open the address. Does nothing without a desktop: the address was printed.
void open_in_browser(const std::string& url);

}  // namespace chartgap
