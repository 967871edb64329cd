#include "check/Mentions.h"

#include "check/Types.h"

#include "clang/AST/Attr.h"

using namespace clang;

namespace costate {

void forEachPart(const Stmt *E, llvm::function_ref<void(const Stmt *)> Visit) {
  if (!E)
    return;
  Visit(E);
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(E))
    return forEachPart(Await->getOperand(), Visit);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    for (const Expr *Init : Lambda->capture_inits())
      forEachPart(Init, Visit);
    return;
  }
  for (const Stmt *Child : E->children())
    forEachPart(Child, Visit);
}

bool isView(QualType Type) { return !Type->isReferenceType() && isViewClass(classOf(Type)); }

bool isViewClass(const CXXRecordDecl *Record) {
  if (!Record)
    return false;
  if (Record->hasAttr<PointerAttr>() && !isStdClass(Record, {"unique_ptr", "shared_ptr"}))
    return true;
  if (isStdClass(Record, {"basic_string_view", "span", "mdspan", "initializer_list",
                          "reference_wrapper", "function_ref", "ref_view", "subrange"}))
    return true;
  const std::string Name = plainName(Record);
  return (StringRef(Name).starts_with("std::") || StringRef(Name).starts_with("__gnu_cxx::")) &&
         StringRef(Name).contains("iterator");
}

bool mayRefer(QualType Type) {
  if (Type->isReferenceType() || Type->isPointerType() || isView(Type))
    return true;
  const CXXRecordDecl *Record = classOf(Type);
  if (!Record || !Record->hasDefinition() || Record->isInStdNamespace())
    return Type->isUndeducedType() || Type->isDependentType();
  return llvm::any_of(Record->fields(), [](const FieldDecl *Field) {
    const QualType Part = Field->getType();
    return Part->isReferenceType() || Part->isPointerType() || isView(Part);
  });
}

Mentions::Mentions(const EventFlow &F, Referring Mode) : F(F), Mode(Mode) {
  for (const FlowBlock &Block : F.blocks())
    for (const Event &E : Block.Events) {
      if (E.Kind != EventKind::Evaluate)
        continue;
      note(E.Code);
      if (const auto *Declaration = dyn_cast<DeclStmt>(E.Code))
        for (const Decl *D : Declaration->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && Variable->getInit())
            Borrowers.push_back(Variable);
    }
}

/// The variable that \p E names as a whole; null otherwise.
static const DeclRefExpr *wholeVariable(const Expr *E) {
  const auto *Name = dyn_cast<DeclRefExpr>(sameObject(E));
  return Name && isa<VarDecl>(Name->getDecl()) ? Name : nullptr;
}

/// Marks the names of variables that a call only measures or resets.
void Mentions::note(const Stmt *Code) {
  static const StringRef Measures[] = {"size",     "length",   "ssize",     "empty",
                                       "capacity", "max_size", "size_bytes"};
  const auto Mark = [&](const Expr *Object, MentionKind Kind) {
    if (const DeclRefExpr *Name = wholeVariable(Object))
      Kinds[Name] = Kind;
  };
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Code)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || !Method->getIdentifier())
      return;
    if (llvm::is_contained(Measures, Method->getName()))
      Mark(Call->getImplicitObjectArgument(), MentionKind::Measure);
    else if (Method->getName() == "clear" || Method->getName() == "assign")
      Mark(Call->getImplicitObjectArgument(), MentionKind::Reset);
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Code)) {
    if (Operator->getOperator() == OO_Equal)
      Mark(Operator->getArg(0), MentionKind::Reset);
  } else if (const auto *Free = dyn_cast<CallExpr>(Code); Free && Free->getNumArgs() == 1) {
    const FunctionDecl *Callee = calleeOf(Free);
    if (Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
        llvm::is_contained(Measures, Callee->getName()))
      Mark(Free->getArg(0), MentionKind::Measure);
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(Code);
             Binary && Binary->getOpcode() == BO_Assign) {
    if (const DeclRefExpr *Name = wholeVariable(Binary->getLHS());
        Name && !Name->getDecl()->getType()->isReferenceType())
      Kinds[Name] = MentionKind::Reset;
  }
}

const VarDecl *Mentions::variable(const Event &E) {
  const auto *Name = E.Kind == EventKind::Evaluate ? dyn_cast<DeclRefExpr>(E.Code) : nullptr;
  if (!Name)
    return nullptr;
  if (const auto *Variable = dyn_cast<VarDecl>(Name->getDecl()))
    return Variable->getCanonicalDecl();
  if (const auto *Binding = dyn_cast<BindingDecl>(Name->getDecl()))
    return dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
  return nullptr;
}

MentionKind Mentions::kind(const Event &E) const {
  const auto It = Kinds.find(E.Code);
  return It == Kinds.end() ? MentionKind::Use : It->second;
}

/// The variable of which \p E is surely a part, a reference or a pointer to it, or a view of it.
static const VarDecl *rootOf(const Expr *E, unsigned Depth = 0) {
  E = sameObject(E);
  if (!E || Depth > 16)
    return nullptr;
  if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    return Variable ? Variable->getCanonicalDecl() : nullptr;
  }
  const Expr *Inner = nullptr;
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    Inner = Member->getBase();
  else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    Inner = Subscript->getBase();
  else if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    Inner = Unary->getSubExpr();
  else if (const auto *Cast = dyn_cast<CastExpr>(E))
    Inner = Cast->getSubExpr();
  else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
    Inner = Bind->getSubExpr();
  else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    Inner = Call->getImplicitObjectArgument();
  else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    Inner = Operator->getArg(0);
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
           Construct && Construct->getNumArgs() > 0 && isView(Construct->getType()))
    Inner = Construct->getArg(0);
  return Inner ? rootOf(Inner, Depth + 1) : nullptr;
}

bool Mentions::refers(const VarDecl *Each, const llvm::SmallPtrSet<const VarDecl *, 4> &Set) const {
  const Expr *Init = Each->getInit();
  const QualType Type = Each->getType();
  if (Mode == Referring::Surely) {
    const bool IsClosure = classOf(Type) && classOf(Type)->isLambda();
    if (!IsClosure)
      return (Type->isReferenceType() || Type->isPointerType() || isView(Type)) &&
             Set.contains(rootOf(Init));
    const auto *Lambda = dyn_cast<LambdaExpr>(Init->IgnoreUnlessSpelledInSource());
    return Lambda && llvm::any_of(Lambda->captures(), [&](const LambdaCapture &Capture) {
             return Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef &&
                    Set.contains(dyn_cast<VarDecl>(Capture.getCapturedVar()));
           });
  }
  const auto *Construct = dyn_cast<CXXConstructExpr>(sameObject(Init));
  if (Construct && Construct->getConstructor()->isCopyOrMoveConstructor() && !isView(Type) &&
      !Type->isReferenceType())
    return false; // a copy
  bool Names = false;
  forEachPart(Init, [&](const Stmt *Part) {
    const auto *Name = dyn_cast<DeclRefExpr>(Part);
    Names |= Name && Set.contains(dyn_cast<VarDecl>(Name->getDecl())) && !Kinds.contains(Name);
  });
  return Names;
}

const llvm::SmallPtrSet<const VarDecl *, 4> &Mentions::referringTo(const VarDecl *Of) const {
  const auto [It, New] = Known.try_emplace(Of->getCanonicalDecl());
  if (!New)
    return It->second;
  llvm::SmallPtrSet<const VarDecl *, 4> Set{Of->getCanonicalDecl()};
  for (bool Grown = true; Grown;) {
    Grown = false;
    for (const VarDecl *Each : Borrowers)
      if (!Set.contains(Each) && mayRefer(Each->getType()) && refers(Each, Set))
        Grown |= Set.insert(Each).second;
  }
  return Known[Of->getCanonicalDecl()] = std::move(Set);
}

Mentions::Later Mentions::behind(EventPoint From, const VarDecl *Of) const {
  const auto &Set = referringTo(Of);
  Later Result;
  F.forEachBehind(From, [&](const Event &E, EventPoint) {
    if (E.Kind == EventKind::Destroy && E.Variable->getCanonicalDecl() == Of->getCanonicalDecl()) {
      if (!Result.Destroy)
        Result.Destroy = E;
      return false;
    }
    if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(E.Code);
        Declaration && E.Kind == EventKind::Evaluate)
      return !llvm::is_contained(Declaration->decls(), Of);
    const VarDecl *Named = variable(E);
    if (!Named || !Set.contains(Named))
      return true;
    const MentionKind Kind = kind(E);
    const bool IsItself = Named == Of->getCanonicalDecl();
    if (Kind == MentionKind::Reset && IsItself)
      return false;
    std::optional<Event> &Slot =
        Kind == MentionKind::Measure && IsItself ? Result.Measure : Result.Use;
    if (!Slot && (Kind != MentionKind::Reset))
      Slot = E;
    return true;
  });
  return Result;
}

} // namespace costate
