// borrow-across-suspend, for what refers to elements of a member or of a global:
//
//   auto it = sessions_.find(id);           void drop(int id) {
//   co_await it->second.flush();              sessions_.erase(id);   while the coroutine waits
//   it->second.close();                     }
//
// The container outlives the coroutine, but its elements need not: others may add and remove some
// meanwhile. It is told of only where such a change is seen (Changes.h), and not of coroutines that
// lock something for as long.
#include "check/Changes.h"
#include "check/Checks.h"
#include "check/Mentions.h"
#include "check/Types.h"

using namespace clang;

namespace costate {
namespace {

/// What a variable refers to.
struct Element {
  const ValueDecl *Container = nullptr;
  QualType Type;         ///< of the container
  bool IsOwned = false;  ///< it lies behind a smart pointer, which may move without it
  bool Accessed = false; ///< an element, not the container itself
};

class ElementsCheck {
public:
  ElementsCheck(const CheckedCoroutine &C, const Changes &Changed, Findings &Result)
      : C(C), Named(C.Events, Mentions::Referring::Surely), Changed(Changed), Result(Result) {}

  void run() {
    if (C.Events.suspensions().empty() || locksSomething())
      return;
    for (unsigned Id = 0; Id != C.Events.blocks().size(); ++Id) {
      const FlowBlock &Block = C.Events.blocks()[Id];
      for (unsigned I = 0; I != Block.Events.size(); ++I)
        if (const auto *Declaration = Block.Events[I].Kind == EventKind::Evaluate
                                          ? dyn_cast<DeclStmt>(Block.Events[I].Code)
                                          : nullptr)
          for (const Decl *D : Declaration->decls())
            if (const auto *Variable = dyn_cast<VarDecl>(D))
              examine(*Variable, {Id, I});
    }
  }

private:
  /// Whether the coroutine takes a lock of any kind, which may keep others from the container.
  bool locksSomething() const {
    const auto Says = [](StringRef Name) {
      return Name.contains_insensitive("lock") || Name.contains_insensitive("guard") ||
             Name.contains_insensitive("acquire");
    };
    for (const FlowBlock &Block : C.Events.blocks())
      for (const Event &E : Block.Events) {
        if (E.Kind != EventKind::Evaluate)
          continue;
        const auto *Value = dyn_cast<Expr>(E.Code);
        const FunctionDecl *Callee = Value ? calleeOf(Value) : nullptr;
        if ((Callee && Callee->getIdentifier() && Says(Callee->getName())) ||
            (Value && Says(plainName(classOf(Value->getType())))))
          return true;
      }
    return false;
  }

  void examine(const VarDecl &Variable, FlowPoint At) {
    const QualType Type = Variable.getType();
    const Expr *Init = Variable.getInit();
    if (!Init || Variable.hasGlobalStorage() || Type->isDependentType() ||
        (Variable.isImplicit() && Variable.getName().starts_with("__end")) ||
        !(Type->isReferenceType() || Type->isPointerType() || isView(Type)))
      return;
    const Element Of = elementOf(Init, 0);
    if (!Of.Container || !Of.Accessed)
      return;
    const ContainerKind Kind = containerKind(Of.Type);
    const bool OnlyRemovals = Of.IsOwned || Kind == ContainerKind::Nodes ||
                              (Kind != ContainerKind::Contiguous &&
                               !StringRef(plainName(classOf(Type))).contains("terator"));
    const std::optional<Change> Change = Changed.first(Of.Container, OnlyRemovals);
    if (Change)
      report(Variable, At, Of, *Change);
  }

  void report(const VarDecl &Variable, FlowPoint At, const Element &Of, const Change &Change) {
    std::optional<FlowPoint> Suspended;
    size_t Count = 0;
    std::optional<Event> Used;
    C.Events.forEachBehind(At, [&](const Event &E, FlowPoint Here) {
      if (E.Kind == EventKind::Suspend && !isSafeAwait(C, E.Code))
        if (const auto Later = Named.behind(Here, &Variable); Later.Use || Later.Measure) {
          ++Count;
          Suspended = Suspended ? Suspended : Here;
          Used = Used ? Used : Later.Use ? Later.Use : Later.Measure;
        }
      return !Named.ends(E, &Variable);
    });
    if (!Suspended)
      return;
    const std::string Container = quoted(Of.Container->getName());
    Finding F;
    F.Kind = WarningKind::BorrowAcrossSuspend;
    F.At = Variable.isImplicit() ? Variable.getInit()->getExprLoc() : Variable.getLocation();
    if (Variable.isImplicit())
      F.Text = "the loop goes through " + Container +
               " while the coroutine waits, when its elements may change";
    else
      F.Text = quoted(Variable.getName()) + " refers to an element of " + Container +
               ", and is used after a suspension, when it may be gone";
    F.Notes.push_back({C.Events.event(*Suspended).At, "the coroutine is suspended " + here(Count)});
    F.Notes.push_back({Used->At, "it is used later, here"});
    F.Notes.push_back({Change.At, Container + " is changed here, maybe in the meantime"});
    F.Help = Variable.isImplicit()
                 ? "go through a copy, or through indices or keys that are looked up each time"
                 : "look it up again after the coroutine has waited, or keep a copy or a "
                   "'std::shared_ptr'";
    Result.push_back(std::move(F));
  }

  static bool isSmart(QualType Type) {
    return isStdClass(classOf(Type), {"unique_ptr", "shared_ptr"});
  }

  /// What the value of \p E, a reference, pointer or view, refers to.
  Element elementOf(const Expr *E, unsigned Depth) const {
    E = E ? sameObject(E) : nullptr;
    if (!E || Depth > 16)
      return {};
    const Expr *Inner = nullptr;
    bool Accessed = false;
    bool IsOwned = false;
    if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
      const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
      const QualType Type = Name->getDecl()->getType();
      if (Variable && Variable->isLocalVarDecl() && !Variable->hasGlobalStorage() &&
          (Type->isReferenceType() || isView(Type))) {
        // What is an element of a range goes on as that does, which is told of.
        if (Variable->isImplicit() && Variable->getName().starts_with("__begin"))
          return {};
        return elementOf(Variable->getInit(), Depth + 1);
      }
    }
    if (const ValueDecl *Container = memberOrGlobal(E);
        Container && containerKind(E->getType()) != ContainerKind::None)
      return {Container, E->getType(), false, false};
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (!Member->isArrow() && !Member->getMemberDecl()->getType()->isReferenceType())
        Inner = Member->getBase();
      else if (isa<CXXOperatorCallExpr>(Member->getBase()->IgnoreParenImpCasts()))
        Inner = Member->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      Inner = Unary->getOpcode() == UO_AddrOf ? Unary->getSubExpr() : nullptr;
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      Inner = Call->getImplicitObjectArgument();
      Accessed = containerKind(Inner->getType()) != ContainerKind::None && givesElement(*Call);
      IsOwned = isSmart(Inner->getType());
      if (!Accessed && !IsOwned)
        Inner = nullptr;
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      const OverloadedOperatorKind Kind = Operator->getOperator();
      if (Kind == OO_Star || Kind == OO_Arrow || Kind == OO_Subscript) {
        Inner = Operator->getArg(0);
        Accessed = containerKind(Inner->getType()) != ContainerKind::None;
        IsOwned = isSmart(Inner->getType());
      }
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
               Construct && Construct->getNumArgs() > 0 && isView(Construct->getType())) {
      Inner = Construct->getArg(0);
      Accessed = containerKind(Inner->getType()) != ContainerKind::None;
    } else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E)) {
      Inner = Bind->getSubExpr();
    }
    Element Of = elementOf(Inner, Depth + 1);
    Of.Accessed |= Accessed;
    Of.IsOwned |= IsOwned;
    return Of;
  }

  /// Not what counts, or gives a copy.
  static bool givesElement(const CXXMemberCallExpr &Call) {
    const QualType Type = Call.getMethodDecl() ? Call.getMethodDecl()->getReturnType() : QualType();
    return !Type.isNull() && (Type->isReferenceType() || Type->isPointerType() || isView(Type) ||
                              isStdClass(classOf(Type), {"pair"})); // of emplace()
  }

  const CheckedCoroutine &C;
  Mentions Named;
  const Changes &Changed;
  Findings &Result;
};

} // namespace

void checkElements(const CheckedCoroutine &C, const Changes &Changed, Findings &Result) {
  ElementsCheck(C, Changed, Result).run();
}

} // namespace costate
