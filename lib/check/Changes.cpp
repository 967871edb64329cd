#include "check/Changes.h"

#include "check/Objects.h"
#include "check/Types.h"

#include "clang/AST/RecursiveASTVisitor.h"

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

namespace {

class ChangeFinder : public RecursiveASTVisitor<ChangeFinder> {
public:
  explicit ChangeFinder(llvm::DenseMap<const ValueDecl *, std::vector<Change>> &All) : All(All) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseFunctionDecl(FunctionDecl *Function) {
    return Function->isMain() || RecursiveASTVisitor::TraverseFunctionDecl(Function);
  }
  bool TraverseCXXConstructorDecl(CXXConstructorDecl * /*Constructor*/) { return true; }
  bool TraverseCXXDestructorDecl(CXXDestructorDecl * /*Destructor*/) { return true; }

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

  void add(const Expr *Object, SourceLocation At, bool Removes) {
    if (containerKind(Object->getType()) == ContainerKind::None)
      return;
    if (const ValueDecl *Container = memberOrGlobal(Object))
      All[Container].push_back({At, Removes});
  }

  llvm::DenseMap<const ValueDecl *, std::vector<Change>> &All;
};

} // namespace

Changes::Changes(ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  ChangeFinder Finder(All);
  for (Decl *D : Context.getTranslationUnitDecl()->decls())
    if (!Sources.isInSystemHeader(D->getLocation()))
      Finder.TraverseDecl(D);
}

std::optional<Change> Changes::first(const ValueDecl *Container, const FunctionDecl &Own,
                                     bool OnlyRemovals) const {
  const auto Found = All.find(Container);
  if (Found == All.end())
    return std::nullopt;
  const SourceManager &Sources = Own.getASTContext().getSourceManager();
  const auto At = llvm::find_if(Found->second, [&](const Change &Each) {
    return (Each.Removes || !OnlyRemovals) &&
           !Sources.isPointWithin(Each.At, Own.getBeginLoc(), Own.getEndLoc());
  });
  return At == Found->second.end() ? std::nullopt : std::optional(*At);
}

} // namespace costate
