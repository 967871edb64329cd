// Which objects may be reached, from the moment they are made, by others than their name.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace costate {

/// Answers one question: may what initialises an object give away the object's address, as a
/// constructor does that stores `this`? Such an object is in use until its life ends
/// ([basic.life]/1), whatever the text says of its name. What cannot be seen may do so; types of
/// the standard library whose destruction does nothing do not, unless they are made of types that
/// do.
class OwnAddress {
public:
  /// Whether \p Init, the whole of an object's initialiser, may.
  bool isGivenBy(const clang::Expr *Init);
  /// Whether some way to make an object of \p Type may.
  bool isGivenBy(clang::QualType Type);

private:
  bool isGivenBy(const clang::CXXMethodDecl *Method);
  bool isGivenByConstructor(const clang::Decl *D);
  bool isGivenByParts(const clang::CXXRecordDecl *Record);
  bool isGivenIn(const clang::CXXMethodDecl *Definition);
  bool isGivenIn(const clang::Stmt *S, bool IsDiscarded);
  bool isGivenBySubscripts(const clang::Expr *Own);

  /// Answers; false while one is being found, which is right for what calls itself.
  llvm::DenseMap<const clang::Decl *, bool> Known;
};

} // namespace costate
