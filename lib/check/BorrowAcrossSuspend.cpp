// borrow-across-suspend: a reference, pointer or view is used after a suspension, and what it
// refers to may be gone by then.
//
//   task<> greet(const std::string &name) {     greet(first + last) starts suspended; when it is
//     log(name);                                resumed, the string that it was called with is gone
//     co_return;
//   }
//
// What it knows to be gone, or cannot know to be there: objects of the caller (parameters that are
// references or views), temporaries, the closure of a lambda, and locals that a task refers to
// which outlives them (Handed.cpp).
#include "check/Mentions.h"
#include "check/Tasks.h"
#include "check/Types.h"

#include "clang/AST/Attr.h"

using namespace clang;

namespace costate {
namespace {

class BorrowCheck {
public:
  BorrowCheck(const CheckedCoroutine &C, Findings &Result)
      : C(C), Named(C.Events, Mentions::Referring::Surely), Result(Result) {}

  void run() {
    if (!C.Lambda || !TaskQuestions(C.Context).isOnlyCalledAndAwaited(C.Lambda))
      for (const ParmVarDecl *Parameter : C.Function.parameters())
        if (isBorrowed(*Parameter))
          examineParameter(*Parameter);
    for (unsigned Id = 0; Id != C.Events.blocks().size(); ++Id) {
      const FlowBlock &Block = C.Events.blocks()[Id];
      for (unsigned I = 0; I != Block.Events.size(); ++I)
        if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Block.Events[I].Code);
            Declaration && Block.Events[I].Kind == EventKind::Evaluate)
          for (const Decl *D : Declaration->decls())
            if (const auto *Variable = dyn_cast<VarDecl>(D))
              examineLocal(*Variable, {Id, I});
    }
  }

private:
  /// The first suspension at which \p Of is borrowed, and what it is needed for later.
  struct Use {
    SourceLocation Suspended;
    size_t Suspensions = 0;
    bool Initially = false; ///< the coroutine starts suspended
    Event Later;
  };

  std::optional<Use> useOf(const VarDecl &Of, std::optional<EventPoint> From) const {
    std::optional<Use> Found;
    if (!From && startsSuspended(C))
      if (const auto Later = Named.behind(beforeAll(), &Of); Later.Use || Later.Measure)
        Found = Use{C.Function.getLocation(), 1, true, Later.Use ? *Later.Use : *Later.Measure};
    std::vector<EventPoint> Suspensions;
    if (!From)
      Suspensions = C.Events.suspensions();
    else
      C.Events.forEachBehind(*From, [&](const Event &E, EventPoint At) {
        if (E.Kind == EventKind::Suspend)
          Suspensions.push_back(At);
        return !Named.ends(E, &Of);
      });
    for (const EventPoint At : Suspensions) {
      if (isSafeAwait(C, C.Events.event(At).Code))
        continue;
      const auto Later = Named.behind(At, &Of);
      if (!Later.Use && !Later.Measure)
        continue;
      if (!Found)
        Found = Use{C.Events.event(At).At, 0, false, Later.Use ? *Later.Use : *Later.Measure};
      Found->Suspensions += !Found->Initially;
    }
    return Found;
  }

  /// A point before the first event of the coroutine.
  EventPoint beforeAll() const { return {C.Events.entry(), ~0U}; }

  void note(Finding &F, const Use &Of) const {
    F.Notes.push_back({Of.Suspended, Of.Initially
                                         ? "the coroutine starts suspended"
                                         : "the coroutine is suspended " + here(Of.Suspensions)});
    F.Notes.push_back({Of.Later.At, "it is used later, here"});
  }

  /// Not the object of a member function, also where it is a parameter, and not what the compiler
  /// is told to watch where the coroutine is called.
  bool isBorrowed(const ParmVarDecl &Parameter) const {
    const CXXRecordDecl *Task = classOf(C.Function.getReturnType());
    if (Parameter.isExplicitObjectParameter() || Parameter.hasAttr<LifetimeBoundAttr>() ||
        (Task && Task->hasAttr<CoroLifetimeBoundAttr>() && Task->hasAttr<CoroReturnTypeAttr>() &&
         !C.Function.hasAttr<CoroDisableLifetimeBoundAttr>()))
      return false;
    return Parameter.getType()->isReferenceType() || isView(Parameter.getType());
  }

  void examineParameter(const ParmVarDecl &Parameter) {
    const QualType Object = Parameter.getType().getNonReferenceType();
    if (matchesName(C.Config.LongLivedTypes, plainName(classOf(Object))) ||
        isAnnotated(classOf(Object), "long_lived") || Object->isFunctionType())
      return;
    const std::optional<Use> Of = useOf(Parameter, std::nullopt);
    if (!Of)
      return;
    Finding F;
    F.Kind = WarningKind::BorrowAcrossSuspend;
    F.At = Parameter.getLocation();
    F.Text = "parameter " + quoted(Parameter.getName()) + " of type " +
             typeOf(Parameter.getType()) +
             " is used after a suspension, when what it refers to may be gone";
    note(F, *Of);
    suggest(F, Parameter);
    Result.push_back(std::move(F));
  }

  std::string typeOf(QualType Type) const {
    PrintingPolicy Policy = C.Context.getPrintingPolicy();
    Policy.SuppressTagKeyword = true;
    return quoted(StringRef(Type.getAsString(Policy)));
  }

  /// `const T &x` and `T &&x` can be `T x`, which is kept in the frame.
  void suggest(Finding &F, const ParmVarDecl &Parameter) const {
    const QualType Type = Parameter.getType();
    if (isView(Type)) {
      F.Help = "take a parameter that owns its elements, or use it only before the coroutine waits";
      return;
    }
    const QualType Object = Type.getNonReferenceType();
    if (Type->isLValueReferenceType() && !Object.isConstQualified()) {
      F.Help =
          "take a smart pointer or a copy, or let the caller keep the object until the coroutine "
          "is done, and say so";
      return;
    }
    F.Help = "take the parameter by value: the copy is kept in the frame";
    F.Fixes = takeByValue(C, Parameter);
  }

  /// A local that refers to a temporary of its initialiser.
  void examineLocal(const VarDecl &Variable, EventPoint At) {
    const Expr *Init = Variable.getInit();
    if (!Init || Variable.hasGlobalStorage() || Variable.getType()->isDependentType() ||
        !(Variable.getType()->isReferenceType() || Variable.getType()->isPointerType() ||
          isView(Variable.getType())))
      return;
    const Expr *Temporary = borrowedTemporary(Init, 0);
    if (!Temporary)
      return;
    const std::optional<Use> Of = useOf(Variable, At);
    if (!Of)
      return;
    Finding F;
    F.Kind = WarningKind::BorrowAcrossSuspend;
    F.At = Variable.isImplicit() ? Temporary->getExprLoc() : Variable.getLocation();
    F.Text = (Variable.isImplicit()
                  ? std::string("the range")
                  : quoted(Variable.getName()) + " of type " + typeOf(Variable.getType())) +
             " refers to a temporary of type " + quoted(Temporary->getType(), C.Context) +
             ", and is used after a suspension";
    F.Notes.push_back({Temporary->getExprLoc(),
                       "the temporary is made here, and gone at the end of the full-expression"});
    note(F, *Of);
    F.Help = "give the temporary a name, so that it lives in the frame";
    Result.push_back(std::move(F));
  }

  /// The temporary that the value of \p E refers to, as far as the functions called say; null if
  /// there is none that dies.
  const Expr *borrowedTemporary(const Expr *E, unsigned Depth) const {
    if (!E || Depth > 16)
      return nullptr;
    E = E->IgnoreParens();
    if (const auto *Full = dyn_cast<FullExpr>(E))
      return borrowedTemporary(Full->getSubExpr(), Depth);
    if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(E)) {
      if (Made->getStorageDuration() != SD_FullExpression)
        return nullptr;
      // A view that is a temporary itself refers to what it was made from.
      if (isView(Made->getType()))
        return borrowedTemporary(Made->getSubExpr(), Depth + 1);
      return Made->getType()->isPointerType() ? borrowedTemporary(Made->getSubExpr(), Depth + 1)
                                              : Made;
    }
    if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
      return borrowedTemporary(Bind->getSubExpr(), Depth);
    if (const auto *Cast = dyn_cast<CastExpr>(E)) {
      if (Cast->getCastKind() == CK_LValueToRValue && !isView(Cast->getType()))
        return nullptr; // the value of a pointer that lies somewhere
      return borrowedTemporary(Cast->getSubExpr(), Depth + 1);
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->isArrow() || Member->getType()->isReferenceType()
                 ? nullptr
                 : borrowedTemporary(Member->getBase(), Depth + 1);
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      return borrowedTemporary(Subscript->getBase(), Depth + 1);
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      const Expr *First = borrowedTemporary(Choice->getTrueExpr(), Depth + 1);
      return First ? First : borrowedTemporary(Choice->getFalseExpr(), Depth + 1);
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return isView(Construct->getType()) && Construct->getNumArgs() > 0
                 ? borrowedByArgument(Construct->getArg(0), Depth)
                 : nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return borrowedByCall(Call, Depth);
    return nullptr;
  }

  const Expr *borrowedByArgument(const Expr *Argument, unsigned Depth) const {
    return borrowedTemporary(Argument, Depth + 1);
  }

  const Expr *borrowedByCall(const CallExpr *Call, unsigned Depth) const {
    const FunctionDecl *Callee = calleeOf(Call);
    if (!Callee)
      return nullptr;
    if (Call->getNumArgs() == 1 && (callsStd(Call, "move") || callsStd(Call, "forward") ||
                                    callsStd(Call, "as_const") || callsStd(Call, "addressof")))
      return borrowedByArgument(Call->getArg(0), Depth);
    for (unsigned I = 0; I != Callee->getNumParams() && I < Call->getNumArgs(); ++I)
      if (Callee->getParamDecl(I)->hasAttr<LifetimeBoundAttr>() && !isa<CXXOperatorCallExpr>(Call))
        if (const Expr *Found = borrowedByArgument(Call->getArg(I), Depth))
          return Found;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const Expr *Object = nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      Object = Member->getImplicitObjectArgument();
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call); Operator && Method)
      Object = Operator->getArg(0);
    if (!Method || !Object || Object->getType()->isPointerType() || !givesPart(Method, Call))
      return nullptr;
    return borrowedByArgument(Object, Depth);
  }

  /// Whether the function gives a reference, pointer or view to what its object owns.
  static bool givesPart(const CXXMethodDecl *Method, const CallExpr *Call) {
    const QualType Returned = Method->getReturnType();
    if (!Returned->isReferenceType() && !Returned->isPointerType() && !isView(Returned) &&
        !isView(Call->getType()))
      return false;
    const CXXRecordDecl *Class = Method->getParent();
    if (isViewClass(Class))
      return isView(Returned) || isView(Call->getType()); // as string_view::substr
    if (Class->isInStdNamespace())                        // a shared_ptr's object may live on
      return !isStdClass(Class, {"shared_ptr", "__shared_ptr", "__shared_ptr_access"}) &&
             (isStdOwner(Class) || Class->hasAttr<OwnerAttr>() ||
              isStdClass(Class, {"basic_string", "map", "set", "unordered_map", "unordered_set",
                                 "pair", "tuple", "basic_ostringstream", "basic_stringstream"}));
    if (Class->hasAttr<OwnerAttr>())
      return true;
    // Of the program's own classes: what returns a member of its object.
    const FunctionDecl *Definition = nullptr;
    if (!Method->hasBody(Definition))
      return false;
    const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
    const auto *Return =
        Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
    const Expr *Value =
        Return && Return->getRetValue() ? Return->getRetValue()->IgnoreParenImpCasts() : nullptr;
    if (const auto *Conversion = dyn_cast_or_null<CXXMemberCallExpr>(Value);
        Conversion && isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl()))
      Value = Conversion->getImplicitObjectArgument()->IgnoreParenImpCasts();
    const auto *Member = dyn_cast_or_null<MemberExpr>(Value);
    return Member && Member->isArrow() &&
           isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) &&
           !Member->getMemberDecl()->getType()->isReferenceType() &&
           !Member->getMemberDecl()->getType()->isPointerType() &&
           !isView(Member->getMemberDecl()->getType());
  }

  const CheckedCoroutine &C;
  Mentions Named;
  Findings &Result;
};

} // namespace

void checkBorrows(const CheckedCoroutine &C, Findings &Result) { BorrowCheck(C, Result).run(); }

} // namespace costate
