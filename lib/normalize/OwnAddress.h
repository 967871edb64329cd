// Which objects others may reach than those who name them: through their constructors, or a member
// function.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace costate {

/// Answers one question: may a function give away the address of the object that it is called on,
/// as a constructor does that stores `this`, or a function that returns it? Such an object is in
/// use until its life ends ([basic.life]/1), whatever the text says of its name. What cannot be
/// seen may do so; of types of the standard library whose destruction does nothing, constructors do
/// not, unless they are made of types that do, and neither do functions whose result is a number.
class OwnAddress {
public:
  /// Whether \p Init, the whole of an object's initialiser, may.
  bool isGivenBy(const clang::Expr *Init);
  /// Whether some way to make an object of \p Type may.
  bool isGivenBy(clang::QualType Type);
  /// Whether \p Method may, of the object that it is called on.
  bool isGivenBy(const clang::CXXMethodDecl *Method);

private:
  bool isGivenByConstructor(const clang::Decl *D);
  bool isGivenByParts(const clang::CXXRecordDecl *Record);
  bool isGivenIn(const clang::CXXMethodDecl *Definition);
  bool isGivenIn(const clang::Stmt *S, bool IsDiscarded);
  bool isGivenBySubscripts(const clang::Expr *Own);

  /// Answers; false while one is being found, which is right for what calls itself.
  llvm::DenseMap<const clang::Decl *, bool> Known;
};

} // namespace costate
