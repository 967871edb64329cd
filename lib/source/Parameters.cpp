#include "source/Parameters.h"

using namespace clang;

namespace costate {

std::string missingName(unsigned Position) { return "parameter_" + std::to_string(Position); }

std::vector<Insertion> missingNames(const FunctionDecl &Function, const Tokens &T) {
  std::vector<Insertion> Result;
  unsigned Position = 0;
  for (const ParmVarDecl *Parameter : Function.parameters()) {
    ++Position;
    if (Parameter->getName().empty())
      Result.push_back({T.range({Parameter->getLocation(), Parameter->getLocation()}).Begin,
                        " " + missingName(Position)});
  }
  return Result;
}

} // namespace costate
