// The awaits themselves, and the states that they and the operands before them make.
//
//   co_await peer.read(b)   ->   Suspend AwaitRead{awaiter = peer.read(b)}, Resume AwaitRead,
//                                <result of AwaitRead>
#include "normalize/Normalizer.h"

#include "normalize/Awaiters.h"

#include "source/Case.h"
#include "source/Numbered.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

Piece Normalizer::lowerAwait(const CoroutineSuspendExpr *Await) {
  const Expr *Operand = Await->getOperand();
  if (isa<CoyieldExpr>(Await)) {
    // What Clang keeps is the call of yield_value; written is its argument.
    const auto *Call = cast<CallExpr>(Operand->IgnoreImplicit());
    Operand = Call->getArg(isa<CXXOperatorCallExpr>(Call) ? 1 : 0);
  } else {
    findEmbedded(Operand);
  }
  const Expr *Common = Await->getCommonExpr();
  const auto *Temporary = temporaryIn(Common);
  Piece Init = Temporary ? awaiterOf(Temporary->getSubExpr(), Operand) : awaiterOf(Common, Operand);
  Value Awaiter(ValueKind::Operand);
  Awaiter.Name = "awaiter";
  Awaiter.Type = Temporary            ? Temporary->getType()
                 : Common->isLValue() ? Context.getLValueReferenceType(Common->getType())
                                      : Context.getRValueReferenceType(Common->getType());
  if (!isNameable(Awaiter.Type)) {
    Awaiter.From = Deduced::Operand;
    Awaiter.TypeOf = Init;
  }
  Awaiter.Init = std::move(Init);
  F.Values.push_back(std::move(Awaiter));
  // In one arm of a conditional, what must live to the end of the full-expression lies in a slot.
  const QualType Type = Await->getResumeExpr()->getType();
  const bool MayReferBack = Await->isGLValue() || !(Type->isVoidType() || Type->isArithmeticType());
  const ValueId Id = F.Values.size() - 1;
  Piece Result = suspendIn(Id, Await, Operand, isa<CoyieldExpr>(Await), MayReferBack);
  if (const StateId In = F.Values[Id].State; In != None)
    F.States[In].IsPassed = F.States[In].Awaiter == Id && F.States[In].Slot == None &&
                            F.States[In].Members.size() == 1 && F.Values[Id].From == Deduced::No &&
                            isGoneOnceSuspended(Await, Context);
  return Result;
}

/// Waits for an awaiter, in a state of its own. \p MayReferBack: the result may refer to it.
Piece Normalizer::suspendIn(ValueId Awaiter, const Expr *Await, const Expr *Operand, bool IsYield,
                            bool MayReferBack) {
  if (Expanding)
    return suspendElement(Awaiter, Await, Operand, IsYield);
  const StateId Id = newState(StateKind::Suspension, IsYield ? "Yield" : awaitName(Operand));
  F.States[Id].Awaiter = Awaiter;
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(Await);
      Suspend && Suspend->getResumeExpr()) {
    const Expr *Resume = Suspend->getResumeExpr();
    F.States[Id].Result = Resume->isLValue()   ? Context.getLValueReferenceType(Resume->getType())
                          : Resume->isXValue() ? Context.getRValueReferenceType(Resume->getType())
                                               : Resume->getType();
  }
  F.States[Id].Quote = quote(Await);
  F.States[Id].Await = Await;
  F.States[Id].Location = Await->getBeginLoc();
  put(Id);
  if (Conditionals > 0 && (MayReferBack || !F.States[Id].Trivial))
    F.States[Id].Slot = slotFor(Id, {}, F.States[Id].Name);
  if (F.States[Id].Slot == None)
    Open.push_back(Id);
  emit(NodeKind::Suspend).Id = Id;
  emit(NodeKind::Resume).Id = Id;
  return Piece::result(Id);
}

/// The expression that gives the awaiter ([expr.await]/3), of which only \p Operand is written.
Piece Normalizer::awaiterOf(const Expr *E, const Expr *Operand) {
  const Expr *Inner = E->IgnoreImplicit();
  if (Inner == Operand->IgnoreImplicit())
    return lower(E, true);
  const auto *Call = dyn_cast<CallExpr>(Inner);
  if (!Call) {
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
        Construct && Construct->getNumArgs() >= 1)
      return awaiterOf(Construct->getArg(0), Operand);
    return lower(E, true);
  }
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  if (Operator && Operator->getOperator() == OO_Coawait) {
    Piece Argument = argumentOf(Operator->getArg(0), Operand);
    const FunctionDecl *Function = Operator->getDirectCallee();
    if (!Function || !isAwaitOperatorInFile(Function))
      return Piece::of("costate::get_awaiter(").add(Argument).text(")");
    if (isa<CXXMethodDecl>(Function))
      return asObject(Operand, std::move(Argument)).text(".operator_co_await()");
    return Piece::of("operator_co_await(").add(Argument).text(")");
  }
  if (const auto *Conversion = dyn_cast_or_null<CXXConversionDecl>(Call->getDirectCallee());
      Conversion && isa<CXXMemberCallExpr>(Call)) // nobody writes it
    return argumentOf(cast<CXXMemberCallExpr>(Call)->getImplicitObjectArgument(), Operand);
  if (Call->getNumArgs() == 1)
    if (std::optional<Piece> Made = promiseCallWithPieces(Call, Call->getArg(0)))
      return std::move(*Made);
  // A parameter object ends with the full-expression.
  if (!Expanding && !Operator && isa_and_nonnull<CXXMethodDecl>(Call->getDirectCallee()) &&
      hasVisibleParameter(Call))
    return callInPlace(Call);
  Piece P = promise();
  const bool IsYield = Call->getDirectCallee() && Call->getDirectCallee()->getIdentifier() &&
                       Call->getDirectCallee()->getName() == "yield_value";
  bool Yields = IsYield;
  if (!Call->getDirectCallee() || !Call->getDirectCallee()->getIdentifier()) {
    // A data member with a call operator.
    const Expr *Object =
        Operator ? Operator->getArg(0)->IgnoreImplicit() : Call->getCallee()->IgnoreImplicit();
    const auto *Member = dyn_cast<MemberExpr>(Object);
    Yields = Member && Member->getMemberDecl()->getName() == "yield_value";
  }
  P.text(Yields ? ".yield_value(" : ".await_transform(");
  for (unsigned I = Operator ? 1 : 0, Written = 0; I < Call->getNumArgs(); ++I) {
    if (isa<CXXDefaultArgExpr>(Call->getArg(I)))
      break;
    if (Written++)
      P.text(", ");
    P.add(argumentOf(Call->getArg(I), Operand));
  }
  P.text(positionArguments({Call->getArgs(), Call->getNumArgs()}));
  return P.text(")");
}

bool Normalizer::isAwaitOperatorInFile(const FunctionDecl *Function) const {
  if (const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern())
    Function = Pattern;
  return llvm::any_of(Found.AwaitOperators, [&](const AwaitOperator &Operator) {
    return Operator.Function->getCanonicalDecl() == Function->getCanonicalDecl();
  });
}

Piece Normalizer::argumentOf(const Expr *Argument, const Expr *Operand) {
  const auto *Temporary = temporaryIn(Argument);
  if (!Temporary)
    return awaiterOf(Argument, Operand);
  const Expr *Sub = Temporary->getSubExpr();
  Piece Init = converted(Sub, Temporary->getType(), awaiterOf(Sub, Operand));
  const ValueId Id = pend("temporary", Temporary->getType(), std::move(Init));
  return Piece::of("std::move(").add(Piece::member(Id)).text(")");
}

std::string Normalizer::awaitName(const Expr *Operand) const {
  const std::string Name = nameOf(Operand);
  if (!Name.empty())
    return "Await" + camelCase(Name);
  if (const CXXRecordDecl *Record = Operand->getType()->getAsCXXRecordDecl();
      Record && Record->getIdentifier())
    return "Await" + camelCase(Record->getName());
  if (const auto *Special = Operand->getType()->getAs<TemplateSpecializationType>())
    if (const TemplateDecl *Template = Special->getTemplateName().getAsTemplateDecl())
      return "Await" + camelCase(Template->getName());
  return "Await";
}

std::string Normalizer::uniqueState(const std::string &Name) {
  return numbered(Name, "", StateNumbers,
                  [&](StringRef Wanted) { return StateNames.insert(Wanted).second; });
}

StateId Normalizer::newState(StateKind Kind, const std::string &Name) {
  State S;
  S.Kind = Kind;
  S.Name = uniqueState(Name);
  F.States.push_back(std::move(S));
  return F.States.size() - 1;
}

/// Gives the pending operands to the state \p Id and opens it.
void Normalizer::put(StateId Id) {
  State &S = F.States[Id];
  S.Members = std::move(Pending);
  Pending.clear();
  if (S.Awaiter != None)
    S.Members.push_back(S.Awaiter);
  for (const ValueId Member : S.Members) {
    F.Values[Member].State = Id;
    const Value &V = F.Values[Member];
    S.Trivial = S.Trivial && V.From == Deduced::No &&
                (V.TypeText.empty() ? isTriviallyDestructible(V.Type, Context) : V.IsTrivial);
  }
}

StateId Normalizer::flush() {
  if (Pending.empty() || Expanding)
    return None;
  const StateId Id = newState(StateKind::Operands, "Operands");
  put(Id);
  if (Conditionals > 0 && (ArmsMayRefer || !F.States[Id].Trivial))
    F.States[Id].Slot = slotFor(Id, {}, F.States[Id].Name);
  else
    Open.push_back(Id);
  emit(NodeKind::Construct).Id = Id;
  return Id;
}

ValueId Normalizer::slotFor(StateId Held, QualType Type, std::string Name) {
  Value V(ValueKind::Operand);
  Name[0] = llvm::toLower(Name[0]);
  const auto IsFree = [&](StringRef Wanted) { // a slot may not be a member yet
    return llvm::none_of(F.Values, [&](const Value &Other) {
      return Other.IsSlot && Other.State == Slots && Other.Name == Wanted;
    });
  };
  llvm::StringMap<unsigned> Numbers;
  V.Name = numbered(Name, "_", Numbers, IsFree);
  V.Type = Type;
  V.IsSlot = true;
  V.SlotState = Held;
  V.State = Slots;
  F.Values.push_back(std::move(V));
  F.States[Slots].Members.push_back(F.Values.size() - 1);
  F.States[Slots].Trivial = false;
  return F.Values.size() - 1;
}

} // namespace costate
