#include "find/Find.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace costate {
namespace {

bool declares(const CXXRecordDecl *Record, StringRef Name) {
  if (!Record || !Record->hasDefinition())
    return false;
  const DeclarationName Wanted(&Record->getASTContext().Idents.get(Name));
  if (!Record->lookup(Wanted).empty())
    return true;
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    return declares(Base.getType()->getAsCXXRecordDecl(), Name);
  });
}

class Finder : public RecursiveASTVisitor<Finder> {
public:
  Finder(StringRef Filter, const LoweredFiles &Files, Found &Result)
      : Files(Files), Result(Result) {
    if (!Filter.empty())
      this->Filter.emplace(Filter);
  }

  bool VisitLambdaExpr(LambdaExpr *Lambda) { return VisitFunctionDecl(Lambda->getCallOperator()); }

  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (!Files.contains(Function->getLocation()))
      return true;
    if (Function->getOverloadedOperator() == OO_Coawait) {
      Result.AwaitOperators.push_back({Function});
      noteName(Function, Function->getLocation());
    }
    if (!Function->doesThisDeclarationHaveABody())
      return true;
    const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Function->getBody());
    if (Body && (!Filter || Filter->match(Function->getQualifiedNameAsString())))
      Result.Coroutines.push_back(describe(Function, Body));
    return true;
  }

  bool VisitMemberExpr(MemberExpr *Member) {
    noteName(Member->getMemberDecl(), Member->getMemberLoc());
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    noteName(Name->getDecl(), Name->getLocation());
    return true;
  }

  bool VisitUsingDecl(UsingDecl *Using) {
    for (const UsingShadowDecl *Shadow : Using->shadows())
      noteName(Shadow->getTargetDecl(), Using->getLocation());
    return true;
  }

private:
  /// Notes where a name means an `operator co_await` that is not renamed.
  void noteName(const NamedDecl *Named, SourceLocation Location) {
    const FunctionDecl *Function = Named->getAsFunction();
    if (!Function || Function->getOverloadedOperator() != OO_Coawait)
      return;
    if (!Files.contains(Function->getLocation()) ||
        (isa<CXXMethodDecl>(Function) &&
         declares(cast<CXXMethodDecl>(Function)->getParent(), "operator_co_await")))
      Result.KeptAwaitOperators.insert(Location);
  }

  static Coroutine describe(const FunctionDecl *Function, const CoroutineBodyStmt *Body) {
    Coroutine C;
    C.Function = Function;
    C.Body = Body;
    const Stmt *Written = Body->getBody();
    if (const auto *Compound = dyn_cast<CompoundStmt>(Written);
        Compound && Compound->size() == 1 && isa<CXXTryStmt>(Compound->body_front()) &&
        Compound->getBeginLoc() == Compound->body_front()->getBeginLoc())
      Written = Compound->body_front(); // what Clang puts around a function-try-block
    else if (Compound && Compound->getLBracLoc().isInvalid() && !Compound->body_empty())
      Written = Compound->body_front();
    C.BodyRange = Written->getSourceRange();
    C.Range = {Function->getBeginLoc(), C.BodyRange.getEnd()};
    const VarDecl *Promise = Body->getPromiseDecl();
    C.PromiseType = Promise->getType();
    C.Promise = C.PromiseType->getAsCXXRecordDecl();
    C.HasAwaitTransform = declares(C.Promise, "await_transform");
    C.HasReturnVoid = declares(C.Promise, "return_void");
    if (const Expr *Init = Promise->getInit()) {
      Init = Init->IgnoreImplicit();
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
        C.PromiseTakesParameters =
            Construct->getNumArgs() > 0 && !isa<CXXDefaultArgExpr>(Construct->getArg(0));
      if (isa<CXXParenListInitExpr>(Init))
        C.PromiseTakesParameters = C.PromiseIsAggregate = true;
    }
    return C;
  }

  const LoweredFiles &Files;
  std::optional<llvm::Regex> Filter;
  Found &Result;
};

} // namespace

Found findCoroutines(ASTContext &Context, StringRef Filter, const LoweredFiles &Files) {
  Found Result;
  Finder(Filter, Files, Result).TraverseDecl(Context.getTranslationUnitDecl());
  return Result;
}

std::string dump(const Found &Found, const SourceManager &Sources) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const Coroutine &C : Found.Coroutines) {
    OS << C.Function->getQualifiedNameAsString() << " at line "
       << Sources.getExpansionLineNumber(C.Function->getLocation()) << "\n  promise "
       << C.PromiseType.getAsString();
    if (C.PromiseTakesParameters)
      OS << ", constructed from the parameters";
    OS << "\n";
    for (const ParmVarDecl *Parameter : C.Function->parameters())
      OS << "  parameter " << (Parameter->getName().empty() ? "(unnamed)" : Parameter->getName())
         << ": " << Parameter->getType().getAsString() << "\n";
  }
  return Text;
}

} // namespace costate
