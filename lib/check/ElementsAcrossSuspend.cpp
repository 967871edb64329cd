// borrow-across-suspend, for what refers to elements of a member or of a global:
//
//   auto it = sessions_.find(id);           void drop(int id) {
//   co_await it->second.flush();              sessions_.erase(id);   while the coroutine waits
//   it->second.close();                     }
//
// The container outlives the coroutine, but its elements need not: others may add and remove some
// meanwhile. It is told of only where another function is seen to do so (Changes.h), and not in
// coroutines that lock something.
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

  void examine(const VarDecl &Variable, EventPoint At) {
    const QualType Type = Variable.getType();
    const Expr *Init = Variable.getInit();
    if (!Init || Variable.hasGlobalStorage() || Type->isDependentType() ||
        (Variable.isImplicit() && Variable.getName().starts_with("__end")) ||
        !(Type->isReferenceType() || Type->isPointerType() || isView(Type)))
      return;
    const Element Of = elementOf(Init, Type->isReferenceType(), 0);
    if (!Of.Container || !Of.Accessed)
      return;
    const ContainerKind Kind = containerKind(Of.Type);
    const bool OnlyRemovals = Of.IsOwned || Kind == ContainerKind::Nodes ||
                              (Kind != ContainerKind::Contiguous &&
                               !StringRef(plainName(classOf(Type))).contains("terator"));
    const std::optional<Change> Change = Changed.first(Of.Container, C.Function, OnlyRemovals);
    if (Change)
      report(Variable, At, Of, *Change);
  }

  void report(const VarDecl &Variable, EventPoint At, const Element &Of, const Change &Change) {
    std::optional<EventPoint> Suspended;
    size_t Count = 0;
    std::optional<Event> Used;
    C.Events.forEachBehind(At, [&](const Event &E, EventPoint Here) {
      if (E.Kind == EventKind::Suspend && !isSafeAwait(C, E.Code))
        if (const std::optional<Event> Later = nextUse(Here, Variable)) {
          ++Count;
          Suspended = Suspended ? Suspended : Here;
          Used = Used ? Used : Later;
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

  /// Where the variable itself is used next behind \p From; what refers to the same is examined on
  /// its own.
  std::optional<Event> nextUse(EventPoint From, const VarDecl &Variable) const {
    std::optional<Event> Found;
    C.Events.forEachBehind(From, [&](const Event &E, EventPoint) {
      if (!Found && Mentions::variable(E) == Variable.getCanonicalDecl() &&
          Named.kind(E) != MentionKind::Reset)
        Found = E;
      return !Found && !Named.ends(E, &Variable);
    });
    return Found;
  }

  static bool isSmart(QualType Type) {
    return isStdClass(classOf(Type), {"unique_ptr", "shared_ptr"});
  }

  static bool isPointing(QualType Type) { return Type->isPointerType() || isView(Type); }

  /// What \p E, a reference, pointer or view, refers to. Of a pointer or view that lies somewhere,
  /// nobody knows what it refers to; with \p Itself, the place where it lies is asked for.
  Element elementOf(const Expr *E, bool Itself, unsigned Depth) const {
    E = E ? sameObject(E) : nullptr;
    if (!E || Depth > 16)
      return {};
    if (const VarDecl *Local = aliasNamed(E))
      // What is an element of a range goes on as that does, which is told of.
      return Local->isImplicit() && Local->getName().starts_with("__begin")
                 ? Element{}
                 : elementOf(Local->getInit(), Itself && Local->getType()->isReferenceType(),
                             Depth + 1);
    if (!Itself && E->isGLValue() && isPointing(E->getType()))
      return {};
    if (const ValueDecl *Container = memberOrGlobal(E);
        Container && containerKind(E->getType()) != ContainerKind::None && !isPartOfLocal(E))
      return {Container, E->getType(), false, false};
    const Expr *Inner = partOf(E);
    if (!Inner)
      return {};
    Element Of = elementOf(Inner, !isPointing(Inner->getType()), Depth + 1);
    if (!isa<MemberExpr, UnaryOperator, CXXBindTemporaryExpr>(E)) {
      Of.Accessed |= containerKind(Inner->getType()) != ContainerKind::None;
      Of.IsOwned |= isSmart(Inner->getType());
    }
    return Of;
  }

  /// The local reference or view that \p E names; null if it names none.
  static const VarDecl *aliasNamed(const Expr *E) {
    const auto *Name = dyn_cast<DeclRefExpr>(E);
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    return Variable && Variable->isLocalVarDecl() && !Variable->hasGlobalStorage() &&
                   (Variable->getType()->isReferenceType() || isView(Variable->getType()))
               ? Variable
               : nullptr;
  }

  /// What \p E gives a part of, or a reference or view to; null if it gives something else.
  static const Expr *partOf(const Expr *E) {
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const Expr *Base = Member->getBase();
      if (Member->getMemberDecl()->getType()->isReferenceType())
        return nullptr;
      const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Base->IgnoreParenImpCasts());
      return !Member->isArrow() || (Arrow && Arrow->getOperator() == OO_Arrow) ? Base : nullptr;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return Unary->getOpcode() == UO_AddrOf ? Unary->getSubExpr() : nullptr;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      const QualType Object = Call->getImplicitObjectArgument()->getType();
      return isSmart(Object) ||
                     (containerKind(Object) != ContainerKind::None && givesElement(*Call))
                 ? Call->getImplicitObjectArgument()
                 : nullptr;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return llvm::is_contained({OO_Star, OO_Arrow, OO_Subscript}, Operator->getOperator())
                 ? Operator->getArg(0)
                 : nullptr;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return Construct->getNumArgs() > 0 && isView(Construct->getType()) ? Construct->getArg(0)
                                                                         : nullptr;
    if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
      return Bind->getSubExpr();
    return nullptr;
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
