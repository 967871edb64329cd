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
    Out = Before;
    Out->push_back(std::move(Scope));
    return;
  }
  // [stmt.ranged]/1: auto &&range = init; auto begin = ..., end = ...
  const auto *RangeVar = cast<VarDecl>(S->getRangeStmt()->getSingleDecl());
  const auto Hidden = [&](const VarDecl *Variable, std::string Name) {
    const ValueId Id = track(Variable);
    F.Values[Id].Name = std::move(Name);
    return Id;
  };
  const ValueId Range = Hidden(RangeVar, "range");
  const auto *Braces = dyn_cast<CXXStdInitializerListExpr>(withoutTemporaries(S->getRangeInit()));
  if (Braces) {
    // The list's array is what lives as long as the loop; it serves as the range itself.
    F.Values[Range].Type = cast<MaterializeTemporaryExpr>(Braces->getSubExpr())->getType();
    F.Values[Range].IsReference = false;
  }
  F.Values[Range].IsExtended =
      !Braces && RangeVar->getInit() &&
      isa<MaterializeTemporaryExpr>(RangeVar->getInit()->IgnoreParenImpCasts()->IgnoreImplicit() ==
                                            RangeVar->getInit()
                                        ? RangeVar->getInit()
                                        : RangeVar->getInit()->IgnoreParens());
  if (const auto *Full = dyn_cast<ExprWithCleanups>(RangeVar->getInit()); Full && !Braces)
    F.Values[Range].IsExtended = isa<MaterializeTemporaryExpr>(Full->getSubExpr());
  enterFull(Range);
  if (Braces) {
    declareBraces(bracesOf(Braces), Range);
  } else {
    Piece Init = lower(S->getRangeInit(), false);
    flush();
    Node &Declare = emit(NodeKind::Declare);
    Declare.Variables.push_back({Range, InitStyle::Copy, Init});
    Declare.Code = Piece::of("auto &&").use(Range, true).text(" = ").add(Init).text(";");
    leaveFull();
  }

  const auto Iterator = [&](const DeclStmt *Statement, std::string Name,
                            const std::string &Function) {
    const auto *Variable = cast<VarDecl>(Statement->getSingleDecl());
    const Expr *E = Variable->getInit()->IgnoreImplicit();
    Piece P;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
        Construct && Construct->getNumArgs() > 0)
      E = Construct->getArg(0)->IgnoreImplicit();
    if (Braces) {
      P.use(Range, true);
      const auto *Array = Context.getAsConstantArrayType(F.Values[Range].Type);
      if (Function == "end")
        P.text(" + " + std::to_string(Array->getSize().getZExtValue()));
    } else if (isa<CXXMemberCallExpr>(E)) {
      P.use(Range, true).text("." + Function + "()");
    } else if (isa<CallExpr>(E)) {
      P.text(Function + "(").use(Range, true).text(")");
    } else if (const auto *Array =
                   Context.getAsConstantArrayType(RangeVar->getType().getNonReferenceType())) {
      P.use(Range, true);
      if (Function == "end")
        P.text(" + " + std::to_string(Array->getSize().getZExtValue()));
    } else {
      R.refuse(S->getForLoc(), "a range of this type is not supported here");
    }
    const ValueId Id = Hidden(Variable, std::move(Name));
    Node &N = emit(NodeKind::Declare);
    N.Variables.push_back({Id, InitStyle::Copy, P});
    N.Code = Piece::of("auto ").use(Id, true).text(" = ").add(P).text(";");
    return Id;
  };
  const ValueId Begin = Iterator(S->getBeginStmt(), "iterator", "begin");
  const ValueId End = Iterator(S->getEndStmt(), "sentinel", "end");

  Node &Loop = emit(NodeKind::Loop);
  Breakable.push_back({&Loop, false});
  Loop.Code = Piece::of("for (; ")
                  .use(Begin, true)
                  .text(" != ")
                  .use(End, true)
                  .text("; ++")
                  .use(Begin, true)
                  .text(")");
  auto Body = std::make_unique<Node>();
  Body->Kind = NodeKind::Block;
  Body->Role = "Loop";
  Out = &Body->Children;
  const VarDecl *Variable = S->getLoopVariable();
  const ValueId Element = track(Variable);
  Node &N = emit(NodeKind::Declare);
  Piece Dereferenced = Piece::of("*").use(Begin, true);
  F.Values[Element].IsExtended =
      F.Values[Element].IsReference && Variable->getInit() &&
      isa<MaterializeTemporaryExpr>(isa<ExprWithCleanups>(Variable->getInit())
                                        ? cast<ExprWithCleanups>(Variable->getInit())->getSubExpr()
                                        : Variable->getInit());
  N.Variables.push_back(
      {Element, InitStyle::Copy, bindable(Variable, F.Values[Element], Dereferenced)});
  const TokenRange Written = T.range({S->getLoopVarStmt()->getBeginLoc(), S->getColonLoc()});
  N.Code = fill({Written.Begin, Written.End - 1}, {});
  N.Code.text(" = ").add(Dereferenced).text(";");
  if (const auto *Decomposed = dyn_cast<DecompositionDecl>(Variable))
    declareBindings(Decomposed, Element);
  if (const auto *Compound = dyn_cast<CompoundStmt>(S->getBody()))
    block(Compound, *Body);
  else
    statement(S->getBody());
  Out = &Scope->Children;
  Loop.Children.push_back(std::move(Body));
  Breakable.pop_back();
  Out = Before;
  Out->push_back(std::move(Scope));
}

} // namespace costate
