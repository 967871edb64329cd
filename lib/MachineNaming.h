// The names of machines: NAME_machine, or NAME_machine_2 and so on where the file has that name.
//
// The name of a machine in a header depends on the header alone, so that every translation unit
// that lowers it gives the same text. A machine in the main file yields to those as well. Two
// headers that would both define a machine of one name in one scope, for overloads of one name, are
// refused.
#pragma once

#include "Diagnose.h"
#include "find/Find.h"
#include "source/Files.h"
#include "source/Tokens.h"

#include "llvm/ADT/StringSet.h"

#include <map>
#include <string>
#include <vector>

namespace costate {

class MachineNaming {
public:
  MachineNaming(const Tokens &Tokens, const LoweredFiles &Files);

  /// The name of the machine of \p C. Those of headers must have been asked for before any of the
  /// main file.
  std::string nameFor(const Coroutine &C, Refusals &Refusals);

  /// The files that are lowered and hold any token, the main file among them, in the order in which
  /// they were entered. A header that its include guard leaves empty has none.
  std::vector<clang::FileID> files() const;

private:
  const clang::SourceManager &Sources;
  const LoweredFiles &Files;
  std::map<clang::FileID, llvm::StringSet<>> Used; ///< the names in each file
  /// Where the machines of headers are that lie in namespaces, by namespace and name.
  std::map<std::pair<const clang::DeclContext *, std::string>, clang::FileID> Homes;
};

} // namespace costate
