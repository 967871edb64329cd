// What a run writes of its warnings, besides the diagnostics: SARIF, exported edits, mended
// sources.
#pragma once

#include "Project.h"

namespace costate {

/// Writes what the options ask for. Returns whether all could be; the errors are reported.
bool writeWarnings(const Project &Of, const Options &Options);

} // namespace costate
