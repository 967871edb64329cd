#include "report/Write.h"
namespace costate {
void writeMermaid(const Report &, llvm::raw_ostream &) {}
} // namespace costate
