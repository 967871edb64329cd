#include "check/Coroutines.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/Regex.h"

#include <set>

using namespace clang;

namespace costate {
namespace {

class Collector : public RecursiveASTVisitor<Collector> {
public:
  Collector(StringRef Filter, const LoweredFiles &Files) : Files(Files) {
    if (!Filter.empty())
      this->Filter.emplace(Filter);
  }

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    const CXXMethodDecl *Call = Lambda->getCallOperator();
    add(Call, Lambda);
    if (const FunctionTemplateDecl *Template = Call->getDescribedFunctionTemplate())
      for (const FunctionDecl *Each : Template->specializations()) {
        add(Each, Lambda);
        if (Each->hasBody()) // lambdas in it
          TraverseStmt(Each->getBody());
      }
    return true;
  }

  bool VisitFunctionDecl(FunctionDecl *Function) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (!Method || !Method->getParent()->isLambda())
      add(Function, nullptr);
    return true;
  }

  std::vector<CoroutineToCheck> Result;

private:
  void add(const FunctionDecl *Function, const LambdaExpr *Lambda) {
    if (!Function->doesThisDeclarationHaveABody() || !Files.contains(Function->getLocation()))
      return;
    const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Function->getBody());
    if (Body && (!Filter || Filter->match(Function->getQualifiedNameAsString())) &&
        Seen.insert(Function).second)
      Result.push_back({Function, Body, Lambda});
  }

  const LoweredFiles &Files;
  std::optional<llvm::Regex> Filter;
  llvm::SmallPtrSet<const FunctionDecl *, 32> Seen;
};

} // namespace

std::vector<CoroutineToCheck> coroutinesToCheck(ASTContext &Context, StringRef Filter,
                                                const LoweredFiles &Files) {
  Collector Visitor(Filter, Files);
  Visitor.TraverseDecl(Context.getTranslationUnitDecl());
  std::vector<CoroutineToCheck> All = std::move(Visitor.Result);
  std::set<SourceLocation> Instantiated;
  for (const CoroutineToCheck &Each : All)
    if (!Each.Function->isDependentContext())
      Instantiated.insert(Each.Function->getLocation());
  llvm::erase_if(All, [&](const CoroutineToCheck &Each) {
    return Each.Function->isDependentContext() &&
           Instantiated.contains(Each.Function->getLocation());
  });
  return All;
}

} // namespace costate
