// What the description of a coroutine (Describe.cpp) is made of: places in the source, and what is
// written there.
#pragma once

#include "report/Report.h"

#include "clang/Basic/SourceManager.h"

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

/// The coroutines, as far as they are defined, whose tasks \p Await awaits: those that its operand
/// calls, or that made the variable that it names.
std::vector<const clang::FunctionDecl *> awaitedCoroutines(const clang::Expr &Await);

} // namespace costate
