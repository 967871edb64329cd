// Where containers that outlive a function, members and globals, are changed, so that references
// and iterators into them may be gone: everywhere in the translation unit but in constructors,
// destructors and `main`, before or after everything else.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"

#include <optional>
#include <vector>

namespace costate {

struct Change {
  clang::SourceLocation At;
  bool Removes = false; ///< elements; otherwise it adds some, which may move the others
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
  llvm::DenseMap<const clang::ValueDecl *, std::vector<Change>> All;
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

/// The member of an object or the global variable that \p E names; null for anything else.
const clang::ValueDecl *memberOrGlobal(const clang::Expr *E);

} // namespace costate
