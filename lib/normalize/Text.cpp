// The user's own text, and the parts in it that only a later stage can decide: where a variable
// lies, what a jump leaves, what an await gave.
//
//   if (got == 0) break;   ->   `if (` Use(got) `== 0)` Jump(break)
#include "normalize/Normalizer.h"

#include "normalize/Awaiters.h"

#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace costate {
namespace {

bool isAssignmentOrIncrement(const Expr *E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->isAssignmentOp();
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->isIncrementDecrementOp();
  return false;
}

const Expr *target(const Expr *E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->getLHS();
  return cast<UnaryOperator>(E)->getSubExpr();
}

/// The variable whose value, member or element is read or written through \p E, if it is done
/// directly.
const Expr *accessed(const Expr *E) {
  for (;;) {
    E = E->IgnoreParens();
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(E); Cast && Cast->isLValue()) {
      E = Cast->getSubExpr(); // to a base class, or const
      continue;
    }
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E);
        Element && Element->getBase()->IgnoreParenImpCasts()->getType()->isArrayType()) {
      E = Element->getBase()->IgnoreParenImpCasts();
      continue;
    }
    const auto *Member = dyn_cast<MemberExpr>(E);
    if (!Member || Member->isArrow() || !isa<FieldDecl>(Member->getMemberDecl()))
      break;
    E = Member->getBase();
  }
  return isa<DeclRefExpr>(E) ? E : nullptr;
}

} // namespace

Piece Normalizer::text(const Stmt *S, bool Semicolon) {
  TokenRange Range = T.range(S->getSourceRange());
  if (const auto It = Replaced.find(S); It != Replaced.end())
    return It->second;
  if (Semicolon)
    Range = T.withSemicolon(Range);
  if (const auto *E = dyn_cast<Expr>(S); E && Semicolon)
    noticeWritten(E);
  return textOf(Range, S);
}

Piece Normalizer::textOf(TokenRange Range, const Stmt *S) {
  std::vector<Hole> Holes;
  const bool Before = std::exchange(TextLocals, false);
  if (const auto *E = dyn_cast<Expr>(S); E && Unwanted.contains(E->IgnoreImplicit()))
    noticeWritten(E);
  collect(S, Holes);
  collectTypes(S, Holes);
  TextLocals = Before;
  return fill(Range, std::move(Holes));
}

Piece Normalizer::fill(TokenRange Range, std::vector<Hole> Holes) {
  for (const Rewritten &Each : Inner)
    if (Range.contains(Each.Range))
      Holes.push_back({Each.Range, Piece::of(Each.Text)});
  for (const Rewritten &Each : LocalNames)
    if (Range.contains(Each.Range))
      Holes.push_back({Each.Range, Piece::of(Each.Text)});
  llvm::sort(Holes, [](const Hole &A, const Hole &B) {
    return std::make_pair(A.Range.Begin, B.Range.End) < std::make_pair(B.Range.Begin, A.Range.End);
  });
  Piece Result;
  unsigned At = Range.Begin;
  const auto AddTokens = [&](unsigned End) {
    if (At >= End)
      return;
    Part P(PartKind::Tokens);
    P.Range = {At, End};
    Result.Parts.push_back(std::move(P));
  };
  const auto AddGap = [&](unsigned Left) {
    std::string Gap = T.separator(Left);
    if (Gap.empty())
      return;
    Part P(PartKind::Gap);
    P.Text = std::move(Gap);
    P.Range = {Left, Left + 1};
    Result.Parts.push_back(std::move(P));
  };
  for (const Hole &H : Holes) {
    if (H.Range.End == 0 || H.Range.Begin < At || H.Range.End > Range.End ||
        H.Range.Begin == Range.End) // an insertion behind belongs to what comes there
      continue;
    AddTokens(H.Range.Begin);
    if (H.Range.Begin > Range.Begin)
      AddGap(H.Range.Begin - 1);
    Result.add(H.Filling);
    At = H.Range.End;
    if (At < Range.End &&
        llvm::none_of(Holes, [&](const Hole &Next) { return Next.Range.Begin == At; }))
      AddGap(At - 1);
  }
  AddTokens(Range.End);
  return Result;
}

void Normalizer::collect(const Stmt *S, std::vector<Hole> &Holes) {
  if (!S)
    return;
  if (const auto It = Replaced.find(S); It != Replaced.end()) {
    Holes.push_back({T.range(S->getSourceRange()), It->second});
    return;
  }
  collectObject(S, Holes);
  if (const auto *Name = dyn_cast<OverloadExpr>(S); Name && !Name->getQualifier())
    F.Foreign.insert(Name->getName().getAsString());
  if (const auto *Name = dyn_cast<DeclRefExpr>(S))
    return collectName(Name, Holes);
  if (const auto *Predefined = dyn_cast<PredefinedExpr>(S))
    return collectFunctionName(Predefined, Holes);
  if (const auto *Member = dyn_cast<MemberExpr>(S); Member && collectMember(Member, Holes))
    return;
  if (collectPosition(S, Holes))
    return;
  if (const auto It = Insertions.find(S); It != Insertions.end()) {
    // Behind the last argument.
    const unsigned End = T.range(S->getSourceRange()).End - 1;
    Holes.push_back({{End, End}, It->second});
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return collectLambda(Lambda, Holes);
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return collectReturn(Return, Holes);
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(S))
    return collectAwait(Await, Holes);
  if (collectLeaving(S, Holes))
    return;
  if (const auto *Copied = dyn_cast<ArrayInitLoopExpr>(S)) // `auto [a, b] = array;`
    return collect(Copied->getCommonExpr()->getSourceExpr(), Holes);
  if (const auto *Init = dyn_cast<InitListExpr>(S);
      Init && Init->isSemanticForm() && Init->getSyntacticForm() &&
      llvm::none_of(Init->inits(), [&](const Expr *E) { return Replaced.contains(E); }))
    return collect(Init->getSyntacticForm(), Holes);
  notice(S);

  // [class.copy.elision]/3: a local that is thrown is moved from.
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(S);
      Throw && Throw->getSubExpr() && movesName(Throw->getSubExpr())) {
    const TokenRange Range = T.range(Throw->getSubExpr()->getSourceRange());
    std::vector<Hole> Inner;
    collect(Throw->getSubExpr(), Inner);
    Holes.push_back({Range, Piece::of("std::move(").add(fill(Range, std::move(Inner))).text(")")});
    return;
  }
  collectChildren(S, Holes);
}

/// `__func__` would name run().
void Normalizer::collectFunctionName(const PredefinedExpr *Predefined, std::vector<Hole> &Holes) {
  const TokenRange Range = T.range(Predefined->getSourceRange());
  std::string Text;
  if (const auto *Written = Predefined->getFunctionName())
    llvm::raw_string_ostream(Text).write_escaped(Written->getString());
  else // in a template, where it depends on the arguments
    Text = "= " + T.spell(Range);
  std::string &Name = F.FunctionNames[Text];
  if (Name.empty())
    Name = "function_name" +
           (F.FunctionNames.size() > 1 ? "_" + std::to_string(F.FunctionNames.size()) : "");
  Holes.push_back({Range, Piece::of(Name)});
}

/// A member of an anonymous union is named without it. Whether \p Member is one.
bool Normalizer::collectMember(const MemberExpr *Member, std::vector<Hole> &Holes) {
  const auto *Union = dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParens());
  const auto *Variable = Union ? dyn_cast<VarDecl>(Union->getDecl()) : nullptr;
  if (!Variable || Variable->getIdentifier() || isa<DecompositionDecl>(Variable))
    return false;
  const auto It = Tracked.find(Variable);
  if (It == Tracked.end())
    return false;
  Part P(PartKind::Binding);
  P.Id = It->second;
  P.Text = "." + Member->getMemberDecl()->getNameAsString();
  P.Range = T.range({Member->getMemberLoc(), Member->getMemberLoc()});
  P.Escapes = true;
  Holes.push_back({P.Range, {{P}}});
  return true;
}

/// An await that is left in the text: one that never waits.
void Normalizer::collectAwait(const CoroutineSuspendExpr *Await, std::vector<Hole> &Holes) {
  if (neverWaits(Await, Context)) {
    const Expr *Operand = Await->getOperand();
    Holes.push_back({T.range(Await->getSourceRange()),
                     asObject(Operand, text(Operand)).text(".await_resume()")});
  } else if (R.count() == FirstRefusal) { // otherwise it follows from what was said
    R.refuse(Await->getBeginLoc(), "an await in this position is not supported");
  }
}

/// A jump out of the text. Whether \p S is a jump.
bool Normalizer::collectLeaving(const Stmt *S, std::vector<Hole> &Holes) {
  if (isa<BreakStmt>(S) && InnerBreaks == 0 && !Breakable.empty()) {
    collectJump(S, {JumpKind::Break, Breakable.back().Target, nullptr, S->getBeginLoc()}, Holes);
    return true;
  }
  if (isa<ContinueStmt>(S) && InnerContinues == 0) {
    for (const Enclosing &E : llvm::reverse(Breakable))
      if (!E.IsSwitch) {
        collectJump(S, {JumpKind::Continue, E.Target, nullptr, S->getBeginLoc()}, Holes);
        break;
      }
    return true;
  }
  const auto *Goto = dyn_cast<GotoStmt>(S);
  if (Goto)
    collectJump(S, {JumpKind::Goto, nullptr, Goto->getLabel(), S->getBeginLoc()}, Holes);
  return Goto != nullptr;
}

/// Notices that nobody is given the address of what \p E writes, if it is a built-in assignment or
/// increment: its value is read at once, or not wanted.
void Normalizer::noticeWritten(const Expr *E) {
  E = E->IgnoreImplicit();
  if (isAssignmentOrIncrement(E))
    if (const Expr *Name = accessed(target(E)))
      Harmless.insert(Name);
}

/// Notices what the text around \p S needs to know of it: names that are only read, or to which a
/// member function leads nobody later, and locals with destructors.
void Normalizer::notice(const Stmt *S) {
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue) {
    if (const Expr *Name = accessed(Cast->getSubExpr()))
      Harmless.insert(Name);
    noticeWritten(Cast->getSubExpr()->IgnoreParens());
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(S);
      Unary && Unary->isPostfix() && !Unary->isTypeDependent())
    noticeWritten(Unary);
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && Call->getMethodDecl())
    if (const Expr *Name = accessed(Call->getImplicitObjectArgument());
        Name && !Own.isGivenBy(Call->getMethodDecl()))
      Harmless.insert(Name);
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls()) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      TextLocals =
          TextLocals || (Variable && (!isTriviallyDestructible(Variable->getType(), Context) ||
                                      extendsDestructible(Variable, Context)));
      if (const auto *Tag = dyn_cast<TagDecl>(D))
        rememberNames(Tag);
    }
  if (const auto *Handler = dyn_cast<CXXCatchStmt>(S); Handler && Handler->getExceptionDecl())
    TextLocals = TextLocals || !isTriviallyDestructible(Handler->getCaughtType(), Context);
}

void Normalizer::collectChildren(const Stmt *S, std::vector<Hole> &Holes) {
  const bool IsLoop = isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S);
  const bool IsSwitch = isa<SwitchStmt>(S);
  InnerBreaks += IsLoop || IsSwitch;
  InnerContinues += IsLoop;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
    collect(Range->getInit(), Holes);
    collect(Range->getLoopVarStmt(), Holes);
    collect(Range->getRangeInit(), Holes);
    collect(Range->getBody(), Holes);
  } else {
    for (const Stmt *Child : S->children()) {
      // An expression statement's value is discarded, so that `x = 1;` does not give x's address
      // away; `int &r = ++x;` may.
      if (const auto *E = dyn_cast_or_null<Expr>(Child); E && !isa<Expr, DeclStmt, CoreturnStmt>(S))
        noticeWritten(E);
      // Beside a part that has become one value, compilers want the braces that are left out.
      const auto *List = dyn_cast<InitListExpr>(S);
      const auto *Inner = dyn_cast_or_null<InitListExpr>(Child);
      if (List && Inner && List->getNumInits() > 1 && !Replaced.contains(Inner) && isElided(Inner))
        Holes.push_back({T.range(Inner->getSourceRange()), withBraces(Inner, text(Inner))});
      else
        collect(Child, Holes);
    }
  }
  InnerBreaks -= IsLoop || IsSwitch;
  InnerContinues -= IsLoop;
}

void Normalizer::collectName(const DeclRefExpr *Name, std::vector<Hole> &Holes) {
  const bool Escapes = !Harmless.contains(Name);
  if (const auto *Binding = dyn_cast<BindingDecl>(Name->getDecl())) {
    const TokenRange Range = T.range(Name->getSourceRange());
    Piece P = binding(Binding, Escapes);
    for (Part &Each : P.Parts)
      Each.Range = Range;
    if (!P.empty())
      Holes.push_back({Range, std::move(P)});
    return;
  }
  const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
  const auto It = Variable ? Tracked.find(Variable) : Tracked.end();
  if (It == Tracked.end()) {
    const bool IsOwn = Variable && Variable->getDeclContext() == C.Function;
    if (collectStatic(Name, Holes) || (!IsOwn && collectConstant(Name, Holes)))
      return;
    collectStaticMember(Name, Holes);
    if (!Name->hasQualifier() && Name->getDecl()->getIdentifier())
      F.Foreign.insert(Name->getDecl()->getName());
    return;
  }
  Piece P = Piece().use(It->second, Escapes);
  P.Parts.front().Range = T.range(Name->getSourceRange());
  Holes.push_back({P.Parts.front().Range, std::move(P)});
}

Piece Normalizer::binding(const BindingDecl *Binding, bool Escapes) {
  if (const auto It = Holding.find(Binding); It != Holding.end())
    return Piece().use(It->second, Escapes);
  const auto *Decomposed = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
  const auto It = Tracked.find(Decomposed);
  if (!Decomposed || It == Tracked.end())
    return {};
  if (!Binding->getBinding() || Decomposed->getType()->isDependentType()) {
    // In a template: a name that run() binds anew.
    Part P(PartKind::Binding);
    P.Id = It->second;
    P.Escapes = true;
    if (const auto Fact = decomposition(Binding)) {
      P.Before = Fact->Before;
      P.Text = Fact->After;
      P.Bound = Binding;
    }
    return {{P}};
  }
  const Expr *E = Binding->getBinding()->IgnoreParenImpCasts();
  Part P(PartKind::Binding);
  P.Id = It->second;
  P.Escapes = Escapes;
  P.Bound = Binding;
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    P.Text = "." + Member->getMemberDecl()->getNameAsString();
  } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    Expr::EvalResult Index;
    Subscript->getIdx()->EvaluateAsInt(Index, Context);
    P.Text = "[" + std::to_string(Index.Val.getInt().getZExtValue()) + "]";
  } else {
    R.refuse(Binding->getLocation(), "this structured binding cannot be kept across a suspension");
  }
  return {{P}};
}

void Normalizer::collectJump(const Stmt *S, Jump To, std::vector<Hole> &Holes) {
  Part P(PartKind::Jump);
  P.Range = T.range(S->getSourceRange());
  P.To = To;
  P.To.PastLocals = TextLocals;
  Holes.push_back({T.withSemicolon(P.Range), {{P}}});
}

std::string Normalizer::quote(const Stmt *S) const {
  const TokenRange Range = T.range(S->getSourceRange());
  std::string Text;
  for (unsigned I = Range.Begin; I < Range.End; ++I) {
    const std::string Gap = I == Range.Begin ? "" : T.separator(I - 1);
    if (!Gap.empty())
      Text += ' ';
    Text += T.text(I);
    if (Text.size() > 70)
      return Text.substr(0, 67) + "...";
  }
  for (char &Ch : Text)
    if (Ch == '\n')
      Ch = ' ';
  return Text;
}

} // namespace costate
