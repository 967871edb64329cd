// What the instantiations of coroutine templates tell of their patterns. The pattern is what is
// lowered, and in it nobody knows what a call does with its arguments or how a structured binding
// decomposes. An instantiation has a body of its own, in which everything is resolved and stands at
// the same places of the source:
//
//   template <class Q> task<> send(Q &to) { co_await to.push("text"); }
//
//   send<queue<std::string>>:   to.push(const std::string &) is given a temporary std::string
//
//   argument("text") -> {Parameter: const std::string &, Temporary: std::string, Converts}
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>
#include <string>

namespace costate {

/// What one instantiation does with an operand of a call, a constructor or an operator.
struct ArgumentUse {
  clang::QualType Parameter; ///< null for the object of a member function and built-in operators
  clang::QualType Value;     ///< the operand is a prvalue of this class that makes the parameter
  clang::QualType Temporary; ///< the parameter is bound to a temporary of this type
  bool Converts = false;     ///< ... which the operand is converted to
  bool Inner = false;        ///< ... by something that is bound to the operand, a temporary itself
  clang::QualType Array;     ///< ... by a std::initializer_list of these
  clang::QualType Result;    ///< what the call gives
  const clang::FunctionDecl *Callee = nullptr; ///< none for built-in operators and pointers
  const clang::CallExpr *Call = nullptr;       ///< of a function
  unsigned Index = 0;                          ///< of the parameter
  const clang::FunctionDecl *In = nullptr;     ///< the innermost function around
};

/// `Before` pair `After` is what a structured binding names, as in `std::get<1>(pair)`.
struct Decomposition {
  std::string Before;
  std::string After;
  std::string Index;       ///< of a tuple-like type's element
  bool IsVariable = false; ///< it is a reference of its own, which get<i>() has initialised once
};

/// The facts of one translation unit, by the places in the source.
class Instances {
public:
  using Place = std::pair<clang::SourceLocation, clang::SourceLocation>;

  /// What instantiations do with the operand \p E of the pattern; empty where none has it.
  llvm::ArrayRef<ArgumentUse> argument(const clang::Expr *E) const;

  /// Whether the instantiations read the value of the variable that the operand \p E names, or copy
  /// it into an element of braces; a number that is const is not read, nor what none has.
  bool reads(const clang::Expr *E) const;

  /// The classes of the objects that instantiations make of the operand \p E of braces.
  llvm::ArrayRef<clang::QualType> elements(const clang::Expr *E) const;

  /// Whether the reference that is declared at \p Location extends the life of an object of which
  /// it names a part; none if the instantiations do not agree.
  std::optional<bool> extendsWhole(clang::SourceLocation Location) const;

  /// Whether the reference that is declared at \p Location extends, in an instantiation, the life
  /// of what a conditional, a statement expression or a cast gives.
  bool extendsThrough(clang::SourceLocation Location) const {
    return ExtendsThrough.contains(Location);
  }

  /// How the structured binding that is declared at \p Location decomposes its object, if all
  /// instantiations agree.
  std::optional<Decomposition> binding(clang::SourceLocation Location) const;

  /// Where coroutines are declared of which some instance constructs its promise, an aggregate,
  /// from the parameters.
  llvm::DenseSet<clang::SourceLocation> AggregatePromises;

  llvm::DenseMap<Place, llvm::SmallVector<ArgumentUse, 2>> Arguments;
  llvm::DenseMap<Place, bool> Reads;
  llvm::DenseMap<Place, llvm::SmallVector<clang::QualType, 2>> Elements;
  llvm::DenseMap<clang::SourceLocation, llvm::SmallVector<bool, 2>> ExtendsWhole;
  llvm::DenseSet<clang::SourceLocation> ExtendsThrough;
  llvm::DenseMap<clang::SourceLocation, llvm::SmallVector<Decomposition, 2>> Bindings;
};

/// Walks the bodies of what is instantiated from the main file's templates.
Instances findInstances(clang::ASTContext &Context);

/// The argument of the template parameter at \p Depth and \p Index in the instantiation \p In; null
/// for one that is no type.
clang::QualType templateArgument(const clang::FunctionDecl *In, unsigned Depth, unsigned Index);

} // namespace costate
