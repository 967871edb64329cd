// Which C++ locals of run() need braces.
//
// Nothing may jump over the initialisation of a local into its scope ([stmt.dcl]/3), and every
// suspension has a label that the dispatch at the top jumps to:
//
//   {
//     int first = next();
//     use(first);
//   }
//   resume_read:
#pragma once

#include "normalize/Ir.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"

#include <vector>

namespace costate {

/// Where braces open and close among the children of a block, by their indices.
struct LocalSpans {
  std::vector<unsigned> Opening; ///< how many open before a child
  std::vector<unsigned> Closing; ///< how many close behind it
  /// The declarations that go before a child: of variables without initialiser that are needed
  /// behind a span.
  std::vector<std::vector<size_t>> Hoisted;
  llvm::SmallDenseSet<size_t, 4> IsHoisted;
  std::vector<size_t> Destroyed; ///< the declarations of locals with destructors
};

/// The spans among the children of \p Block. A C++ local of run() that a later label would jump
/// into the scope of gets braces, from its declaration to its last use; and one that has a
/// destructor, up to where the block's states are left. \p JumpedOver: a label stands behind the
/// block.
LocalSpans localSpans(const Node &Block, bool JumpedOver, const NormalForm &F,
                      const clang::ASTContext &Context);

} // namespace costate
