// Awaits in pack expansions and folds. How many there are only the arguments tell: one state waits
// for all of them, and run() goes through the elements in a loop.
//
//   total(n(), co_await wait("price", shown(items))...)
//
//   Construct AwaitWait{n: n(), elements: each element's shown(items), awaiter and result}
//   Loop
//     Eval    make part 0 of the element: shown(items)
//     Eval    make part 1: wait("price", <part 0>)
//     Suspend AwaitWait
//     Resume  AwaitWait
//     Eval    make part 2: <await_resume() of part 1>
//   ...     total(<n>, <part 2>...)
//
// An element's pattern is evaluated to its end before the next one's begins; what `&&` and `||`
// leave out is not evaluated, and what a left fold has come to is evaluated before the next
// element.
//
// Refused: more than one await in a pattern, an expansion with an await inside another or in an arm
// of a conditional expression, conditionals and lambdas in a pattern, folds over an assignment.
#include "normalize/Normalizer.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {
namespace {

/// Finds the packs that a pattern names, and the lambdas in it.
class PatternReader : public RecursiveASTVisitor<PatternReader> {
public:
  std::vector<std::string> Names;
  const DeclRefExpr *Value = nullptr; ///< a pack of values
  const LambdaExpr *Lambda = nullptr;
  std::string Type; ///< a pack of types

  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    if (!Name->getDecl()->isParameterPack())
      return true;
    Value = Value ? Value : Name;
    Names.push_back(Name->getDecl()->getNameAsString());
    if (isa<ParmVarDecl>(Name->getDecl()))
      TraverseType(Name->getDecl()->getType());
    return true;
  }
  bool VisitTemplateTypeParmTypeLoc(TemplateTypeParmTypeLoc Name) {
    if (Name.getTypePtr()->isParameterPack())
      Type = QualType(Name.getTypePtr(), 0).getAsString();
    return true;
  }
  bool VisitTemplateTypeParmType(TemplateTypeParmType *Type) {
    if (Type->isParameterPack() && Type->getIdentifier())
      Names.push_back(Type->getIdentifier()->getName().str());
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *E) {
    Lambda = E;
    return true;
  }
};

} // namespace

/// Lowers \p Pattern for one element. Gives the state that holds what the elements make, the last
/// of which is the pattern's value.
StateId Normalizer::collectParts(const Expr *Whole, const Expr *Pattern, Expansion &Under) {
  PatternReader Reader;
  Reader.TraverseStmt(const_cast<Expr *>(Pattern));
  if (Reader.Lambda)
    R.refuse(Reader.Lambda->getBeginLoc(),
             "a lambda in an expansion with an await is not supported; "
             "give it a variable of its own before");
  std::vector<ValueId> Before = std::exchange(Pending, {});
  std::vector<std::unique_ptr<Node>> Statements;
  auto *OuterOut = std::exchange(Out, &Statements);
  auto *Outer = std::exchange(Expanding, &Under);
  const unsigned Refused = R.count();
  Piece Value = asOperand(Pattern, lower(Pattern, true));
  const ValueId Result = pendDeduced("result", Deduced::Operand, Value, Value);
  Expanding = Outer;
  Out = OuterOut;
  if (!Statements.empty() && R.count() == Refused)
    R.refuse(Whole->getExprLoc(),
             "a conditional in an expansion with an await is not supported; await "
             "in a function of its own");
  Replaced[Pattern] = Piece::forward(Result);

  const StateId Id = Under.State != None ? Under.State : newState(StateKind::Operands, "Expansion");
  F.States[Id].Parts = std::exchange(Pending, std::move(Before));
  F.States[Id].Packs = std::move(Reader.Names);
  F.States[Id].Witness = Reader.Value ? Piece::of("decltype(").add(text(Reader.Value)).text(")")
                                      : Piece::of(Reader.Type);
  for (size_t I = 0; I != F.States[Id].Parts.size(); ++I) {
    costate::Value &V = F.Values[F.States[Id].Parts[I]];
    V.State = Id;
    V.Part = I;
  }
  return Id;
}

/// Evaluates \p Pattern for every element, in a state that stays open.
StateId Normalizer::expand(const Expr *Whole, const Expr *Pattern) {
  Expansion Under;
  const StateId Id = collectParts(Whole, Pattern, Under);
  Value Elements(ValueKind::Operand);
  Elements.Name = "elements";
  Elements.From = Deduced::Expansion;
  Elements.Init = Piece::of("{}");
  F.Values.push_back(std::move(Elements));
  F.States[Id].Elements = F.Values.size() - 1;
  Pending.push_back(F.States[Id].Elements);
  put(Id);
  F.States[Id].Awaiter = Under.Awaiter;
  if (Conditionals > 0)
    R.refuse(Whole->getExprLoc(),
             "an expansion with an await in one arm of a conditional expression "
             "is not supported; use an if statement");
  if (Expanding)
    R.refuse(Whole->getExprLoc(), "an expansion with an await inside of another is not supported; "
                                  "await in a function of its own");
  Open.push_back(Id);
  emit(NodeKind::Construct).Id = Id;
  return Id;
}

/// The await of a pattern: its awaiter is a part of each element.
Piece Normalizer::suspendElement(ValueId Awaiter, const Expr *Await, const Expr *Operand,
                                 bool IsYield) {
  if (Expanding->Awaiter != None) {
    R.refuse(Await->getBeginLoc(), "more than one await in the pattern of an expansion is not "
                                   "supported; await in a function of its own");
    return {};
  }
  const StateId Id = newState(StateKind::Suspension, IsYield ? "Yield" : awaitName(Operand));
  F.States[Id].Quote = quote(Await);
  F.States[Id].Await = Await;
  F.States[Id].Location = Await->getBeginLoc();
  Expanding->State = Id;
  Expanding->Awaiter = Awaiter;
  Piece &Init = F.Values[Awaiter].Init;
  if (F.Values[Awaiter].From == Deduced::Awaiter) // without the braces of its aggregate
    Init.Parts = {Init.Parts.begin() + 1, Init.Parts.end() - 1};
  Pending.push_back(Awaiter);
  return Piece::result(Id);
}

/// The loop over the elements of \p Id. It ends early where the pattern's value is \p StopAt.
/// What is done with each in the end is \p Then.
void Normalizer::goThrough(StateId Id, std::optional<bool> StopAt, Piece Then) {
  const Piece Elements = Piece::member(F.States[Id].Elements);
  Node &Loop = emit(NodeKind::Loop);
  Loop.Code = Piece::of("for (; ").add(Elements).text(".more(); ").add(Elements).text(".next())");
  auto Body = std::make_unique<Node>();
  Body->Kind = NodeKind::Block;
  auto *Before = std::exchange(Out, &Body->Children);
  for (const ValueId Each : F.States[Id].Parts) {
    makePart(Each);
    if (Each != F.States[Id].Awaiter)
      continue;
    emit(NodeKind::Suspend).Id = Id;
    emit(NodeKind::Resume).Id = Id;
  }
  if (StopAt)
    emit(NodeKind::Eval).Code = Piece(Elements)
                                    .text(".template stop_if<")
                                    .text(std::to_string(F.States[Id].Parts.size() - 1))
                                    .text(*StopAt ? ">(true)" : ">(false)");
  if (!Then.empty())
    emit(NodeKind::Eval).Code = std::move(Then);
  Out = Before;
  Loop.Children.push_back(std::move(Body));
}

/// Whether \p P names a pack that is expanded around it.
bool Normalizer::namesPack(const Piece &P, const State &S) const {
  return llvm::any_of(P.Parts, [&](const Part &Each) {
    switch (Each.Kind) {
    case PartKind::Result:
      return true; // of an element's awaiter
    case PartKind::Forward:
    case PartKind::Member:
      return F.Values[Each.Id].Part != None;
    case PartKind::Use:
      return llvm::is_contained(S.Packs, F.Values[Each.Id].Name);
    case PartKind::Tokens:
    case PartKind::Static:
      for (unsigned I = Each.Range.Begin; I != Each.Range.End; ++I)
        if (llvm::is_contained(S.Packs, T.text(I)))
          return true;
      return false;
    default:
      return false;
    }
  });
}

/// Makes a part of the element at hand: of all, the output gives a function each.
void Normalizer::makePart(ValueId Id) {
  const Value &V = F.Values[Id];
  const State &S = F.States[V.State];
  emit(NodeKind::Eval).Code =
      Piece::member(S.Elements)
          .text(".template make<" + std::to_string(V.Part) + ">([&]() -> decltype(auto) { return (")
          .add(V.Init)
          .text(namesPack(V.Init, S) ? "); }...)" : "); })");
}

/// `P...`: what its elements give is a pack in run().
Piece Normalizer::lowerExpansion(const PackExpansionExpr *E) {
  goThrough(expand(E, E->getPattern()), std::nullopt);
  return text(E);
}

/// An expansion or a fold's operand that is evaluated before an await.
void Normalizer::spillExpansion(const Expr *Whole, const Expr *Pattern) {
  Expansion Here;
  auto *Outer = std::exchange(Expanding, &Here);
  const bool IsKept = Awaiting.in(Pattern) || mayBeTemporary(Pattern);
  Expanding = Outer;
  if (IsKept)
    goThrough(expand(Whole, Pattern), std::nullopt);
}

/// An operand of a dependent operator, which may refer to it.
void Normalizer::spillOperand(const Expr *E) {
  const Expr *Inner = withoutConversions(E);
  if (passing(Inner) == Passing::Unknown && isUnboundTemporary(Inner))
    spillDependent(Inner, operandName(Inner));
  else
    spill(E);
}

/// A reference that is bound to a fold of one element extends the life of what that element gives.
void Normalizer::refuseBoundFold(const Expr *Init) {
  const auto *Fold = dyn_cast<CXXFoldExpr>(Init->IgnoreImplicit()->IgnoreParens());
  if (Fold && Awaiting.in(Fold->getPattern()) && !BinaryOperator::isLogicalOp(Fold->getOperator()))
    R.refuse(Fold->getExprLoc(),
             "a reference is bound to the value of a fold with an await, which may "
             "be a temporary of its only element; initialise an object");
}

/// `(init + ... + P)`: an operator of a class is called before the next element's await.
///
///   elements.fold<1>(fold_1, init);      behind what makes an element
///   elements.folded<1>(fold_1, init)
Piece Normalizer::foldLeft(const CXXFoldExpr *Fold, StateId Id) {
  const StringRef Operator = BinaryOperator::getOpcodeStr(Fold->getOperator());
  std::string &Name = F.FoldOperators[Operator.str()];
  for (unsigned N = F.FoldOperators.size(); Name.empty() || Words.contains(Name); ++N)
    Name = "fold_" + std::to_string(N);
  State &S = F.States[Id];
  S.FoldWith = Name + "::call()";
  if (Fold->getInit())
    S.FoldInit = asOperand(Fold->getInit(), text(Fold->getInit()));
  const auto Call = [&](const std::string &Function) {
    Piece P = Piece::member(S.Elements);
    P.text(".template " + Function + "<" + std::to_string(S.Parts.size() - 1) + ">(" + S.FoldWith);
    if (!S.FoldInit.empty())
      P.text(", ").add(S.FoldInit);
    return P.text(")");
  };
  goThrough(Id, std::nullopt, Call("fold"));
  return Call("folded");
}

/// [expr.prim.fold]. Its operands are evaluated in the order of the text, for `&&` and `||` as far
/// as their values say.
Piece Normalizer::lowerFold(const CXXFoldExpr *Fold, bool Hoist) {
  const Expr *Pattern = Fold->getPattern();
  const Expr *Init = Fold->getInit();
  const BinaryOperatorKind Operator = Fold->getOperator();
  const bool IsLogical = BinaryOperator::isLogicalOp(Operator);
  const bool IsAnd = Operator == BO_LAnd;
  const bool MayNotBegin = IsLogical && Init && Fold->isRightFold() && Awaiting.in(Init);
  if (BinaryOperator::isAssignmentOp(Operator) || MayNotBegin)
    R.refuse(MayNotBegin ? Init->getExprLoc() : Fold->getExprLoc(),
             MayNotBegin
                 ? "an await in the initial value of a fold over '&&' or '||' is not supported; "
                   "use an if statement"
                 : "an await in a fold over an assignment is not supported: what is assigned is "
                   "evaluated from the last to the first; await into variables");
  if (!Awaiting.in(Pattern)) {
    // Only what stands before the await.
    if (!Fold->isRightFold() || !Init)
      return lowerOperands(Fold, Hoist);
    spillExpansion(Fold, Pattern);
    lower(Init, Hoist);
    return text(Fold);
  }
  const bool InitFirst = Init && Fold->isLeftFold();
  Piece First;
  if (InitFirst && IsLogical)
    First = lower(Init, true);
  else if (InitFirst && Operator == BO_Comma && Unwanted.contains(Fold) && !isDependent(Init) &&
           !Init->getType()->isRecordType()) {
    discard(Init);
    Replaced[Init] = Piece::of("static_cast<void>(0)");
  } else if (InitFirst) {
    spillOperand(Init);
  }
  const StateId Id = expand(Fold, Pattern);
  const Piece Elements = Piece::member(F.States[Id].Elements);
  if (Fold->isLeftFold() && !IsLogical && Operator != BO_Comma && isDependent(Pattern))
    return foldLeft(Fold, Id);
  if (InitFirst && IsLogical)
    emit(NodeKind::Eval).Code =
        Piece(Elements)
            .text(IsAnd ? ".stop_if(!static_cast<bool>(" : ".stop_if(static_cast<bool>(")
            .add(First)
            .text("))");
  goThrough(Id, IsLogical ? std::optional<bool>(!IsAnd) : std::nullopt);
  if (Init && !InitFirst && !IsLogical && Hoist)
    spillOperand(Init);
  else if (Init && !InitFirst && !IsLogical)
    lower(Init, Hoist);
  if (!IsLogical)
    return text(Fold);
  Piece Result = Piece::of(IsAnd ? "(!" : "(").add(Elements).text(".stopped()");
  if (Init && !InitFirst)
    Result.text(IsAnd ? " && " : " || ").add(text(Init));
  return Result.text(")");
}

} // namespace costate
