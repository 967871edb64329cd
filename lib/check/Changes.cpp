#include "check/Changes.h"

#include "check/Objects.h"
#include "check/Types.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace costate {

ContainerKind containerKind(QualType Type) {
  const CXXRecordDecl *Record = classOf(Type);
  if (isStdClass(Record, {"vector", "basic_string"}))
    return ContainerKind::Contiguous;
  if (isStdClass(Record, {"deque"}))
    return ContainerKind::Deque;
  if (isStdClass(Record,
                 {"unordered_map", "unordered_multimap", "unordered_set", "unordered_multiset"}))
    return ContainerKind::Hashed;
  if (isStdClass(Record,
                 {"map", "multimap", "set", "multiset", "list", "forward_list", "optional"}))
    return ContainerKind::Nodes;
  return ContainerKind::None;
}

const ValueDecl *memberOrGlobal(const Expr *E) {
  E = sameObject(E);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isa<FieldDecl, VarDecl>(Member->getMemberDecl()) ? Member->getMemberDecl() : nullptr;
  const auto *Name = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return Variable && Variable->hasGlobalStorage() ? Variable->getCanonicalDecl() : nullptr;
}

bool isPartOfLocal(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(E);
  while (Member && !Member->isArrow()) {
    E = sameObject(Member->getBase());
    Member = dyn_cast<MemberExpr>(E);
  }
  const auto *Name = dyn_cast<DeclRefExpr>(E);
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType() &&
         !Name->refersToEnclosingVariableOrCapture();
}

/// Whether \p Function runs before or after everything else, or makes an object of another one.
static bool isApart(const FunctionDecl &Function) {
  if (Function.isMain() || isa<CXXConstructorDecl, CXXDestructorDecl>(Function))
    return true;
  if (Function.getOverloadedOperator() == OO_Equal)
    return true;
  return Function.getIdentifier() && Function.getName() == "swap";
}

/// Whether all that calls \p Function is in this translation unit, and by its name.
static bool isOnlyCalledHere(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && Method->isVirtual())
    return false;
  return !Function.isExternallyVisible() || (Method && Method->getAccess() == AS_private);
}

class ChangeFinder : public RecursiveASTVisitor<ChangeFinder> {
  struct Place {
    const FunctionDecl *Code = nullptr;   ///< null: an initialiser, before everything else
    const FunctionDecl *Caller = nullptr; ///< null: anyone, as of a closure
  };

public:
  explicit ChangeFinder(Changes &Result) : Result(Result) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(Decl *D) {
    const auto *Function = dyn_cast_or_null<FunctionDecl>(D);
    if (!Function)
      return RecursiveASTVisitor::TraverseDecl(D);
    const llvm::SaveAndRestore Inner(At, {Function, Function->getCanonicalDecl()});
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    // Called where it stands, it is a part of the function around it.
    const llvm::SaveAndRestore Inner(
        At, Called == Lambda ? At : Place{Lambda->getCallOperator(), nullptr});
    return RecursiveASTVisitor::TraverseLambdaExpr(Lambda);
  }

  bool VisitUnaryOperator(UnaryOperator *Unary) {
    if (Unary->getOpcode() == UO_AddrOf) // whoever has it calls it
      if (const auto *Name = dyn_cast<DeclRefExpr>(Unary->getSubExpr()->IgnoreParens()))
        noteCall(Name->getDecl(), {At.Code, nullptr});
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Name) { return noteCall(Name->getDecl(), At); }
  bool VisitMemberExpr(MemberExpr *Member) { return noteCall(Member->getMemberDecl(), At); }

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || !Method->getIdentifier())
      return true;
    const StringRef Name = Method->getName();
    const Expr *Object = Call->getImplicitObjectArgument();
    if (llvm::is_contained({"erase", "clear", "extract", "merge", "pop_back", "pop_front", "remove",
                            "remove_if", "assign", "swap", "resize", "reset"},
                           Name))
      add(Object, Call->getExprLoc(), true);
    else if (llvm::is_contained({"push_back", "emplace_back", "push_front", "emplace_front",
                                 "insert", "emplace", "try_emplace", "insert_or_assign", "append",
                                 "reserve", "rehash", "shrink_to_fit"},
                                Name))
      add(Object, Call->getExprLoc(), containerIsOptional(Object));
    return true;
  }

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    const Expr *Object = Call->getNumArgs() > 0 ? Call->getArg(0) : nullptr;
    if (Call->getOperator() == OO_Call)
      Called = dyn_cast<LambdaExpr>(Object->IgnoreParenImpCasts());
    if (Call->getOperator() == OO_Equal)
      add(Object, Call->getExprLoc(), true);
    else if (Call->getOperator() == OO_PlusEqual)
      add(Object, Call->getExprLoc(), false);
    else if (Call->getOperator() == OO_Subscript && // which adds what is not there
             isStdClass(classOf(Object->getType()), {"map", "unordered_map"}))
      add(Object, Call->getExprLoc(), false);
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) {
    if (Call->getNumArgs() == 0)
      return true;
    if (callsStd(Call, "erase") || callsStd(Call, "erase_if") || callsStd(Call, "exchange") ||
        Call->isCallToStdMove())
      add(Call->getArg(0), Call->getExprLoc(), true);
    else if (callsStd(Call, "swap"))
      for (const Expr *Argument : Call->arguments())
        add(Argument, Call->getExprLoc(), true);
    return true;
  }

private:
  static bool containerIsOptional(const Expr *Object) {
    return isStdClass(classOf(Object->getType()), {"optional"});
  }

  bool noteCall(const ValueDecl *Callee, const Place &From) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Callee); Function && From.Code)
      Result.Callers[Function->getCanonicalDecl()].insert(From.Caller);
    return true;
  }

  void add(const Expr *Object, SourceLocation Here, bool Removes) {
    if (!At.Code || containerKind(Object->getType()) == ContainerKind::None)
      return;
    // A local of a function that does not wait is nobody else's, as long as that runs.
    if (!isa_and_nonnull<CoroutineBodyStmt>(At.Code->getBody()) &&
        isPartOfLocal(sameObject(Object)))
      return;
    if (const ValueDecl *Container = memberOrGlobal(Object))
      Result.All[Container].push_back({Here, Removes, At.Caller});
  }

  Changes &Result;
  Place At;
  const LambdaExpr *Called = nullptr;
};

Changes::Changes(ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  ChangeFinder Finder(*this);
  for (Decl *D : Context.getTranslationUnitDecl()->decls())
    if (!Sources.isInSystemHeader(D->getLocation()))
      Finder.TraverseDecl(D);
}

bool Changes::mayRunMeanwhile(const FunctionDecl *Function, const FunctionDecl &Own,
                              Functions &Seen) const {
  if (!Function)
    return true;
  if (Function == Own.getCanonicalDecl() || isApart(*Function))
    return false;
  if (!Seen.insert(Function).second)
    return false; // that is decided elsewhere
  const auto Known = Callers.find(Function);
  return !isOnlyCalledHere(*Function) || Known == Callers.end() ||
         llvm::any_of(Known->second, [&](const FunctionDecl *Caller) {
           return mayRunMeanwhile(Caller, Own, Seen);
         });
}

std::optional<Change> Changes::first(const ValueDecl *Container, const FunctionDecl &Own,
                                     bool OnlyRemovals) const {
  const auto Found = All.find(Container);
  if (Found == All.end())
    return std::nullopt;
  const SourceManager &Sources = Own.getASTContext().getSourceManager();
  const auto At = llvm::find_if(Found->second, [&](const Change &Each) {
    Functions Seen;
    return (Each.Removes || !OnlyRemovals) &&
           !Sources.isPointWithin(Each.At, Own.getBeginLoc(), Own.getEndLoc()) &&
           mayRunMeanwhile(Each.In, Own, Seen);
  });
  return At == Found->second.end() ? std::nullopt : std::optional(*At);
}

} // namespace costate
