// What the description of a coroutine (Describe.cpp) is made of: places in the source, and what is
// written there.
#pragma once

#include "report/Report.h"

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

namespace costate {

/// The places of code as a reader finds them: where macros are expanded, and where `#line` says.
class Places {
public:
  Places(const Tokens &T, const clang::ASTContext &Context);

  ReportedPlace of(clang::SourceRange Range) const;
  ReportedPlace of(TokenRange Range) const;
  /// Where the text of \p Code begins that is the user's.
  ReportedPlace of(const Piece &Code) const;

private:
  const Tokens &T;
  const clang::ASTContext &Context;
  const clang::SourceManager &Sources;
};

/// What code says, as the user has written it, on one line.
class Quotes {
public:
  Quotes(const NormalForm &F, const Flow &Flow, const Tokens &T) : F(F), Steps(Flow), T(T) {}

  std::string of(const Piece &Code, unsigned Depth = 0) const;

  /// Why \p Edge is taken; empty where that says nothing.
  std::string cause(const FlowEdge &Edge) const;

private:
  std::string meaning(ValueId Id, unsigned Depth) const;
  std::string jumpCondition(const Piece &Code) const;
  std::string jump(const Piece &Code, const Jump &By) const;

  const NormalForm &F;
  const Flow &Steps;
  const Tokens &T;
};

/// \p Text with its white space as single spaces.
std::string oneLine(llvm::StringRef Text);

/// The calls of coroutines, as far as they are defined, whose tasks \p Await awaits: those in its
/// operand, and those that made the variable that it names.
std::vector<const clang::CallExpr *> awaitedCalls(const clang::Expr &Await);

/// The name of \p Function as diagnostics say it, with namespaces and template arguments.
std::string qualifiedName(const clang::FunctionDecl &Function, const clang::ASTContext &Context);

/// A type that nobody has written at this place, with the namespaces and classes that it is in.
std::string fullName(clang::QualType Type, const clang::ASTContext &Context);

/// The values that lie in \p S: none, where its await never waits and its awaiter is not kept.
llvm::ArrayRef<ValueId> membersOf(const State &S);

/// Where \p V is made: its declaration, or the text that it is the value of.
ReportedPlace placeOf(const Value &V, const NormalForm &F, const Flow &Steps, const Places &Where);

/// What is described of a coroutine before its suspension points, which refer to it.
struct Described {
  const Coroutine &C;
  const NormalForm &F;
  const Flow &Steps;
  const Plan &P;
  const clang::ASTContext &Context;
  const Places &Where;
  const Quotes &Quote;
  const llvm::DenseMap<StateId, unsigned> &States; ///< indices into those of the model
  const llvm::DenseMap<ValueId, unsigned> &Values;
};

/// Adds the suspension points to \p R, with what is kept at each.
void describePoints(const Described &D, ReportedCoroutine &R);

/// Adds what leads from one suspension point to the next.
void describeTransitions(const Described &D, ReportedCoroutine &R);

} // namespace costate
