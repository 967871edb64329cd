// The private parts of normalize: one object per coroutine, whose functions are spread over
//   Text.cpp         the user's text, with the parts that are decided later
//   Expressions.cpp  awaits inside expressions: what is evaluated when
//   Operands.cpp     what is evaluated before an await and used after it
//   Suspensions.cpp  the awaits and the states that they make
//   Conditionals.cpp `?:`, `&&`, `||`
//   Object.cpp       the object of a member function, the captures of a lambda
//   Dependent.cpp    awaits and values in templates
//   Expansions.cpp   awaits in pack expansions and folds
//   Instantiated.cpp what the instantiations of a template tell of it
//   Calls.cpp        parameter objects that live across an await
//   Embed.cpp        calls of coroutines whose machines lie in the state that awaits them
//   Braces.cpp       objects in braces, and the arrays of initializer lists
//   StatementExpressions.cpp  GNU statement expressions
//   Positions.cpp    what says where in the source it stands
//   Statements.cpp   statements; their kinds in
//   Branches.cpp     `if`, `switch`, conditions
//   Loops.cpp        `while`, `do`, `for`
//   RangeFor.cpp     `for (x : range)`
//   Declarations.cpp declarations
//   Constants.cpp    constants and static variables, which lie in no frame
//   Initialisers.cpp initialisers that make more than one object, or one in its place
//   Normalize.cpp    parameters, the first and the last suspension, values and nodes
#pragma once

#include "normalize/Evaluation.h"
#include "normalize/Normalize.h"
#include "normalize/OwnAddress.h"

#include "llvm/ADT/SmallPtrSet.h"

#include <optional>
#include <set>

namespace costate {

/// The braces that \p List refers to the array of, or null.
const clang::InitListExpr *bracesOf(const clang::CXXStdInitializerListExpr *List);

class Normalizer {
public:
  Normalizer(const Coroutine &C, const Found &Found, const Embedding &Embedding,
             llvm::ArrayRef<Rewritten> Inner, clang::ASTContext &Context, const Tokens &T,
             Refusals &R)
      : C(C), Found(Found), Embeds(Embedding), Inner(Inner), Context(Context), T(T), R(R),
        FirstRefusal(R.count()), Awaiting(Context) {}

  NormalForm run();

private:
  using Expr = clang::Expr;
  using Stmt = clang::Stmt;
  using VarDecl = clang::VarDecl;

  // Text.cpp
  struct Hole {
    TokenRange Range;
    Piece Filling;
  };
  Piece text(const Stmt *S, bool Semicolon = false);
  Piece textOf(TokenRange Range, const Stmt *S);
  void collect(const Stmt *S, std::vector<Hole> &Holes);
  void collectName(const clang::DeclRefExpr *Name, std::vector<Hole> &Holes);
  void collectTypes(const Stmt *S, std::vector<Hole> &Holes);
  void collectType(clang::DecltypeTypeLoc Type, std::vector<Hole> &Holes);
  void collectTypesOfNames(const clang::LambdaExpr *Lambda, std::vector<Hole> &Holes);
  Piece typeText(clang::TypeLoc Type);
  bool namesVariables(clang::TypeLoc Type) const;
  void collectTypeOfBinding(const clang::BindingDecl *Binding, TokenRange Range,
                            std::vector<Hole> &Holes);
  void rememberNames(const clang::Stmt *Body);
  void rememberNames(const clang::TagDecl *Class);
  void collectFunctionName(const clang::PredefinedExpr *Predefined, std::vector<Hole> &Holes);
  bool collectMember(const clang::MemberExpr *Member, std::vector<Hole> &Holes);
  void collectAwait(const clang::CoroutineSuspendExpr *Await, std::vector<Hole> &Holes);
  bool collectLeaving(const clang::Stmt *S, std::vector<Hole> &Holes);
  void notice(const clang::Stmt *S);
  void noticeWritten(const Expr *E);
  void collectChildren(const clang::Stmt *S, std::vector<Hole> &Holes);
  void captureBinding(const clang::BindingDecl *Binding, clang::SourceLocation Where, Part &Begin);
  void collectLambda(const clang::LambdaExpr *Lambda, std::vector<Hole> &Holes);
  Piece returnCode(const clang::CoreturnStmt *Return);
  void collectReturn(const clang::CoreturnStmt *Return, std::vector<Hole> &Holes);
  void collectJump(const Stmt *S, Jump To, std::vector<Hole> &Holes);
  Piece fill(TokenRange Range, std::vector<Hole> Holes);
  Piece binding(const clang::BindingDecl *Binding, bool Escapes);
  std::string quote(const Stmt *S) const;

  // Object.cpp
  bool hasNoName(clang::QualType Type) const;
  bool isNameable(clang::QualType Type) const;
  std::string typeName(clang::QualType Type) const;
  bool isOutside(const VarDecl *Variable) const;
  void collectImplicitCaptures(const clang::LambdaExpr *Lambda, Part &Begin);
  ValueId referTo(clang::QualType Type, std::string Name);
  void declareObject();
  void declareCaptures();
  void collectObject(const Stmt *S, std::vector<Hole> &Holes);
  bool collectObjectInLambda(const clang::LambdaExpr *Lambda, std::vector<Hole> &Holes);
  void collectStaticMember(const Stmt *S, std::vector<Hole> &Holes);

  // Dependent.cpp
  bool isDependent(const Expr *E) const;
  bool isUnboundTemporary(const Expr *E) const;
  bool mayBeTemporary(const Expr *E) const;
  bool takesArguments(const Expr *E) const;
  ValueId pendDeduced(std::string Name, Deduced From, Piece Init, Piece TypeOf);
  void spillDependent(const Expr *E, std::string Name);
  std::optional<bool> promiseDeclares(llvm::StringRef Name) const;
  bool mayNameAwaitOperator() const;
  Piece typeOfAwaited(const Expr *Operand) const;
  Piece lowerDependentAwait(const Expr *Await);
  Piece lowerYielded(const Expr *E);
  void deduceType(const VarDecl *Variable, ValueId Id);
  std::optional<Piece> writtenType(clang::TypeLoc Type);
  void spellType(const VarDecl *Variable, ValueId Id);
  void dependentRange(const clang::CXXForRangeStmt *S);
  void deduceElement(const clang::VarDecl *Variable, ValueId Element, const Piece &Dereferenced);
  bool mayBeVoid(const Expr *Operand) const;
  Piece returnEither(const Piece &Operand, bool Later = false);
  ValueId dependentResult();
  // Positions.cpp
  void refuseOnce(clang::SourceLocation Location, llvm::StringRef What);
  std::string positionLiteral(const clang::SourceLocExpr *Position, const Expr *Default);
  std::string placeAt(clang::SourceLocation Location, clang::QualType Type);
  std::string defaultText(const Expr *E, const clang::CXXDefaultArgExpr *Used);
  std::string positionArguments(llvm::ArrayRef<const Expr *> Arguments);
  std::string positionOfCall(const Expr *Operand, llvm::StringRef Function);
  bool collectPosition(const Stmt *S, std::vector<Hole> &Holes, bool InLambda = false);
  void collectPositions(const Stmt *Body, std::vector<Hole> &Holes);

  // Instantiated.cpp
  /// What a call does with an operand.
  enum class Passing {
    Unknown,   ///< no instantiation has it
    Plain,     ///< nothing that could be told from keeping it
    InPlace,   ///< a prvalue makes the parameter itself, which a move would show
    Bound,     ///< a reference is bound to it, a temporary
    Converted, ///< a reference is bound to what it is converted to
    Mixed,     ///< instantiations do not agree
  };
  Passing passing(const Expr *E) const;
  bool isArgumentOf(const Expr *E, llvm::StringRef Name) const;
  bool isLasting(const ArgumentUse &Use) const;
  bool spillArgument(const Expr *E);
  bool spillRead(const Expr *E);
  void spillTemporary(const Expr *E);
  void spillInPlace(const Expr *E);
  void spillConverted(const Expr *E);
  void rememberCall(const Expr *E);
  std::optional<Piece> parameterType(const Expr *E);
  std::optional<Piece> declaredParameter(llvm::ArrayRef<ArgumentUse> Uses) const;
  std::optional<Piece> memberParameter(const Expr *E, llvm::ArrayRef<ArgumentUse> Uses);
  std::optional<Piece> returnedParameter(llvm::ArrayRef<ArgumentUse> Uses) const;
  std::optional<Piece> templateParameter(llvm::ArrayRef<ArgumentUse> Uses) const;
  std::optional<Piece> yieldedInstance(const Expr *E);
  std::optional<Decomposition> decomposition(const clang::BindingDecl *Binding) const;
  void declareDependentBindings(const clang::DecompositionDecl *Decomposed, ValueId Id);

  // Expressions.cpp
  bool hasLastingTemporary(const Expr *E);
  bool hasTemporary(const Expr *E);
  static const Expr *discarded(const Expr *E);
  bool isLastingObject(const Expr *E) const;
  bool hasPoint(const Expr *E, bool Hoist);
  Piece lower(const Expr *E, bool Hoist);
  Piece lowerPoint(const Expr *E, bool Hoist);
  void discard(const Expr *E);
  std::optional<Piece> lowerSequenced(const clang::Expr *E, bool Hoist);
  bool allocatesFirst(const clang::CXXNewExpr *New);
  void forget(const clang::Stmt *S);
  void writeDefaults(const Expr *E, llvm::ArrayRef<const Expr *> Operands);
  bool spillBefore(const clang::Expr *E, const clang::Expr *Operand);
  Piece lowerLast(const clang::Expr *Operand, bool Followed, bool Hoist);
  Piece lowerOperands(const Expr *E, bool Hoist);
  Piece lowerNew(const clang::CXXNewExpr *New);
  Piece lowerTemporary(const clang::MaterializeTemporaryExpr *Temporary);
  void enterFull(ValueId Into);
  void leaveFull();

  // Operands.cpp
  static std::string nameOf(const Expr *E);
  static std::string operandName(const Expr *E);
  ValueId pend(std::string Name, clang::QualType Type, Piece Init, std::string TypeText = "",
               bool Trivial = true);
  Piece arrowValue(const clang::CXXOperatorCallExpr *Arrow);
  void spill(const Expr *E);
  void spillObject(const clang::Expr *E);
  bool isElided(const clang::InitListExpr *List) const;
  Piece withBraces(const Expr *E, Piece Text) const;
  Piece asOperand(const Expr *E, Piece Text) const;
  Piece asObject(const Expr *E, Piece Text) const;
  Piece converted(const Expr *E, clang::QualType Type, Piece Text) const;

  // Suspensions.cpp
  Piece lowerAwait(const clang::CoroutineSuspendExpr *Await);
  Piece suspendIn(ValueId Awaiter, const Expr *Await, const Expr *Operand, bool IsYield,
                  bool MayReferBack);
  Piece awaiterOf(const Expr *E, const Expr *Operand);
  bool isAwaitOperatorInFile(const clang::FunctionDecl *Function) const;
  Piece argumentOf(const Expr *Argument, const Expr *Operand);
  std::string awaitName(const Expr *Operand) const;
  std::string uniqueState(const std::string &Name);
  StateId newState(StateKind Kind, const std::string &Name);
  void put(StateId Id);
  StateId flush();
  ValueId slotFor(StateId Held, clang::QualType Type, std::string Name);

  // Conditionals.cpp
  bool hasComma(const Piece &Code) const;
  bool isSlotted(const Expr *E);
  Piece lowerSlotted(const Expr *E, bool Hoist);
  bool isBranching(const Expr *E);
  void findBoundValues();
  Piece scalarResult(const Expr *Whole, ValueId Result) const;
  Piece lowerConditional(const Expr *Condition, bool Negate, const Expr *True, const Expr *False,
                         const Expr *Whole);

  // Expansions.cpp
  /// A pattern that is being lowered, once for all elements.
  struct Expansion {
    StateId State = None;
    ValueId Awaiter = None;
  };
  StateId expand(const Expr *Whole, const Expr *Pattern);
  StateId collectParts(const Expr *Whole, const Expr *Pattern, Expansion &Under);
  void goThrough(StateId Id, std::optional<bool> StopAt, Piece Then = {});
  bool namesPack(const Piece &P, const State &S) const;
  void makePart(ValueId Id);
  Piece suspendElement(ValueId Awaiter, const Expr *Await, const Expr *Operand, bool IsYield);
  Piece lowerExpansion(const clang::PackExpansionExpr *E);
  void spillExpansion(const Expr *Whole, const Expr *Pattern);
  Piece lowerFold(const clang::CXXFoldExpr *Fold, bool Hoist);
  void spillOperand(const Expr *E);
  void spillArrow(const Expr *Object);
  void refuseBoundFold(const Expr *Init);
  Piece foldLeft(const clang::CXXFoldExpr *Fold, StateId Id);

  // Calls.cpp
  bool isVisibleParameter(clang::QualType Type) const;
  bool hasVisibleParameter(const Expr *E) const;
  bool needsPlace(const clang::CallExpr *Call, bool Hoist);
  bool isNameableCallee(const clang::CallExpr *Call, const clang::FunctionDecl *Function) const;
  std::string parameterTypes(const clang::CallExpr *Call, bool AsCalled) const;
  Piece pointerType(const clang::CallExpr *Call, const Piece &Class, bool AsCalled) const;
  Piece calledInPlace(const clang::CallExpr *Call);
  Piece callInPlace(const clang::CallExpr *Call);

  // Embed.cpp
  void findEmbedded(const Expr *Operand);
  bool isEmbedded(const Expr *E) const;
  ValueId storageFor(const clang::CallExpr *Call);
  Piece startInStorage(const clang::CallExpr *Call, bool Hoist);

  // Braces.cpp
  bool mayMove(clang::QualType Type);
  bool needsPieces(const clang::InitListExpr *List, bool Hoist);
  bool canTakePieces(const clang::InitListExpr *List) const;
  void makeElement(const Expr *Element, const Piece &Place, std::vector<ValueId> &Guards,
                   bool IsWritten);
  void makeElements(const clang::InitListExpr *List, const Piece &Object,
                    std::vector<ValueId> &Guards);
  void release(llvm::ArrayRef<ValueId> Guards);
  bool emplaceBraces(const VarDecl *Variable, const Expr *Init, ValueId Id);
  void emplaceElements(const clang::InitListExpr *List, ValueId Id);
  void declareBraces(const clang::InitListExpr *List, ValueId Id);
  void declareList(const clang::CXXStdInitializerListExpr *List);
  void declareDependentList(const VarDecl *Variable, const clang::InitListExpr *List);
  void declareDependentBraces(const clang::InitListExpr *List, ValueId Id);
  clang::QualType elementOfBraces(const Expr *Element);
  bool needsDependentPieces(const clang::InitListExpr *List);
  void makeDependentElements(const clang::InitListExpr *List, ValueId Id);
  bool emplaceDependentBraces(const Expr *Init, ValueId Id);
  bool isCopiedList(const clang::CXXConstructExpr *Construct);
  bool isKeptList(const clang::CXXStdInitializerListExpr *List, bool Hoist);
  ValueId makeInRoom(const clang::InitListExpr *List, clang::QualType Of);
  Piece lowerList(const clang::CXXStdInitializerListExpr *List);
  const clang::InitListExpr *piecesOf(const Expr *E, bool Hoist);
  std::optional<Piece> promiseCallWithPieces(const Expr *PromiseCall, const Expr *Operand);

  // StatementExpressions.cpp
  /// Where the value of a statement expression goes.
  struct StatementResult {
    ValueId Variable = None; ///< constructs the variable that the expression initialises
    ValueId Slot = None;     ///< an object in a slot
    ValueId Scalar = None;   ///< a variable of its own
    bool IsDiscarded = false;
  };
  const clang::StmtExpr *loweredStatementExpr(const Expr *E);
  Piece lowerStatementExpr(const clang::StmtExpr *S);
  void statementResult(const Expr *E);
  StateId openOperands();
  void refuseJumpsInHeads(const Stmt *S);

  // Normalize.cpp
  bool isDropped(const clang::ParmVarDecl &Parameter) const;
  bool definesClass(const Stmt *S) const;
  bool mayTellTypes(const Stmt *S);
  void findCaptures(const Stmt *S);
  void implicitAwait(const Expr *E, const std::string &Call);
  void initialAwait();
  void finalAwait();
  Piece promise() const;
  Node &emit(NodeKind Kind);
  ValueId newVariable(std::string Name, clang::QualType Type);
  ValueId track(const VarDecl *Variable);

  // Statements.cpp
  void statement(const Stmt *S);
  void structured(const Stmt *S);
  void trivia(unsigned LeftToken);
  void dropLoopPragmas();
  void block(const clang::CompoundStmt *S, Node &Into);
  std::unique_ptr<Node> blockOf(const Stmt *S, std::string Role);
  void expressionStatement(const Expr *E);
  void coreturn(const clang::CoreturnStmt *S);
  void tryStatement(const clang::CXXTryStmt *S);

  // Branches.cpp
  Piece condition(const Expr *E, std::string Name);
  void refuseLocalsIn(const Stmt *Condition);
  void ifStatement(const clang::IfStmt *S);
  void decideLater(const clang::IfStmt *S);
  void switchStatement(const clang::SwitchStmt *S);

  // Loops.cpp
  void whileStatement(const clang::WhileStmt *S);
  void doStatement(const clang::DoStmt *S);
  void forStatement(const clang::ForStmt *S);
  void breakUnless(const Piece &Condition, const Node *Loop);
  bool isTrue(const Expr *Condition) const;

  // RangeFor.cpp
  void rangeFor(const clang::CXXForRangeStmt *S);
  ValueId declareRange(const clang::CXXForRangeStmt *S);
  ValueId declareIterator(const clang::CXXForRangeStmt *S, const clang::DeclStmt *Statement,
                          ValueId Range, bool IsEnd);
  void rangeLoop(const clang::CXXForRangeStmt *S, ValueId Begin, ValueId End);
  void declareElement(const clang::CXXForRangeStmt *S, const Piece &Dereferenced);

  // Declarations.cpp
  void takeLocalName(const clang::NamedDecl *Named, const clang::DeclStmt *S);
  void refuseTakenNames();
  bool isNamedIn(bool InType, llvm::StringRef Name) const;
  bool isCaptured(const clang::TagDecl *Tag) const;
  void emitStatic(const clang::DeclStmt *S, Piece Code);
  void declarations(const clang::DeclStmt *S);
  LocalType localType(const clang::TagDecl *Tag);
  bool declareType(const clang::Decl *D, const clang::DeclStmt *S);
  bool declareStatic(llvm::ArrayRef<const clang::VarDecl *> Variables, const clang::DeclStmt *S);
  InitStyle initStyle(const clang::VarDecl *Variable, ValueId Id, const clang::Expr *&Written);
  void lowerInit(const clang::Expr *Init, InitStyle Style);
  TokenRange initRange(const clang::VarDecl *Variable, InitStyle Style) const;
  void deduceFromInit(ValueId Id, const clang::Expr *Init, const clang::Expr *Written,
                      InitStyle Style, TokenRange Range, const Piece &Text);
  void nameType(ValueId Id, const VarDecl *Variable, InitStyle &Style, Piece &Init);
  bool isLoweredList(const clang::Expr *List, bool HasAwait);
  void declaration(const VarDecl *Variable, const clang::DeclStmt *Whole);
  Piece bindable(const VarDecl *Variable, const Value &V, Piece Init) const;
  void declareBindings(const clang::DecompositionDecl *Decomposed, ValueId Id);

  // Using.cpp
  bool isNamedOutside(const clang::Decl *D, const clang::DeclStmt *S) const;
  void declareNames(const clang::Decl *D, const clang::DeclStmt *S);

  // Constants.cpp
  void rememberStatic(const clang::VarDecl *Variable);
  void nameConstant(const clang::VarDecl *Variable);
  void replaceByValue(const clang::VarDecl *Variable);
  bool isNumber(const clang::VarDecl *Variable) const;
  void declareConstants(llvm::ArrayRef<const clang::VarDecl *> Variables, const clang::DeclStmt *S);
  bool collectStatic(const clang::DeclRefExpr *Name, std::vector<Hole> &Holes);
  void collectStatics(const Stmt *S, std::vector<Hole> &Holes);
  bool collectConstant(const clang::DeclRefExpr *Name, std::vector<Hole> &Holes);
  void collectConstants(const clang::LambdaExpr *Lambda, std::vector<Hole> &Holes);

  // Initialisers.cpp
  bool extendInTemplate(const VarDecl *Variable, const clang::InitListExpr *List);
  bool extendsWhole(const VarDecl *Variable);
  void extendWhole(ValueId Reference, const VarDecl *Variable, bool HasText);
  /// The way through an initialiser to the temporaries whose life its variable extends.
  struct Extending {
    const VarDecl *Variable;
    bool EffectsPrecede = false; ///< of what stays in the initialiser
    bool EffectsFollow = false;  ///< before the end of the full-expression
    bool TemporaryFollows = false;
    bool AwaitFollows = false; ///< in such a temporary
  };
  void extendAll(ValueId Id, const Expr *Init, bool HasText);
  bool extendsIn(const VarDecl *Variable, const Expr *E) const;
  void extendTemporaries(const Expr *E, Extending &To);
  void extendTemporary(const clang::MaterializeTemporaryExpr *Temporary, Extending &To);
  void extendOperands(const Expr *E, Extending &To);
  bool evaluateApart(const Expr *Operand);
  ValueId declareApart(std::string Name, clang::QualType Type, const Expr *Init);
  bool emplaceConditional(const Expr *Init, ValueId Id);

  const Coroutine &C;
  const struct Found &Found;
  const Embedding &Embeds;
  llvm::ArrayRef<Rewritten> Inner;
  std::vector<Rewritten> LocalNames; ///< names of local types that had to be changed
  clang::ASTContext &Context;
  const Tokens &T;
  Refusals &R;
  const unsigned FirstRefusal;
  NormalForm F;
  Awaits Awaiting;
  bool InConstexprIf = false;   ///< what is declared may be used by a discarded branch only
  bool MovesConstants = false;  ///< the body's constants may be named in front of the machine
  bool HasLocalClasses = false; ///< the body defines classes, which move out of it
  bool HidesPromise = false;    ///< the coroutine has something else called `promise`

  llvm::DenseMap<const VarDecl *, ValueId> Tracked;
  llvm::DenseMap<const VarDecl *, ValueId> Statics; ///< static variables and constants of the body
  llvm::DenseMap<const clang::BindingDecl *, ValueId>
      Holding; ///< tuple-like bindings: their hidden variable
  llvm::DenseMap<const Stmt *, Piece> Replaced;
  llvm::DenseMap<const Expr *, std::string> Embedded; ///< calls: the machines that they start
  const Expr *LeavesTemporaries = nullptr; ///< what extendTemporaries cannot take out of its braces
  const Expr *OutOfOrder = nullptr;        ///< ... or would make before what comes before it
  llvm::SmallPtrSet<const Expr *, 16> Bound;      ///< prvalues that become objects, for a reference
  llvm::SmallPtrSet<const Expr *, 4> Unwanted;    ///< full-expressions whose value nobody wants
  llvm::SmallPtrSet<const Expr *, 4> SlottedUses; ///< conditionals whose object is used where it is
  llvm::SmallPtrSet<const clang::CXXStdInitializerListExpr *, 4>
      CopiedLists; ///< of which nobody sees when the array ends
  llvm::SmallPtrSet<const clang::StmtExpr *, 4> Discarded;        ///< whose value nobody uses
  llvm::DenseMap<const Stmt *, StatementResult> StatementResults; ///< by their last expression
  llvm::SmallPtrSet<const Stmt *, 16> Harmless; ///< names whose address is not taken
  OwnAddress Own;
  llvm::DenseMap<const Expr *, const Expr *> CallOf; ///< operands: what they are operands of
  llvm::DenseMap<const Stmt *, Piece>
      Insertions; ///< calls: arguments that were left to their defaults
  std::vector<std::unique_ptr<Node>> *Out = nullptr;
  llvm::StringSet<> StateNames;
  llvm::StringMap<unsigned> StateNumbers; ///< the last that was tried behind a name
  llvm::StringSet<> Words;                ///< the identifiers of the coroutine's text
  llvm::StringSet<> LocalTypeNames;
  llvm::StringMap<unsigned> ConstantNames; ///< how many constants have a name of their own
  llvm::SmallPtrSet<const clang::ValueDecl *, 8> Captured;      ///< by the body's lambdas
  llvm::SmallPtrSet<const clang::ValueDecl *, 8> InTypes;       ///< named by types in the body
  llvm::SmallPtrSet<const clang::ValueDecl *, 8> InArguments;   ///< ... by template arguments only
  llvm::SmallPtrSet<const clang::ValueDecl *, 16> InStatements; ///< named by what stays in run()

  /// Loops and switches around, innermost last, with what break and continue go to.
  struct Enclosing {
    const Node *Target;
    bool IsSwitch;
  };
  std::vector<Enclosing> Breakable;
  std::set<unsigned> RefusedAt; ///< raw locations
  bool TextLocals = false;  ///< while collecting: the text has declared variables with destructors
  unsigned InnerBreaks = 0; ///< while collecting: loops and switches inside the text
  unsigned InnerContinues = 0; ///< while collecting: loops inside the text

  // The full-expression under way.
  std::vector<ValueId> Pending;             ///< operands that the next state will hold
  llvm::StringMap<unsigned> PendingNumbers; ///< the last that was tried behind their names
  std::vector<StateId> Open;                ///< states that the full-expression has entered
  unsigned Conditionals = 0;                ///< arms of conditionals around
  bool ArmsMayRefer = false;    ///< what the arms of the innermost give may refer to their operands
  ValueId Emplacing = None;     ///< the variable that the next conditional's arms construct
  ValueId Filling = None;       ///< the slot that the next conditional's arms construct in
  bool Returning = false;       ///< the next conditional's arms give what the coroutine returns
  ValueId EmplacingSlot = None; ///< the slot that the next statement expression fills
  StateId Slots = None;         ///< the superstate that holds what conditionals make
  Expansion *Expanding = nullptr; ///< the pattern around
};

} // namespace costate
