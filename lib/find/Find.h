// Stage 1, find: the coroutines of a translation unit.
#pragma once

#include "find/Elidable.h"
#include "find/Instances.h"
#include "source/Files.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

#include <set>
#include <string>
#include <vector>

namespace clang {
class Sema;
} // namespace clang

namespace costate {

/// A coroutine with what the language has decided for it.
struct Coroutine {
  const clang::FunctionDecl *Function = nullptr;
  const clang::CoroutineBodyStmt *Body = nullptr;
  /// Function is the call operator of this lambda.
  const clang::LambdaExpr *Lambda = nullptr;
  /// What a reader calls it: its name, or that of the variable which a lambda initialises.
  std::string Name;
  /// It is a template or lies in one: what is known of it is the pattern, where types may depend on
  /// the arguments, and awaits are not resolved.
  bool IsDependent = false;
  /// The body as written, with its braces, or the function-try-block.
  clang::SourceRange BodyRange;
  clang::SourceRange Range; ///< the function's definition
  const clang::CXXRecordDecl *Promise = nullptr;
  clang::QualType PromiseType;
  /// The promise is constructed from the parameter copies ([dcl.fct.def.coroutine]/4).
  bool PromiseTakesParameters = false;
  /// ... as an aggregate, in parentheses, which C++17 lacks. Of a template: in some instance.
  bool PromiseIsAggregate = false;
  /// The promise's operator new is given the parameters ([dcl.fct.def.coroutine]/9).
  bool AllocatesFromParameters = false;
  /// Of a lambda: the promise is constructed from the closure and the parameters, or its operator
  /// new is given them.
  bool PromiseTakesClosure = false;
  bool AllocatesFromClosure = false;
  /// Its class declares a member `await_transform`.
  bool HasAwaitTransform = false;
  bool HasReturnVoid = false;
  /// Its frame may be a part of what awaits it.
  bool IsElidable = false;

  /// The object that the function is called on, if it is a member function with an implicit object
  /// parameter: the type of `*this`.
  clang::QualType Object;
  /// std::coroutine_traits has specialisations, which may say what the promise is.
  bool HasTraits = false;
  /// Which branches of constexpr ifs with awaits are taken, in a template that is lowered once for
  /// each way through it.
  llvm::SmallDenseMap<const clang::IfStmt *, bool, 2> Taken;
  std::string ObjectName = "self"; ///< what its machine calls it
  std::string This = "*this";      ///< what its function calls it: inside another one, ObjectName
};

/// A function called `operator co_await` that is declared in a file that is lowered, to be carried
/// over under a name that C++17 can spell.
struct AwaitOperator {
  const clang::FunctionDecl *Function = nullptr;
};

/// `costate::machine_of<&function>`, which becomes the name of the function's machine.
struct MachineName {
  clang::SourceRange Range;
  const clang::FunctionDecl *Function = nullptr;
};

struct Found {
  std::vector<Coroutine> Coroutines; ///< in the order of the text
  std::vector<AwaitOperator> AwaitOperators;
  std::vector<MachineName> MachineNames;
  std::vector<clang::SourceLocation> Positions; ///< of what says where it stands, but macros
  /// Where an `operator co_await` is named that keeps its name, as its file is not lowered or
  /// declares `operator_co_await` beside it.
  std::set<clang::SourceLocation> KeptAwaitOperators;
  Instances Facts; ///< of the coroutines that are templates
};

/// The coroutines that are written in \p Files and match \p Filter (a regular expression for the
/// qualified name; empty: all). Those whose return types \p Types contains are elidable.
Found findCoroutines(clang::Sema &S, llvm::StringRef Filter, const LoweredFiles &Files,
                     const Elidable &Types);

/// The text of `--dump=find`.
std::string dump(const Found &Found, const clang::SourceManager &Sources);

} // namespace costate
