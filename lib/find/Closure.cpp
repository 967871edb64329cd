// Asks Clang's overload resolution what it would say with the closure among the arguments:
//
//   [](int n) -> generator { ... }      promise_type(closure, n), or else promise_type()
//
// Where neither is possible, the program is Clang's own, and what Clang has found stays.
#include "find/Closure.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Sema/Initialization.h"
#include "clang/Sema/Lookup.h"
#include "clang/Sema/Overload.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace costate {
namespace {

using Arguments = llvm::SmallVector<Expr *, 8>;

Expr *valueOf(QualType Type, ExprValueKind Kind, SourceLocation At, ASTContext &Context) {
  return new (Context) OpaqueValueExpr(At, Type.getNonReferenceType(), Kind);
}

/// The closure, const unless the lambda is mutable, and the parameter copies, all of them lvalues.
Arguments closureAndParameters(const Coroutine &C, ASTContext &Context) {
  const auto *Call = cast<CXXMethodDecl>(C.Function);
  const SourceLocation At = Call->getLocation();
  Arguments Result;
  if (Call->isImplicitObjectMemberFunction())
    Result.push_back(valueOf(Call->getFunctionObjectParameterType(), VK_LValue, At, Context));
  for (const ParmVarDecl *Parameter : Call->parameters())
    Result.push_back(valueOf(Parameter->getType(), VK_LValue, At, Context));
  return Result;
}

bool isPromiseConstructible(const Coroutine &C, Arguments From, Sema &S) {
  const SourceLocation At = C.Function->getLocation();
  const InitializedEntity Promise = InitializedEntity::InitializeTemporary(C.PromiseType);
  const InitializationKind Kind = From.empty() ? InitializationKind::CreateDefault(At)
                                               : InitializationKind::CreateDirect(At, At, At);
  return !InitializationSequence(S, Promise, Kind, From).Failed();
}

/// Whether the promise's class has an operator new that takes a size and \p Others.
bool isAllocatable(const Coroutine &C, const Arguments &Others, Sema &S) {
  const SourceLocation At = C.Function->getLocation();
  ASTContext &Context = S.Context;
  LookupResult Found(S, Context.DeclarationNames.getCXXOperatorName(OO_New), At,
                     Sema::LookupOrdinaryName);
  Found.suppressDiagnostics();
  if (!S.LookupQualifiedName(Found, const_cast<CXXRecordDecl *>(C.Promise)))
    return false;
  Arguments From = {valueOf(Context.getSizeType(), VK_PRValue, At, Context)};
  llvm::append_range(From, Others);
  OverloadCandidateSet Candidates(At, OverloadCandidateSet::CSK_Normal);
  for (auto It = Found.begin(); It != Found.end(); ++It) {
    if (auto *Template = dyn_cast<FunctionTemplateDecl>((*It)->getUnderlyingDecl()))
      S.AddTemplateOverloadCandidate(Template, It.getPair(), nullptr, From, Candidates);
    else if (auto *Function = dyn_cast<FunctionDecl>((*It)->getUnderlyingDecl()))
      S.AddOverloadCandidate(Function, It.getPair(), From, Candidates);
  }
  OverloadCandidateSet::iterator Best;
  return Candidates.BestViableFunction(S, At, Best) != OR_No_Viable_Function;
}

} // namespace

void considerClosure(Coroutine &C, Sema &S) {
  const Arguments All = closureAndParameters(C, S.Context);
  C.PromiseTakesClosure = isPromiseConstructible(C, All, S);
  if (!C.PromiseTakesClosure && isPromiseConstructible(C, {}, S))
    C.PromiseTakesParameters = C.PromiseIsAggregate = false;
  C.AllocatesFromClosure = C.Promise && isAllocatable(C, All, S);
  if (!C.AllocatesFromClosure && isAllocatable(C, {}, S))
    C.AllocatesFromParameters = false;
}

} // namespace costate
