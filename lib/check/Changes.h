// Where containers that outlive a function, members and globals, are changed, so that references
// and iterators into them may be gone: everywhere in the translation unit but in what runs before
// or after everything else, or makes one object of another. That is in constructors, destructors
// and `main`, in assignments and swap, and in functions that only these can call.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <optional>
#include <vector>

namespace costate {

struct Change {
  clang::SourceLocation At;
  bool Removes = false; ///< elements; otherwise it adds some, which may move the others
  const clang::FunctionDecl *In = nullptr; ///< null: a closure, which may be called at any time
};

class Changes {
public:
  explicit Changes(clang::ASTContext &Context);

  /// The first change of \p Container, a member or a variable, that is not in \p Own, in the
  /// order of the text; with \p OnlyRemovals, the first that removes elements. None if there is
  /// none.
  std::optional<Change> first(const clang::ValueDecl *Container, const clang::FunctionDecl &Own,
                              bool OnlyRemovals) const;

private:
  friend class ChangeFinder;
  using Functions = llvm::SmallPtrSet<const clang::FunctionDecl *, 4>;

  /// Whether something else than \p Own may run \p Function while \p Own waits.
  bool mayRunMeanwhile(const clang::FunctionDecl *Function, const clang::FunctionDecl &Own,
                       Functions &Seen) const;

  llvm::DenseMap<const clang::ValueDecl *, std::vector<Change>> All;
  llvm::DenseMap<const clang::FunctionDecl *, Functions> Callers; ///< null among them: anyone
};

/// What holds elements and may move or drop them.
enum class ContainerKind : uint8_t {
  None,
  Contiguous, ///< whatever changes it may move the elements
  Deque,      ///< what adds elements leaves references alone, but no iterators
  Hashed,     ///< the same
  Nodes,      ///< what adds elements leaves references and iterators alone
};
ContainerKind containerKind(clang::QualType Type);

/// Whether \p E is a part of a local variable of the function that it stands in.
bool isPartOfLocal(const clang::Expr *E);

/// The member of an object or the global variable that \p E names; null for anything else.
const clang::ValueDecl *memberOrGlobal(const clang::Expr *E);

} // namespace costate
