// Only functions whose bodies are in sight count, and none that is virtual.
#include "normalize/Awaiters.h"

#include "normalize/Evaluation.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace costate {
namespace {

/// The function \p Name that \p E calls on an awaiter, if nothing is converted then; or null.
const CXXMethodDecl *called(StringRef Name, const Expr *E) {
  const auto *Call = E ? dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit()) : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getIdentifier() && Method->getName() == Name && !Method->isVirtual()
             ? Method
             : nullptr;
}

bool returnsTrue(const FunctionDecl *Function) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Function->getBody());
  const auto *Return =
      Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  const auto *Literal = Return && Return->getRetValue()
                            ? dyn_cast<CXXBoolLiteralExpr>(Return->getRetValue()->IgnoreImplicit())
                            : nullptr;
  return Literal && Literal->getValue();
}

bool makesObjectWithDestructor(const Stmt *S) {
  return S &&
         (isa<CXXBindTemporaryExpr>(S) || llvm::any_of(S->children(), makesObjectWithDestructor));
}

/// Whether \p S does more with the object that it is a member function of than to read members.
bool showsObject(const Stmt *S) {
  const auto MemberOfObject = [](const Stmt *E) {
    const auto *Member = dyn_cast<MemberExpr>(E);
    return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreImpCasts()) ? Member : nullptr;
  };
  if (!S)
    return false;
  if (const MemberExpr *Member = MemberOfObject(S))
    return isa<CXXMethodDecl>(Member->getMemberDecl()) ||
           (isa<FieldDecl>(Member->getMemberDecl()) &&
            !Member->getMemberDecl()->getType()->isReferenceType());
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue && MemberOfObject(Cast->getSubExpr()))
    return false;
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(S);
      Copy && Copy->getNumArgs() == 1 && Copy->getConstructor()->isTrivial() &&
      MemberOfObject(Copy->getArg(0)->IgnoreImpCasts()))
    return false;
  return isa<CXXThisExpr, LambdaExpr>(S) || llvm::any_of(S->children(), showsObject);
}

/// The function await_suspend that \p S calls somewhere, or null.
const CXXMethodDecl *calledSuspend(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  if (const CXXMethodDecl *Method = E ? called("await_suspend", E) : nullptr)
    return Method;
  if (S)
    for (const Stmt *Child : S->children())
      if (const CXXMethodDecl *Found = calledSuspend(Child))
        return Found;
  return nullptr;
}

/// Whether nobody gets to know the address of an object of \p Class when it is made.
bool isMadeInSilence(const CXXRecordDecl *Class) {
  if (Class->isInStdNamespace() && Class->getIdentifier() && Class->getName() == "coroutine_handle")
    return true;
  return Class->isAggregate() && Class->getNumBases() == 0 &&
         llvm::all_of(Class->fields(), [](const FieldDecl *Field) {
           const QualType Type = Field->getType();
           const CXXRecordDecl *Member = Type->getAsCXXRecordDecl();
           return (Type->isReferenceType() || Type->isScalarType() ||
                   (Member && isMadeInSilence(Member))) &&
                  !showsObject(Field->getInClassInitializer());
         });
}

} // namespace

bool neverWaits(const CoroutineSuspendExpr *Await, const ASTContext &Context) {
  if (!isa<CoawaitExpr>(Await) || Await->isInstantiationDependent() ||
      Await->getBeginLoc().isMacroID())
    return false;
  const Expr *Operand = Await->getOperand()->IgnoreImplicit();
  if (Await->getCommonExpr()->IgnoreImplicit() != Operand || makesObjectWithDestructor(Operand) ||
      !isTriviallyDestructible(Operand->getType(), Context))
    return false;
  const CXXMethodDecl *Ready = called("await_ready", Await->getReadyExpr());
  const CXXMethodDecl *Resume = called("await_resume", Await->getResumeExpr());
  return Ready && returnsTrue(Ready) && Resume && Resume->getRefQualifier() == RQ_None &&
         !Resume->hasAttr<WarnUnusedResultAttr>() &&
         (Resume->getReturnType()->isVoidType() || Resume->getReturnType()->isArithmeticType());
}

bool isGoneOnceSuspended(const CoroutineSuspendExpr *Await, const ASTContext &Context) {
  const auto *Temporary =
      dyn_cast<MaterializeTemporaryExpr>(Await->getCommonExpr()->IgnoreParens());
  if (!Temporary || Await->isInstantiationDependent() || Await->getBeginLoc().isMacroID())
    return false;
  const Expr *Made = Temporary->getSubExpr()->IgnoreImplicit();
  const CXXRecordDecl *Class = Temporary->getType()->getAsCXXRecordDecl();
  if (isa<InitListExpr>(Made) || !Class || Class->isEmpty() || !isMadeInSilence(Class) ||
      !Temporary->getType().isTriviallyCopyableType(Context) ||
      !isTriviallyDestructible(Temporary->getType(), Context) ||
      !ASTContext::hasSameType(Made->getType(), Temporary->getType()))
    return false;
  const CXXMethodDecl *Ready = called("await_ready", Await->getReadyExpr());
  const CXXMethodDecl *Suspend = calledSuspend(Await->getSuspendExpr());
  const CXXMethodDecl *Resume = called("await_resume", Await->getResumeExpr());
  const auto *Nothing = Resume ? dyn_cast_or_null<CompoundStmt>(Resume->getBody()) : nullptr;
  return Nothing && Nothing->body_empty() && Resume->getReturnType()->isVoidType() && Ready &&
         Ready->getBody() && !showsObject(Ready->getBody()) && Suspend && Suspend->getBody() &&
         !showsObject(Suspend->getBody());
}

} // namespace costate
