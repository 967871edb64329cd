// The private parts of print: one object per coroutine, whose functions are spread over
//   Machine.cpp      the struct and what stands around it
//   States.cpp       its states
//   Types.cpp        types, so that they mean the same inside the machine
//   Deduced.cpp      types that follow from expressions, in templates
//   Expansions.cpp   states that there are as many of as a pack has elements
//   Closures.cpp     functions that make closures whose types have to be named
//   Names.cpp        what run() declares so that names mean what they did
//   Body.cpp         run(): the dispatch, and the source's statements
//   Code.cpp         the user's text, with what the plan decided filled in
//   Jumps.cpp        jumps, and what they leave
//   Suspensions.cpp  full-expressions with awaits in them
//   Declarations.cpp variables: on the stack, in a state, a state of their own
#pragma once

#include "print/Print.h"
#include "source/Types.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <map>

namespace costate {

class Printer {
public:
  Printer(const Coroutine &C, const NormalForm &F, const Plan &P, const Tokens &T,
          const clang::ASTContext &Context, const PrintOptions &Options, Refusals &R)
      : C(C), F(F), P(P), T(T), Context(Context), Options(Options), R(R),
        IsLocal(F.InBody || !F.Places.empty() || isLocal(C)) {}

  Printed run();
  std::string decision();

private:
  // Machine.cpp
  static bool isLocal(const Coroutine &C);
  std::string awaitOperator() const;
  std::string awaitOperatorCall() const;
  std::string places() const;
  std::string machine();
  std::string stateStructs();
  std::string parameterCopy(const Value &V) const;
  std::string constructor();
  std::string functionType() const;
  std::string parameters();
  std::string constructPromise() const;
  std::string declarationText() const;
  std::string body();

  // States.cpp
  std::string stateStruct(StateId Id);
  std::vector<StateId> statesInTypes(StateId Id) const;
  std::string tree(llvm::ArrayRef<StateId> States);
  std::string treeNode(StateId Id);
  std::string pointName(StateId Id) const;

  // Types.cpp
  std::string withConstants(llvm::StringRef Text) const;
  std::string type(clang::QualType Type, llvm::StringRef Name = "") const;
  std::string promiseType() const;
  void checkMember(const Value &V);
  std::string arrayMember(const Value &V, llvm::StringRef Name);
  std::string memberType(ValueId Id, llvm::StringRef Name);
  bool isSpelled(const Value &V) const;
  bool isFromElsewhere(const Value &V) const;
  std::string deducedType(ValueId Id);
  std::string named(std::string Type, clang::SourceLocation Location);

  // Closures.cpp
  void findLambdas();
  void addConstant(const Value &V, std::string &Constants) const;
  void addMentioned(const clang::Stmt *S, std::string &Constants) const;
  void makeClosure(const Piece &Code, const Part &Begin);
  std::vector<const Part *> operandsOf(const Piece &Code, const Part &Begin);
  bool isOperand(const Part &Each) const;
  std::string operandType(const Part &Operand);
  std::string typeInClosure(const Part &Each);
  std::string awaiterType(StateId Id);
  std::string awaiterInStruct(const Part &Result);
  std::string captureType(const Capture &Named, llvm::StringRef Name = "");
  std::string captured(const Capture &Named) const;
  std::string nameOf(const Capture &Named) const;
  static std::string sourceName(const Value &V);
  std::string closures();

  // Names.cpp
  bool namesMember(unsigned Token) const;
  std::string usings();
  std::string usingsOf(clang::DeclarationName Name) const;
  std::string aliases() const;

  // Body.cpp
  std::string runFunction();
  std::string dispatch(unsigned Depth, unsigned Try) const;
  std::string node(const Node &N);
  std::string construct(const State &S, StateId Id);
  std::string nestedBlock(const Node &N);
  std::string breakLabel(const Node &N);
  std::string block(const Node &N, bool Braces);
  std::string children(const Node &N);
  std::string line(clang::SourceLocation Location) const;
  std::string loop(const Node &N);
  std::string tryBlock(const Node &N);
  bool isLast(const Node &N) const;
  static bool endsInJump(const Node &N);

  // Folding.cpp
  bool foldInit(const Node &N, std::string &Text) const;
  /// A condition in the text of a block: where it is declared and evaluated.
  struct FoldedCondition {
    ValueId Id = None;
    size_t Declared = 0;
    size_t Length = 0;
    size_t Evaluated = 0;
    size_t End = 0;
    std::string Expression;
  };
  void seeCondition(const Node &N, size_t Begin, llvm::StringRef Printed, FoldedCondition &C) const;
  void foldCondition(const Node &N, FoldedCondition &C, std::string &Text);

  // Code.cpp
  Piece whole(const Piece &Code) const;
  std::string code(const Piece &Code) const;
  std::string wrapperBegin(const Part &Begin, std::string &End) const;
  std::string evaluated(const Part &Each, bool InClosure) const;
  std::string handedOver(const Part &Operand) const;
  std::string closureCall(const Piece &Code, const Part &Begin) const;
  std::string numberMember() const;
  std::string numberOf(StateId Id) const;
  std::string get(StateId Id) const;
  std::string inits(StateId Id) const;

  // Jumps.cpp
  std::string jump(const Jump &To, StateId Inside, bool Single);
  std::string leaveTo(StateId Target) const;
  bool returnsInside(const Node &N) const;
  bool leavesSomething(StateId From, StateId To) const;

  // Suspensions.cpp
  void beginFull(const Node &N, size_t Begin);
  bool isShort(StateId Id, const Piece &Code, bool Initialises) const;
  std::string suspend(const Node &N);
  std::string traced(StateId Id) const;
  std::string eval(const Node &N);
  std::string fullEnd(const Node &N);

  // Declarations.cpp
  std::string declare(const Node &N);
  std::string constructScope(const Node &N);
  std::string element(const Declared &D) const;

  // Deduced.cpp
  std::string outside(const Value &V, bool Forwards) const;
  std::string unevaluated(const Part &Each) const;
  std::string unevaluated(const Piece &Code) const;
  std::string bindingOf(const Value &V, const Part &Each, llvm::StringRef Object) const;
  std::string memberOf(const std::string &Struct, llvm::StringRef Member) const;
  std::string nameInStruct(const Value &V) const;
  std::string typeOf(const Piece &Code, bool Category) const;
  std::string deducedTypeOf(const Value &V);
  std::string declaredType(const Part &Each);
  std::string typeOfCapture(const Value &V) const;
  std::string closureOf(const Piece &Code, const Part &Begin);
  std::string localDeclarations();
  std::string localTypes();
  std::string atTop(const Piece &Code) const;
  const Piece *constantOf(const Value &V) const;
  std::string promiseAlias() const;
  std::string packsBegin() const;
  std::string packsEnd() const;
  std::string captureAlias(const Value &V) const;
  std::string packType(const Value &V, bool Referred) const;
  bool isPack(const Value &V) const;

  // Expansions.cpp
  std::string elementsType(const State &S);
  std::string partType(const Value &V);
  std::string partOf(const Part &Each) const;
  std::string partInStruct(const Part &Each) const;
  bool isPart(const Part &Each) const;
  std::string countedPacks(std::string Type) const;
  std::string foldOperators() const;
  std::string elementsBegin() const;
  std::string elementsEnd() const;

  const Coroutine &C;
  const NormalForm &F;
  const Plan &P;
  const Tokens &T;
  const clang::ASTContext &Context;
  const PrintOptions &Options;
  Refusals &R;
  const bool IsLocal; ///< the machine is a class of the function's own body
  std::string Self;   ///< `this->` where names of the coroutine hide the machine's
  std::string On;     ///< the same before a member template: `this->template ` in a template
  mutable bool Unevaluated = false; ///< code() prints for decltype, outside of run()
  bool WritesStructs = false;
  std::set<StateId> Begun;      ///< the states whose structs are written, or being written
  mutable bool Outside = false; ///< ... and outside of the machine
  mutable bool AtTop = false;   ///< ... where the function's body begins, with its parameters

  std::map<std::string, std::pair<const Piece *, const Part *>>
      Lambdas; ///< the body's lambdas, by how Clang prints their types
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, std::string>
      Closures; ///< made by a function of this name
  llvm::DenseMap<ValueId, const Piece *> Initialisers;
  llvm::StringSet<> VariableNames;       ///< which hide types
  std::vector<std::string> ClosureTexts; ///< those functions

  mutable llvm::SmallVector<StateId, 4> Full; ///< the states of the full-expression at hand
  mutable StateId Short = None;               ///< its only one, left together with its result
  mutable bool ResumedShort = false;          ///< ... which was printed
  mutable llvm::DenseMap<const clang::LabelDecl *, StateId> Labels;
  llvm::DenseMap<ValueId, std::string> Conditions; ///< written where they are asked
  mutable std::vector<bool> LocalsAlive; ///< a block around has a C++ local with a destructor
  llvm::SmallPtrSet<const clang::LabelDecl *, 4> LeavingLabels; ///< a goto to it leaves something
  mutable StateId At = None; ///< the innermost state open at the node being printed
};

} // namespace costate
