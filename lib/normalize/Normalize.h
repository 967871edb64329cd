// Stage 2, normalize: a coroutine's body becomes statements in which every await stands alone.
#pragma once

#include "Diagnose.h"
#include "find/Find.h"
#include "normalize/Ir.h"

namespace costate {

/// What takes the place of a part of a coroutine's text: the body of a coroutine inside it.
struct Rewritten {
  TokenRange Range;
  std::string Text;
};

/// Which coroutines may be parts of those that await them.
struct Embedding {
  explicit Embedding(const Elidable &Types) : Types(Types) {}

  const Elidable &Types;
  /// The names of the machines that are complete where the coroutine begins that is being lowered,
  /// by the functions that start them.
  llvm::DenseMap<const clang::FunctionDecl *, std::string> Machines;
};

/// The normal form of \p C, with \p Inner inside it. What cannot be lowered exactly is reported to
/// \p Refusals; the result is of no use then.
NormalForm normalize(const Coroutine &C, const Found &Found, const Embedding &Embedding,
                     llvm::ArrayRef<Rewritten> Inner, clang::ASTContext &Context,
                     const Tokens &Tokens, Refusals &Refusals);

/// The text of `--dump=normalize`.
std::string dump(const NormalForm &Form, const Tokens &Tokens);

} // namespace costate
