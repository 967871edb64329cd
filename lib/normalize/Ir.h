// What stage 2, normalize, makes of a coroutine's body and the later stages work on: statements in
// which every await stands alone.
//
//   total += weigh(noisy("k")) + co_await peer.read(b);
//
//   FullBegin
//   Suspend  AwaitRead{temporary = noisy("k"), weigh = weigh(<temporary>), awaiter = peer.read(b)}
//   Resume   AwaitRead
//   Eval     total += <weigh> + <result of AwaitRead>
//   FullEnd
//
// Text that needs no change stays a range of the user's tokens; what the plan decides later (where
// a variable lies, what a jump leaves) is a part of its own inside the text.
#pragma once

#include "source/Tokens.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include "llvm/ADT/StringSet.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace costate {

using ValueId = unsigned;
using StateId = unsigned;
inline constexpr unsigned None = ~0U;

struct Node;

enum class JumpKind { Break, Continue, Goto, Return };

/// A break, continue, goto or co_return.
struct Jump {
  JumpKind Kind = JumpKind::Return;
  const Node *Target = nullptr;            ///< Break, Continue: the loop or switch
  const clang::LabelDecl *Label = nullptr; ///< Goto
  clang::SourceLocation Location;
  bool PastLocals = false; ///< the text around it has declared variables with destructors
};

enum class PartKind {
  Tokens,      ///< the user's own: Range
  Text,        ///< ours: Text
  Promise,     ///< the promise: Text; where nothing is evaluated, only its type is asked for
  Gap,         ///< the white space behind the token Range.Begin: Text
  Use,         ///< the name of the variable Value
  TypeOfUse,   ///< decltype of that name, which is Range
  Static,      ///< Range names the variable Value, which run() declares static
  Binding,     ///< Range names what Text (`.first`, `[0]`) says of the decomposed variable Value
  Member,      ///< the member Value of a state
  Forward,     ///< the same, as an expression of the kind that it was made from
  Result,      ///< await_resume() of the suspension State
  Jump,        ///< Jump
  LambdaBegin, ///< a lambda expression that captures Captured begins
  LambdaEnd,
};

/// What a closure refers to: a variable, or what Before and Text (`std::get<1>(` and `)`) say of a
/// decomposed one.
struct Capture {
  Capture(ValueId Id) : Id(Id) {}

  ValueId Id;
  const clang::BindingDecl *Binding = nullptr;
  std::string Before, Text;
  std::string Name; ///< in the source, if it is a structured binding
};

/// A piece of text that is partly decided later.
struct Part {
  explicit Part(PartKind Kind) : Kind(Kind) {}

  PartKind Kind;
  TokenRange Range;
  std::string Text;
  std::string Before;   ///< Binding: what Text ends, as `std::get<1>(` and `)`
  unsigned Id = None;   ///< the value's or state's
  bool Escapes = false; ///< Use: its address may be kept
  Jump To{};
  const clang::BindingDecl *Bound = nullptr; ///< Binding, if it is known what it names
  std::vector<Capture> Captured;             ///< LambdaBegin
  const clang::LambdaExpr *Lambda = nullptr; ///< LambdaBegin
};

/// What names the structured binding that a closure refers to.
inline Part bindingOf(const Capture &Named) {
  Part P(PartKind::Binding);
  P.Id = Named.Id;
  P.Before = Named.Before;
  P.Text = Named.Text;
  return P;
}

struct Piece {
  std::vector<Part> Parts;

  bool empty() const { return Parts.empty(); }
  Piece &add(const Piece &Other) {
    Parts.insert(Parts.end(), Other.Parts.begin(), Other.Parts.end());
    return *this;
  }
  Piece &text(std::string Text) {
    Part P(PartKind::Text);
    P.Text = std::move(Text);
    Parts.push_back(std::move(P));
    return *this;
  }
  Piece &use(ValueId Id, bool Escapes) {
    Part P(PartKind::Use);
    P.Id = Id;
    P.Escapes = Escapes;
    Parts.push_back(std::move(P));
    return *this;
  }
  static Piece of(std::string Text) { return Piece().text(std::move(Text)); }
  static Piece member(ValueId Id) {
    Part P(PartKind::Member);
    P.Id = Id;
    return {{P}};
  }
  static Piece forward(ValueId Id) {
    Part P(PartKind::Forward);
    P.Id = Id;
    return {{P}};
  }
  static Piece result(StateId Id) {
    Part P(PartKind::Result);
    P.Id = Id;
    return {{P}};
  }
};

enum class ValueKind { Parameter, Variable, Operand };

enum class ValueHome { Ordinary, Frame, Static };

/// How the type of a value in a template follows from the expression that makes it.
enum class Deduced {
  No,        ///< it does not: Type is written or known
  Operand,   ///< as decltype((...)) says: an object for a prvalue, a reference otherwise
  Slot,      ///< the same, in a slot
  Made,      ///< an object that a block makes, in a slot outside of it
  Awaiter,   ///< the awaiter of the expression
  Yielded,   ///< what yield_value's parameter is bound to
  Auto,      ///< of `auto`
  Elements,  ///< an array of as many elements as there are in braces
  Bound,     ///< what a reference of a dependent type is bound to
  Expansion, ///< what the elements of an expansion make, of the state's Parts
  Spelled,   ///< TypeOf is the type
};

/// Something that has storage: a parameter copy, a local variable, or an operand, temporary or
/// awaiter of a full-expression.
struct Value {
  explicit Value(ValueKind Kind) : Kind(Kind) {}

  ValueKind Kind;
  std::string Name;   ///< as in the source; unique in its machine once planned
  std::string Member; ///< Parameter: what it is called in the machine
  clang::QualType Type;
  const clang::VarDecl *Decl = nullptr; ///< none for what normalize made
  bool IsTrivial = true;                ///< TypeText: trivially destructible
  std::string TypeText;                 ///< instead of Type: a type of the runtime
  Deduced From = Deduced::No;           ///< how the type follows from TypeOf
  Piece TypeOf;
  /// Bound: the variable's type as it is written, if it names others of the body; it may be no
  /// reference. Awaiter: the type of what is awaited, if it is known.
  Piece Written;
  /// Operand: the state whose member it is, and its initialiser; a constant: its declaration.
  StateId State = None;
  Piece Init;
  /// A variable that is a reference, and is kept as a pointer where it is kept.
  bool IsReference = false;
  /// A reference that is bound to a temporary whose life it extends: kept as that object.
  bool IsExtended = false;
  /// Operand: an optional slot of a conditional's superstate; what it holds is Type.
  bool IsSlot = false;
  /// Slot: the state that it holds (or None: an object of Type).
  StateId SlotState = None;
  /// A temporary: the variable whose member extends its life. What is not kept stays as written.
  ValueId Extender = None;
  /// A tuple-like structured binding: the variable that it is a part of.
  ValueId Whole = None;
  /// Operand: which part it is of the elements of an expansion, those of State.
  unsigned Part = None;
  /// A structured binding of a dependent type of which is known what its names mean.
  bool Decomposes = false;
  /// Parameter: the object that the coroutine is called on, `*this`.
  bool IsObject = false;
  /// Parameter: what a lambda has captured, not a parameter of the source.
  bool IsCapture = false;
  bool HasNoName = false; ///< Parameter: only decltype names its type, or that of a pack's members
  /// Parameter: the body does not name it, and nobody can tell that the machine does not copy it.
  bool IsDropped = false;
  bool IsConst = false; ///< IsCapture: a copy that the call operator may not change
  /// A std::initializer_list whose array cannot be kept.
  bool HasArray = false;
  /// A variable that extends the life of a temporary, which would be made before what comes before
  /// it in the initialiser if it was kept.
  bool IsOutOfOrder = false;
  /// A variable that is constructed in the arms of a conditional, which needs a place of its own.
  bool IsEmplaced = false;
  /// A variable for the condition of the statement that follows, which nothing else names.
  bool IsCondition = false;

  // Decided by analyze.
  ValueHome Home = ValueHome::Ordinary;
  bool Used = false;
  bool IsReachable = false; ///< others than its name may lead to it, since its constructor
  unsigned LastUse = None;  ///< a kept variable: the Position that it is not needed behind
  // Decided by plan.
  StateId Region = None;
};

enum class StateKind {
  Suspension, ///< waits; its last member is the awaiter
  Operands,   ///< holds operands or slots of a full-expression
  Scope,      ///< holds variables that are constructed together where the first is declared
  Fields,     ///< storage for trivial variables, wherever they are declared
};

/// A state or superstate: a struct of the machine.
struct State {
  StateKind Kind = StateKind::Suspension;
  std::string Name;
  std::string Quote;                  ///< the source of what it waits for
  const clang::Expr *Await = nullptr; ///< a Suspension: the co_await or co_yield
  clang::SourceLocation Location;
  std::vector<ValueId> Members;
  ValueId Awaiter = None;
  bool IsPassed = false; ///< the awaiter is no member: suspend() gets it, and nobody needs it after
  clang::QualType Result; ///< of await_resume(), as a reference where it is a glvalue
  ValueId Slot = None;    ///< it lies in this slot: it exists on some paths only
  bool Trivial = true;    ///< trivially destructible
  /// Holds an expansion: the member with the elements, what each of them makes, in order, and the
  /// names of the packs that are expanded, one of them as a type.
  ValueId Elements = None;
  std::vector<ValueId> Parts;
  std::vector<std::string> Packs;
  Piece Witness;
  /// ... of a left fold: the function that is its operator, and what it begins with.
  std::string FoldWith;
  Piece FoldInit;

  // Decided by plan.
  StateId Parent = None;
  bool Before = false; ///< lies in Parent's storage and ends before Parent begins
  std::vector<StateId> Inner;
  std::string Label;           ///< where run() resumes
  std::vector<unsigned> Tries; ///< ids of the try blocks around, outermost first
};

/// How a variable's declaration initialises it.
enum class InitStyle { Default, Copy, Direct, List };

struct Declared {
  ValueId Id = None;
  InitStyle Style = InitStyle::Default;
  Piece Init; ///< the initialiser without `=`, with its parentheses or braces when Direct or List
};

enum class NodeKind {
  Text,      ///< Code: statements that need no change but in their parts
  Trivia,    ///< Code: comments
  Eval,      ///< Code: an expression statement
  Emplace,   ///< Variables: constructs one in an arm of its initialiser
  Declare,   ///< Variables; Code: the declaration as a whole
  FullBegin, ///< a full-expression with awaits begins; Id: the variable that it initialises, or
             ///< None
  FullEnd,   ///< States: what it has entered, in order
  Construct, ///< Id: an Operands state
  Suspend,   ///< Id: constructs the state and waits in it
  Resume,    ///< Id: where the machine goes on
  Block,     ///< Children
  If,        ///< Code: the condition; Children: then, else
  Loop,      ///< Code: `while (...)` or `for (...)`; Children: one block
  Switch,    ///< Code: the condition; Children: one block
  Case,      ///< Code: `case 1:`, `default:` or a label
  Try,       ///< Children: one block; Code: the handlers
  Jump,      ///< To
  Return,    ///< Code: the call of return_value or return_void, and To
};

struct Node {
  NodeKind Kind;
  Piece Code;
  unsigned Id = None;
  std::vector<Declared> Variables;
  std::vector<StateId> States;
  std::vector<std::unique_ptr<Node>> Children;
  Jump To{};
  bool IsEndless = false; ///< Loop: its condition never fails
  /// Text: declares a static variable, or one that is needed behind a later suspension.
  bool DeclaresStatic = false;
  bool IsNeededLater = false;
  std::string Role; ///< Block: what it is the body of, for its superstate's name
  const clang::LabelDecl *Label = nullptr; ///< Case: a label of the source

  unsigned Position = 0; ///< decided by analyze: in the order of the text

  // Decided by plan.
  StateId ContinueInside = None;     ///< Loop: what stays open when its body is left
  StateId Inside = None;             ///< innermost state that is open where the node begins
  StateId Opens = None;              ///< Declare: the Scope state that begins here
  std::vector<StateId> Closes;       ///< Block: the Scope states that end with it
  unsigned Number = 0;               ///< Loop, Switch, Try: for generated labels
  mutable bool BreakLabel = false;   ///< `goto break_N` is used
  mutable bool LeaveLabel = false;   ///< `goto continue_N` is used, to leave what the round keeps
  mutable bool ContinueUsed = false; ///< `goto continue_N` is used
  bool ContinueLabel =
      false; ///< `continue` is `goto continue_N`: the round ends with more than the body
};

/// A declaration of a type in the body that moves to the machine; in a template, of a constant too.
struct LocalType {
  const clang::Decl *Decl;
  Piece Code;
  std::string Name; ///< given to a type that has none
};

/// A std::source_location that the body asks for.
struct SourcePlace {
  std::string Name;
  std::string Type;
  unsigned Line;
  unsigned Column;
};

/// A call of a coroutine whose machine lies in the state that awaits it.
struct EmbeddedCall {
  const clang::CallExpr *Call = nullptr;
  const clang::FunctionDecl *Callee = nullptr; ///< its definition
  ValueId Storage = None;
};

/// A coroutine in normal form.
struct NormalForm {
  std::vector<Value> Values;
  std::vector<State> States;
  std::unique_ptr<Node> Body;
  std::vector<ValueId> Parameters; ///< the object first, what a lambda has captured last
  ValueId Object = None;           ///< what `*this` means in the body
  std::vector<LocalType> Types;
  bool InBody = false; ///< Types name what only the function's body has: the machine stays there
  std::map<std::string, std::string> Constants; ///< of a template's body, as types name them
  std::vector<SourcePlace> Places;
  Piece FallThrough; ///< what flowing off the end calls, if it is reachable
  std::map<std::string, std::string> FoldOperators; ///< functions that folds call, by operator
  std::map<std::string, std::string>
      FunctionNames; ///< what `__func__` and the like say, and a name for each
  /// A constexpr if of a template with awaits in it, which was not decided: nothing else is of use.
  const clang::IfStmt *Undecided = nullptr;
  Piece Decision;         ///< ... its condition, with what is declared in front of it
  size_t TypesBefore = 0; ///< ... how many of Types stand before it
  StateId Initial = None;
  StateId Final = None;
  std::vector<EmbeddedCall> Embedded;
  /// A template whose awaits may mean a function that its name finds.
  bool NamesAwaitOperator = false;
  bool ReturnsInside = false; ///< a co_return leaves a full-expression in its middle
  llvm::StringSet<> Foreign;  ///< names by which the body means other things than its variables
};

} // namespace costate
