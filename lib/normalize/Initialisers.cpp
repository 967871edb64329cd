// Initialisers that are more than one value: temporaries that live as long as the variable, braces
// and conditionals that make it in its place.
//
//   pair p{noisy("a"), co_await b};   ->   ::new (&p.first) noisy("a"); Suspend AwaitB, Resume;
//                                          ::new (&p.second) noisy(<result>); Declare p
#include "normalize/Normalizer.h"

#include "source/Lifetimes.h"
#include "source/Types.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

namespace {

/// The object of which \p E names a member or element, or \p E itself.
const Expr *wholeOf(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E);
        Member && !Member->isImplicitAccess() && !Member->isArrow())
      E = Member->getBase();
    else if (const auto *Member = dyn_cast<MemberExpr>(E); Member && !Member->isArrow())
      E = Member->getBase();
    else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      E = Element->getBase();
    else if (const auto *Binary = dyn_cast<BinaryOperator>(E);
             Binary && Binary->getOpcode() == BO_PtrMemD)
      E = Binary->getLHS();
    else
      return E;
  }
}

} // namespace

/// Whether \p Variable, a reference in a template, extends the life of an object of which it is
/// bound to a part: `const int &id = make<T>().id;`.
bool Normalizer::extendsWhole(const VarDecl *Variable) {
  if (!C.IsDependent || !Variable->getType()->isReferenceType())
    return false;
  const Expr *Whole = wholeOf(Variable->getInit());
  if (!isDependent(Whole))
    return false;
  if (Whole == Variable->getInit()->IgnoreParenImpCasts()) {
    if (Found.Facts.extendsThrough(Variable->getLocation()))
      R.refuse(Variable->getLocation(),
               "'" + Variable->getNameAsString() +
                   "' extends the life of what a conditional, a statement expression or a cast "
                   "gives, of which only the template's arguments tell; make it a variable that is "
                   "no reference");
    return false;
  }
  const std::optional<bool> Extends = Found.Facts.extendsWhole(Variable->getLocation());
  if (!Extends)
    R.refuse(Variable->getLocation(),
             "'" + Variable->getNameAsString() +
                 "' extends the life of a temporary of which it names a part in one instantiation, "
                 "and not in another; name the object in a variable first");
  return Extends && *Extends;
}

/// The object becomes a variable before the reference, \p Reference. \p HasText: where they are
/// kept in one state, the declaration stands as it is.
void Normalizer::extendWhole(ValueId Reference, const VarDecl *Variable, bool HasText) {
  const Expr *Whole = wholeOf(Variable->getInit());
  const bool HasAwait = Awaiting.in(Whole);
  F.Values.emplace_back(ValueKind::Variable);
  const ValueId Id = F.Values.size() - 1;
  if (HasAwait)
    enterFull(Id);
  Piece Init = asOperand(Whole, lower(Whole, false));
  flush();
  Value &V = F.Values[Id];
  V.Name = "temporary";
  V.From = Deduced::Bound;
  V.IsReference = true;
  V.TypeOf = Init;
  if (HasText)
    V.Extender = Reference;
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, std::move(Init)});
  if (HasAwait)
    leaveFull();
  Part Type(PartKind::TypeOfUse);
  Type.Id = Id;
  Replaced[Whole] = Piece::of("static_cast<").add({{Type}}).text(">(").use(Id, true).text(")");
}

/// In a template, where only the instantiation makes temporaries of what depends on arguments.
/// Whether \p Variable is an aggregate with references that \p List initialises like that.
bool Normalizer::extendInTemplate(const VarDecl *Variable, const InitListExpr *List) {
  const CXXRecordDecl *Class = Variable->getType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || Variable->getType()->isDependentType() ||
      !Class->isAggregate() || Class->getNumBases() > 0 || List->getType()->isRecordType())
    return false;
  unsigned Index = 0;
  for (const FieldDecl *Field : Class->fields()) {
    if (Index == List->getNumInits())
      break;
    const Expr *E = List->getInit(Index++);
    if (!Field->getType()->isReferenceType() || Awaiting.in(E) ||
        !(isDependent(E) ? mayBeTemporary(E) : E->isPRValue()))
      continue;
    const bool IsKnown = !isDependent(E);
    Piece Init = asOperand(E, text(E));
    const ValueId Id = newVariable("temporary", IsKnown ? E->getType() : Field->getType());
    if (!IsKnown) {
      F.Values[Id].From = Deduced::Bound;
      F.Values[Id].IsReference = true;
      F.Values[Id].TypeOf = Init;
    }
    Node &N = *Out->back();
    N.Variables.front().Style = InitStyle::Copy;
    N.Variables.front().Init = std::move(Init);
    Replaced[E] =
        Piece::of(IsKnown ? "std::move(" : "static_cast<" + typeName(Field->getType()) + ">(")
            .use(Id, true)
            .text(")");
  }
  return true;
}

/// Whether \p E has temporaries whose life \p Variable extends.
bool Normalizer::extendsIn(const VarDecl *Variable, const Expr *E) const {
  return extendsTemporary(E, Variable);
}

/// A variable of its own for \p Init, which is evaluated in a full-expression of its own.
ValueId Normalizer::declareApart(std::string Name, QualType Type, const Expr *Init) {
  if (!Awaiting.in(Init)) {
    Piece Text = text(Init);
    const ValueId Id = newVariable(std::move(Name), Type);
    Node &N = *Out->back();
    N.Variables.front().Style = InitStyle::Copy;
    N.Variables.front().Init = std::move(Text);
    return Id;
  }
  Value V(ValueKind::Variable);
  V.Name = std::move(Name);
  V.Type = Type;
  F.Values.push_back(std::move(V));
  const ValueId Id = F.Values.size() - 1;
  enterFull(Id);
  if (emplaceConditional(Init, Id))
    return Id;
  Piece Text = lower(Init, false);
  flush();
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, std::move(Text)});
  leaveFull();
  return Id;
}

/// What comes before a temporary that becomes a variable, a scalar, becomes one as well. Whether it
/// is one.
bool Normalizer::evaluateApart(const Expr *Operand) {
  if (!Operand->isPRValue() || !Operand->getType()->isScalarType() || isDependent(Operand))
    return false;
  const ValueId Id = declareApart("operand", Operand->getType().getUnqualifiedType(), Operand);
  for (const Expr *Each : {Operand, withoutConversions(Operand)})
    Replaced[Each] = Piece().use(Id, false);
  return true;
}

/// \p Temporary becomes a variable before the one that extends its life.
void Normalizer::extendTemporary(const MaterializeTemporaryExpr *Temporary, Extending &To) {
  const Expr *Made = Temporary->getSubExpr();
  const Extending Around = To;
  To.TemporaryFollows = false; // in what leaves the initialiser with it
  extendTemporaries(Made, To);
  To = Around;
  const bool Awaits = Awaiting.in(Temporary);
  if (To.EffectsPrecede)
    OutOfOrder = Temporary;
  const size_t Before = F.States.size();
  const ValueId Id = declareApart("temporary", Temporary->getType(), Made);
  const bool IsTrivial = llvm::all_of(llvm::ArrayRef(F.States).drop_front(Before),
                                      [](const State &S) { return S.Trivial; });
  if (To.EffectsFollow && (hasLastingTemporary(Made) || (Awaits && !IsTrivial)))
    LeavesTemporaries = Temporary;
  Replaced[Temporary] = Piece::of("std::move(").use(Id, true).text(")");
}

/// The operands of \p E in their order: what stays in it is evaluated after what is taken out.
void Normalizer::extendOperands(const Expr *E, Extending &To) {
  llvm::SmallVector<const Expr *, 4> Operands;
  for (const Stmt *Child : E->children())
    if (const auto *Operand = dyn_cast_or_null<Expr>(Child))
      Operands.push_back(Operand);
  const Extending Around = To;
  for (size_t I = 0; I != Operands.size(); ++I) {
    const auto Later = llvm::ArrayRef(Operands).drop_front(I + 1);
    To.EffectsFollow = Around.EffectsFollow || llvm::any_of(Later, costate::hasEffects);
    for (const Expr *Each : Later)
      if (extendsIn(To.Variable, Each)) {
        To.TemporaryFollows = true;
        To.AwaitFollows = To.AwaitFollows || Awaiting.in(Each);
      }
    extendTemporaries(Operands[I], To);
    To.TemporaryFollows = Around.TemporaryFollows;
    To.AwaitFollows = Around.AwaitFollows;
  }
}

/// `pair p{noisy("a"), noisy("b")}` with reference members: the temporaries live as long as p
/// ([class.temporary]/6.10), as variables before it where they are kept.
void Normalizer::extendTemporaries(const Expr *E, Extending &To) {
  if (!E || isa<LambdaExpr>(E))
    return;
  const VarDecl *Variable = To.Variable;
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E)) {
    const auto *Array = dyn_cast<MaterializeTemporaryExpr>(List->getSubExpr());
    if (Array && Array->getExtendingDecl() == Variable)
      declareList(List);
    return;
  }
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E);
      Temporary && Temporary->getExtendingDecl() == Variable)
    return extendTemporary(Temporary, To);
  if (extendsIn(Variable, E)) {
    if (isa<AbstractConditionalOperator>(E)) // only one of the arms makes its temporary
      OutOfOrder = E;
    return extendOperands(E, To);
  }
  if (To.TemporaryFollows && (costate::hasEffects(E) || (To.AwaitFollows && !isStable(E, Context))))
    To.EffectsPrecede = !evaluateApart(E) || To.EffectsPrecede;
}

/// `noisy n = c ? co_await a : b;` constructs n in the arms; a statement expression in its block.
bool Normalizer::emplaceConditional(const Expr *Init, ValueId Id) {
  // A `const` on the variable is a conversion of what the conditional gives.
  const auto IsQualification = [](const Expr *E) {
    const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
    return Cast && Cast->getCastKind() == CK_NoOp;
  };
  while (isa<CXXBindTemporaryExpr, ParenExpr, ExprWithCleanups>(Init) ||
         (IsQualification(Init) && (Init->isPRValue() || F.Values[Id].IsExtended)) ||
         (isa<MaterializeTemporaryExpr>(Init) && F.Values[Id].IsExtended))
    Init = cast<Expr>(*Init->child_begin());
  if (const auto *Statement = dyn_cast<StmtExpr>(Init);
      Statement && Statement->getType()->isRecordType() && hasPoint(Statement, false) &&
      (!F.Values[Id].IsReference || F.Values[Id].IsExtended)) {
    F.Values[Id].IsEmplaced = true;
    Emplacing = Id;
    lowerStatementExpr(Statement);
    emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, {}});
    leaveFull();
    return true;
  }
  const auto *Conditional = dyn_cast<ConditionalOperator>(Init);
  const bool MayBeObject =
      Conditional && ((Conditional->getType()->isRecordType() && Conditional->isPRValue()) ||
                      isDependent(Conditional));
  if (!MayBeObject || (F.Values[Id].IsReference && !F.Values[Id].IsExtended) ||
      F.Values[Id].From == Deduced::Bound ||
      isa_and_nonnull<DecompositionDecl>(F.Values[Id].Decl) ||
      (F.Values[Id].Decl && // a class template's arguments, which each arm would tell
       isa<DeducedTemplateSpecializationType>(F.Values[Id].Decl->getType().getTypePtr())) ||
      !(Awaiting.in(Conditional->getTrueExpr()) || Awaiting.in(Conditional->getFalseExpr())))
    return false;
  F.Values[Id].IsEmplaced = true;
  Emplacing = Id;
  lowerConditional(Conditional->getCond(), false, Conditional->getTrueExpr(),
                   Conditional->getFalseExpr(), Conditional);
  emit(NodeKind::Declare).Variables.push_back({Id, InitStyle::Copy, {}});
  leaveFull();
  return true;
}

} // namespace costate
