// Stage 4, plan: the tree of states, and the home of every value that is kept.
#pragma once

#include "normalize/Ir.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringSet.h"

namespace costate {

struct Plan {
  std::string Machine;        ///< the struct's name
  std::vector<StateId> Roots; ///< the states that lie in no other, in order
  std::vector<StateId>
      Suspensions;               ///< in the order of the text; the initial and final ones included
  std::string Promise;           ///< in a template: the name of the promise's type
  std::string Step = "step";     ///< the name of run()'s local
  std::string States = "States"; ///< the name of the tree's type
  std::string Trace = "trace";   ///< the name of the machine's tracer, if it has one
  std::string Finish = "finish"; ///< the label of the final suspension point
};

/// Gives every kept value of \p Form a state. \p Taken: the identifiers of the coroutine and of its
/// types, to which the generated names yield.
Plan plan(NormalForm &Form, std::string Machine, const llvm::StringSet<> &Taken,
          const clang::ASTContext &Context);

/// The text of `--emit=states`: the plan for a reader.
std::string describe(const Plan &Plan, const NormalForm &Form, llvm::StringRef Signature);

/// One line that draws the states: `Start -> Body{log}: ( AwaitRead -> AwaitWrite ) -> Done`.
std::string draw(const Plan &Plan, const NormalForm &Form);

} // namespace costate
