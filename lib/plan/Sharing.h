// Which variables of a block share space: those that are not needed at the same time.
//
//   int n = 1;                Body{total}: ( N{n}: ( AwaitA ) -> M{m}: ( AwaitB ) )
//   co_await a;
//   total += n;
//   int m = 2;
//   co_await b;
//   total += m;
#pragma once

#include "normalize/Ir.h"

#include "clang/AST/ASTContext.h"

namespace costate {

/// The children of a block between which something is needed, both included.
struct Span {
  ValueId Id = None;
  size_t Begin = 0;
  size_t End = 0;
};

/// Variables that one state holds, from the child Begin on.
struct SharedFields {
  std::vector<ValueId> Members;
  size_t Begin = 0;
};

/// Distributes \p Fields, in the order of their declarations, over states, the outer ones first;
/// there is more than one only if the machine may be smaller for it.
std::vector<SharedFields> share(const std::vector<Span> &Fields, const NormalForm &F,
                                const clang::ASTContext &Context);

} // namespace costate
