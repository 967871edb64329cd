// Objects as the text of a function names them: a variable, `this`, or a temporary, and the way
// from there.
//
//   lock               lock
//   this->mutex_       *this . mutex_
//   *session->guard    *session . *guard
//   state.mutex()      state . mutex()          an accessor gives the same each time
//
// A reference names what it was initialised with. Two expressions of one object are one Object as
// long as the text agrees; aliases through pointers are not seen.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/PointerUnion.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace costate {

using ObjectId = unsigned;

class Objects {
public:
  using Root = llvm::PointerUnion<const clang::VarDecl *, const clang::Expr *>;

  /// The object that the glvalue \p E, or the pointer \p E points to with \p Pointee; none where
  /// its text names none that can be told apart.
  std::optional<ObjectId> of(const clang::Expr *E, bool Pointee = false);

  ObjectId variable(const clang::VarDecl *Variable) {
    return intern({Variable->getCanonicalDecl(), {}});
  }
  ObjectId temporary(const clang::Expr *Made) { return intern({Made, {}}); }

  ObjectId pointee(const clang::VarDecl *Pointer) {
    return intern({Pointer->getCanonicalDecl(), {nullptr}});
  }

  /// Whether \p Id is, or lies in, a variable or temporary that \p Range makes.
  bool isWithin(ObjectId Id, clang::SourceRange Range, const clang::SourceManager &Sources) const;

  /// Whether \p Id is \p Base, a variable or a temporary, or lies in it.
  bool isIn(ObjectId Id, Root Base) const;

  /// Whether one is the other or a part of it, or behind it.
  bool overlap(ObjectId Left, ObjectId Right) const;

  /// The text, as a reader names it.
  std::string name(ObjectId Id) const;

  /// The variable that it begins at, if it does.
  const clang::VarDecl *base(ObjectId Id) const;

private:
  struct Path {
    Root Base; ///< null for `*this`
    /// Members, accessors; null for `*`.
    std::vector<const clang::NamedDecl *> Steps;
  };
  ObjectId intern(Path P);
  std::optional<Path> path(const clang::Expr *E, bool Pointee, unsigned Depth);
  std::optional<Path> pathOfCall(const clang::CallExpr *Call, bool Pointee, unsigned Depth);

  std::vector<Path> Paths;
  std::map<std::pair<void *, std::vector<const clang::NamedDecl *>>, ObjectId> Ids;
};

/// \p E without parentheses, conversions that keep the object, and calls of std::move, forward and
/// as_const.
const clang::Expr *sameObject(const clang::Expr *E);

/// Whether \p Call calls a function called \p Name of namespace std.
bool callsStd(const clang::CallExpr *Call, llvm::StringRef Name);

/// The function that \p E calls, also in uninstantiated templates where it is known; null
/// otherwise.
const clang::FunctionDecl *calleeOf(const clang::Expr *E);

} // namespace costate
