// What a run writes: the lowered files, the headers that go with them, and the depfile.
#pragma once

#include "Project.h"

namespace costate {

/// Writes the good units of \p Of. Returns whether all could be; the errors are reported.
bool writeOutputs(const Project &Of, const Options &Options);

} // namespace costate
