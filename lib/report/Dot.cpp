#include "report/Write.h"
namespace costate {
void writeDot(const Report &, llvm::raw_ostream &) {}
} // namespace costate
