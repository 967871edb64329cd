// Range-based `for` with awaits in it, as [stmt.ranged]/1 defines it.
//
//   for (auto &x : source()) { ... }   ->   range, begin, end; for (; begin != end; ++begin) {
//                                           auto &x = *begin; ... }
#include "normalize/Normalizer.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {
namespace {

const Expr *withoutTemporaries(const Expr *E) {
  for (;;) {
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E))
      E = Cast->getSubExpr();
    else
      return E;
  }
}

} // namespace

void Normalizer::rangeFor(const CXXForRangeStmt *S) {
  auto Scope = std::make_unique<Node>();
  Scope->Kind = NodeKind::Block;
  Scope->Role = "For";
  auto *Before = Out;
  Out = &Scope->Children;
  if (S->getInit())
    statement(S->getInit());
  if (!S->getBeginStmt()) {
    dependentRange(S);
  } else {
    // [stmt.ranged]/1: auto &&range = init; auto begin = ..., end = ...
    const ValueId Range = declareRange(S);
    const ValueId Begin = declareIterator(S, S->getBeginStmt(), Range, false);
    const ValueId End = declareIterator(S, S->getEndStmt(), Range, true);
    rangeLoop(S, Begin, End);
  }
  Out = Before;
  Out->push_back(std::move(Scope));
}

/// The object that a reference is bound to which is initialised with \p Init, and whose life it
/// extends; null if it is none.
static const MaterializeTemporaryExpr *boundTemporary(const Expr *Init) {
  if (const auto *Full = dyn_cast<ExprWithCleanups>(Init))
    Init = Full->getSubExpr();
  return dyn_cast<MaterializeTemporaryExpr>(Init->IgnoreParens());
}

ValueId Normalizer::declareRange(const CXXForRangeStmt *S) {
  const auto *Variable = cast<VarDecl>(S->getRangeStmt()->getSingleDecl());
  const ValueId Range = track(Variable);
  F.Values[Range].Name = "range";
  if (const auto *Braces =
          dyn_cast<CXXStdInitializerListExpr>(withoutTemporaries(S->getRangeInit()))) {
    // The list's array is what lives as long as the loop; it serves as the range itself.
    F.Values[Range].Type = cast<MaterializeTemporaryExpr>(Braces->getSubExpr())->getType();
    F.Values[Range].IsReference = false;
    F.Values[Range].IsExtended = false;
    enterFull(Range);
    declareBraces(bracesOf(Braces), Range);
    return Range;
  }
  const MaterializeTemporaryExpr *Whole = boundTemporary(Variable->getInit());
  F.Values[Range].IsExtended = Whole != nullptr;
  // `for (item &each : load().items)`, or what the object refers to.
  const Expr *Made = Whole ? Whole->getSubExpr() : Variable->getInit();
  if (extendsIn(Variable, Made))
    extendAll(Range, Made, false);
  enterFull(Range);
  Piece Init = lower(S->getRangeInit(), false);
  flush();
  Node &Declare = emit(NodeKind::Declare);
  Declare.Variables.push_back({Range, InitStyle::Copy, Init});
  Declare.Code = Piece::of("auto &&").use(Range, true).text(" = ").add(Init).text(";");
  leaveFull();
  return Range;
}

/// `begin` or `end`: a member, a function that is found by its argument, or of an array.
ValueId Normalizer::declareIterator(const CXXForRangeStmt *S, const DeclStmt *Statement,
                                    ValueId Range, bool IsEnd) {
  const auto *Variable = cast<VarDecl>(Statement->getSingleDecl());
  const Expr *E = Variable->getInit()->IgnoreImplicit();
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() > 0)
    E = Construct->getArg(0)->IgnoreImplicit();
  const std::string Function = IsEnd ? "end" : "begin";
  const auto *Array = Context.getAsConstantArrayType(F.Values[Range].Type.getNonReferenceType());
  Piece P;
  if (isa<CXXMemberCallExpr>(E) && !Array) {
    P.use(Range, true).text("." + Function + "()");
  } else if (isa<CallExpr>(E) && !Array) {
    P.text(Function + "(").use(Range, true).text(")");
  } else if (Array) {
    P.use(Range, true);
    if (IsEnd)
      P.text(" + " + std::to_string(Array->getSize().getZExtValue()));
  } else {
    R.refuse(S->getForLoc(), "a range of this type is not supported here");
  }
  const ValueId Id = track(Variable);
  F.Values[Id].Name = IsEnd ? "sentinel" : "iterator";
  Node &N = emit(NodeKind::Declare);
  N.Variables.push_back({Id, InitStyle::Copy, P});
  N.Code = Piece::of("auto ").use(Id, true).text(" = ").add(P).text(";");
  return Id;
}

void Normalizer::rangeLoop(const CXXForRangeStmt *S, ValueId Begin, ValueId End) {
  Node &Loop = emit(NodeKind::Loop);
  Breakable.push_back({&Loop, false});
  Loop.Code = Piece::of("for (; ").use(Begin, true).text(" != ").use(End, true).text("; ++");
  Loop.Code.use(Begin, true).text(")");
  auto Body = std::make_unique<Node>();
  Body->Kind = NodeKind::Block;
  Body->Role = "Loop";
  auto *Before = std::exchange(Out, &Body->Children);
  declareElement(S, Piece::of("*").use(Begin, true));
  if (const auto *Compound = dyn_cast<CompoundStmt>(S->getBody()))
    block(Compound, *Body);
  else
    statement(S->getBody());
  Out = Before;
  Loop.Children.push_back(std::move(Body));
  Breakable.pop_back();
}

/// The variable of each round.
void Normalizer::declareElement(const CXXForRangeStmt *S, const Piece &Dereferenced) {
  const VarDecl *Variable = S->getLoopVariable();
  const ValueId Element = track(Variable);
  Piece Init = Dereferenced;
  InitStyle Style = InitStyle::Copy;
  if (S->getBeginStmt()) {
    F.Values[Element].IsExtended =
        F.Values[Element].IsReference && Variable->getInit() && boundTemporary(Variable->getInit());
    Init = bindable(Variable, F.Values[Element], Dereferenced);
  } else {
    deduceElement(Variable, Element, Dereferenced);
    nameType(Element, Variable, Style, Init);
  }
  Node &N = emit(NodeKind::Declare);
  N.Variables.push_back({Element, Style, Init});
  const TokenRange Written = T.range({S->getLoopVarStmt()->getBeginLoc(), S->getColonLoc()});
  N.Code = fill({Written.Begin, Written.End - 1}, {});
  N.Code.text(" = ").add(Dereferenced).text(";");
  if (const auto *Decomposed = dyn_cast<DecompositionDecl>(Variable))
    declareBindings(Decomposed, Element);
}

} // namespace costate
