// `if` and `switch` with awaits in them, and conditions in general.
//
//   if (co_await ready()) a(); else b();   ->   bool condition = <result>;
//                                               if (condition) { a(); } else { b(); }
#include "normalize/Normalizer.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// The value of a condition, whose full-expression ends before what depends on it.
Piece Normalizer::condition(const Expr *E, std::string Name) {
  if (!Awaiting.in(E))
    return text(E);
  // The whole is evaluated into a variable, which is left out where it is asked at once.
  const bool IsSwitch = Name == "selected";
  const ValueId Id = newVariable(std::move(Name), E->getType()->isIntegralOrEnumerationType()
                                                      ? E->getType().getUnqualifiedType()
                                                      : QualType(Context.BoolTy));
  F.Values[Id].IsCondition = true;
  enterFull(None);
  Piece P = lower(E, false);
  if (isDependent(E) && IsSwitch) {
    F.Values[Id].From = Deduced::Auto;
    F.Values[Id].TypeOf = asOperand(E, P);
  } else if (isDependent(E) || (!IsSwitch && isContextuallyConverted(E))) {
    P = Piece::of("static_cast<bool>(").add(P).text(")");
  }
  flush();
  emit(NodeKind::Trivia).Id = Id; // from here on the value is needed
  emit(NodeKind::Eval).Code = Piece().use(Id, false).text(" = ").add(asOperand(E, P));
  leaveFull();
  return Piece().use(Id, false);
}

/// Refuses a condition that asks for more of a local variable than its type: it is decided before
/// there is any.
void Normalizer::refuseLocalsIn(const Stmt *Condition) {
  if (!Condition ||
      isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, RequiresExpr, LambdaExpr>(
          Condition))
    return;
  if (const auto *Name = dyn_cast<DeclRefExpr>(Condition)) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    const auto It = Tracked.find(Variable);
    const bool IsNumber = Variable && Variable->getType().isConstQualified() &&
                          Variable->getType()->isIntegralOrEnumerationType();
    if (It != Tracked.end() && F.Values[It->second].Kind == ValueKind::Variable && !IsNumber)
      R.refuse(Name->getLocation(),
               "the condition of a constexpr if with an await in it asks for '" +
                   Variable->getNameAsString() +
                   "' itself, a variable of the template's body, of which only the type is known "
                   "where the machine is chosen; ask for its type");
  }
  for (const Stmt *Child : Condition->children())
    refuseLocalsIn(Child);
}

/// A constexpr if whose branch the arguments of a template choose.
void Normalizer::decideLater(const IfStmt *S) {
  // Nothing can jump into a constexpr if: the coroutine is lowered once for each branch.
  const auto *Init = dyn_cast_or_null<DeclStmt>(S->getInit());
  const auto *Variable =
      Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
  if (S->getConditionVariable() || (S->getInit() && !(Variable && Variable->isConstexpr())))
    R.refuse(S->getBeginLoc(), "an await in a constexpr if with a declaration is not supported in "
                               "a template; write the declaration before it");
  if (!F.Undecided) {
    F.Undecided = S;
    F.TypesBefore = F.Types.size();
    if (Init)
      F.Decision = text(Init, true).text(" ");
    refuseLocalsIn(S->getCond());
    F.Decision.add(text(S->getCond()));
  }
}

void Normalizer::ifStatement(const IfStmt *S) {
  if (S->isConstexpr() && S->getCond()->isValueDependent() && !C.Taken.contains(S))
    return decideLater(S);
  // Init statement and declared condition live as long as both branches.
  const bool Scoped = S->getInit() || S->getConditionVariable();
  auto *Before = Out;
  std::unique_ptr<Node> Scope;
  if (Scoped) {
    Scope = std::make_unique<Node>();
    Scope->Kind = NodeKind::Block;
    Scope->Role = "If";
    Out = &Scope->Children;
    InConstexprIf = S->isConstexpr();
    if (S->getInit())
      statement(S->getInit());
    InConstexprIf = false;
    if (const VarDecl *Variable = S->getConditionVariable())
      declaration(Variable, nullptr);
  }
  if (S->isConstexpr()) {
    // Nothing can jump into a constexpr if; outside templates the branch is known.
    std::optional<const Stmt *> Taken;
    if (const auto Decided = C.Taken.find(S); Decided != C.Taken.end())
      Taken = Decided->second ? S->getThen() : S->getElse();
    else
      Taken = S->getNondiscardedCase(Context);
    if (Taken && *Taken)
      Out->push_back(blockOf(*Taken, "Then"));
  } else {
    Piece Code;
    if (const VarDecl *Variable = S->getConditionVariable()) {
      const Expr *E = S->getCond()->IgnoreImplicit();
      if (isa<DeclRefExpr>(E->IgnoreParenImpCasts()) || isa<CXXMemberCallExpr>(E))
        Code.use(Tracked[Variable], true);
    } else {
      Code = condition(S->getCond(), "condition");
    }
    auto If = std::make_unique<Node>();
    If->Kind = NodeKind::If;
    If->Code = std::move(Code);
    If->Children.push_back(blockOf(S->getThen(), "Then"));
    if (S->getElse())
      If->Children.push_back(blockOf(S->getElse(), "Else"));
    Out->push_back(std::move(If));
  }
  if (Scoped) {
    Out = Before;
    Out->push_back(std::move(Scope));
  }
}

void Normalizer::switchStatement(const SwitchStmt *S) {
  auto Scope = std::make_unique<Node>();
  Scope->Kind = NodeKind::Block;
  Scope->Role = "Switch";
  auto *Before = Out;
  Out = &Scope->Children;
  if (S->getInit())
    statement(S->getInit());
  Piece Code;
  if (const VarDecl *Variable = S->getConditionVariable()) {
    declaration(Variable, nullptr);
    Code.use(Tracked[Variable], true);
  } else {
    Code = condition(S->getCond()->IgnoreImpCasts(), "selected");
  }
  Node &Switch = emit(NodeKind::Switch);
  Switch.Code = std::move(Code);
  Breakable.push_back({&Switch, true});
  Switch.Children.push_back(blockOf(S->getBody(), "Case"));
  Breakable.pop_back();
  Out = Before;
  Out->push_back(std::move(Scope));
}

} // namespace costate
