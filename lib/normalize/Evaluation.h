// The language's order of evaluation ([intro.execution], [expr.call]/8, [expr.ass]/1), as Clang has
// it where the standard leaves a choice: left to right.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace costate {

/// The operands that are evaluated before \p E itself, in order. Empty for what has none or is not
/// evaluated.
llvm::SmallVector<const clang::Expr *, 4> operands(const clang::Expr *E);

/// A `break` or `continue` in \p S, outside nested functions, of a loop or switch around \p S.
const clang::Stmt *unboundJump(const clang::Stmt *S, bool Breaks = true, bool Continues = true);

/// Answers one question: does an await that may wait stand in this code, outside nested functions
/// and unevaluated operands? A jump out of a statement expression counts as one: it ends a
/// full-expression in its middle, which has to be taken apart like one that waits there.
class Awaits {
public:
  explicit Awaits(const clang::ASTContext &Context) : Context(Context) {}
  bool in(const clang::Stmt *S) const;

private:
  const clang::ASTContext &Context;
  mutable llvm::DenseMap<const clang::Stmt *, bool> Known; ///< answers, for speed
};

/// How the lambda of the class \p Closure itself captures \p Variable, or null.
const clang::LambdaCapture *captureOf(const clang::CXXRecordDecl *Closure,
                                      const clang::ValueDecl *Variable);

/// Whether evaluating \p E later gives the same and does nothing: literals, names, members of
/// names.
bool isStable(const clang::Expr *E, const clang::ASTContext &Context);

/// Whether the standard orders the operands of \p E ([expr.shift]/4, [expr.ass]/1,
/// [dcl.init.list]/4 ...).
bool isOrdered(const clang::Expr *E);

/// Whether evaluating \p E may do something that another operand's evaluation could see.
bool hasEffects(const clang::Expr *E);

/// \p E without what costs nothing to do again: parentheses and conversions between scalar types.
const clang::Expr *withoutConversions(const clang::Expr *E);

/// Whether \p E is an object of class type where a condition or an operand of `&&`, `||`, `!` and
/// `?:` is a `bool`: an explicit conversion function does only there.
bool isContextuallyConverted(const clang::Expr *E);

/// The temporary that \p E is or refers to, or nothing.
const clang::MaterializeTemporaryExpr *temporaryIn(const clang::Expr *E);

/// \p E as an overloaded `->`, of which only the object and the token are written, or nothing.
const clang::CXXOperatorCallExpr *overloadedArrow(const clang::Expr *E);

/// Whether an object of \p Type is destroyed by doing nothing.
bool isTriviallyDestructible(clang::QualType Type, const clang::ASTContext &Context);

/// Whether \p Variable extends the life of a temporary with a destructor ([class.temporary]/6), or
/// the arguments of a template may have it do so.
bool extendsDestructible(const clang::VarDecl *Variable, const clang::ASTContext &Context);

/// Whether nobody can tell that an object of \p Type was moved and the original destroyed.
bool isMoveUnobservable(clang::QualType Type, const clang::ASTContext &Context);

/// Whether a name is implicitly moved from in \p E ([class.copy.elision]/3).
bool movesName(const clang::Stmt *E);

} // namespace costate
