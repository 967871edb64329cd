#include "report/Write.h"
namespace costate {
void writeHtml(const Report &, llvm::raw_ostream &) {}
} // namespace costate
