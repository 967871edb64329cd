#include "normalize/OwnAddress.h"

#include "normalize/Evaluation.h"

#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace costate {
namespace {

/// \p E without what changes nothing of the object that it makes.
const Expr *maker(const Expr *E) {
  for (;;) {
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else if (const auto *Cast = dyn_cast<CastExpr>(E); Cast && E->getType()->isRecordType())
      E = Cast->getSubExpr();
    else
      return E;
  }
}

/// Whether \p E names the object that `this` points to, or a part of it.
bool isOwn(const Expr *E) {
  E = withoutConversions(E);
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    return Element->getBase()->IgnoreParenImpCasts()->getType()->isArrayType() &&
           isOwn(Element->getBase());
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref &&
           isa<CXXThisExpr>(withoutConversions(Unary->getSubExpr()));
  const auto *Member = dyn_cast<MemberExpr>(E);
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || Field->getType()->isReferenceType())
    return false;
  return Member->isArrow() ? isa<CXXThisExpr>(withoutConversions(Member->getBase()))
                           : isOwn(Member->getBase());
}

bool isNumber(QualType Type) {
  return Type->isVoidType() || (Type->isScalarType() && !Type->isPointerType());
}

} // namespace

bool OwnAddress::isGivenBy(const Expr *Init) {
  if (!Init)
    return false;
  const Expr *E = maker(Init);
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return isGivenBy(Default->getExpr()) || isGivenIn(Default->getExpr(), false);
  const auto Any = [&](auto &&Inits) {
    return llvm::any_of(Inits, [&](const Expr *Each) { return isGivenBy(Each); });
  };
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return Any(List->inits()) || isGivenBy(List->getArrayFiller());
  if (const auto *List = dyn_cast<CXXParenListInitExpr>(E))
    return Any(List->getInitExprs()) || isGivenBy(List->getArrayFiller());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return Any(Lambda->capture_inits());
  if (const auto *Conditional = dyn_cast<ConditionalOperator>(E))
    return isGivenBy(Conditional->getTrueExpr()) || isGivenBy(Conditional->getFalseExpr());
  if (const auto *Comma = dyn_cast<BinaryOperator>(E); Comma && Comma->isCommaOp())
    return isGivenBy(Comma->getRHS());
  if (const auto *Inherited = dyn_cast<CXXInheritedCtorInitExpr>(E))
    return isGivenBy(Inherited->getConstructor()) || isGivenBy(E->getType());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return isGivenBy(Construct->getConstructor());
  if (E->getType().isNull()) // only the arguments of a template tell
    return true;
  return E->isPRValue() && isGivenBy(E->getType());
}

bool OwnAddress::isGivenBy(QualType Type) {
  const CXXRecordDecl *Record = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return false;
  const auto [It, IsNew] = Known.try_emplace(Record, false);
  if (!IsNew)
    return It->second;
  const bool Result =
      isGivenByParts(Record) ||
      (!Record->isInStdNamespace() &&
       llvm::any_of(Record->decls(), [&](Decl *Each) { return isGivenByConstructor(Each); }));
  return Known[Record] = Result;
}

/// Whether \p D is a constructor that may, or a template of some.
bool OwnAddress::isGivenByConstructor(const Decl *D) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(D))
    return isGivenBy(Constructor);
  const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
  return Template && isa<CXXConstructorDecl>(Template->getTemplatedDecl()) &&
         llvm::any_of(Template->specializations(), [&](const FunctionDecl *Instance) {
           return isGivenBy(cast<CXXConstructorDecl>(Instance));
         });
}

/// Whether the bases and members of \p Record may.
bool OwnAddress::isGivenByParts(const CXXRecordDecl *Record) {
  return llvm::any_of(Record->bases(),
                      [&](const CXXBaseSpecifier &Base) { return isGivenBy(Base.getType()); }) ||
         llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
           const Expr *Init = Field->getInClassInitializer();
           return isGivenBy(Field->getType()) || (Init && isGivenIn(Init, false));
         });
}

bool OwnAddress::isGivenBy(const CXXMethodDecl *Method) {
  if (Method->isTrivial() || Method->isDeleted())
    return false;
  const auto [It, IsNew] = Known.try_emplace(Method->getCanonicalDecl(), false);
  if (!IsNew)
    return It->second;
  const bool IsConstructor = isa<CXXConstructorDecl>(Method);
  const FunctionDecl *Definition = nullptr;
  const FunctionDecl *Pattern = Method->getTemplateInstantiationPattern();
  bool Result = true;
  if (Method->getParent()->isInStdNamespace())
    Result =
        IsConstructor ? isGivenByParts(Method->getParent()) : !isNumber(Method->getReturnType());
  else if (Method->hasBody(Definition) || (Pattern && Pattern->hasBody(Definition)))
    Result = isGivenIn(cast<CXXMethodDecl>(Definition));
  else if (Method->isDefaulted())
    Result = isGivenByParts(Method->getParent());
  return Known[Method->getCanonicalDecl()] = Result;
}

bool OwnAddress::isGivenIn(const CXXMethodDecl *Definition) {
  if (Definition->isVirtual() || isa_and_present<CoroutineBodyStmt>(Definition->getBody()))
    return true;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Each : Constructor->inits())
      if (isGivenBy(Each->getInit()) || isGivenIn(Each->getInit(), false))
        return true;
  return isGivenIn(Definition->getBody(), true);
}

/// Whether \p S, in a member function, does anything with the address but to reach members.
bool OwnAddress::isGivenIn(const Stmt *S, bool IsDiscarded) {
  if (!S)
    return false;
  if (isa<CXXThisExpr>(S))
    return true;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
      Cast && Cast->getCastKind() == CK_LValueToRValue && isOwn(Cast->getSubExpr()))
    return isGivenBySubscripts(Cast->getSubExpr());
  const auto AnyFrom = [&](llvm::ArrayRef<const Expr *> Operands, size_t First) {
    return llvm::any_of(Operands.drop_front(First),
                        [&](const Expr *Each) { return isGivenIn(Each, false); });
  };
  if (const auto *Binary = dyn_cast<BinaryOperator>(S);
      Binary && Binary->isAssignmentOp() && IsDiscarded && isOwn(Binary->getLHS()))
    return isGivenBySubscripts(Binary->getLHS()) || isGivenIn(Binary->getRHS(), false);
  if (const auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp() &&
                                                      isOwn(Unary->getSubExpr()) &&
                                                      (IsDiscarded || Unary->isPRValue()))
    return isGivenBySubscripts(Unary->getSubExpr());
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && Call->getMethodDecl()) {
    const Expr *Object = withoutConversions(Call->getImplicitObjectArgument());
    if (isa<CXXThisExpr>(Object) || isOwn(Object))
      return isGivenBy(Call->getMethodDecl()) ||
             (!isa<CXXThisExpr>(Object) && isGivenBySubscripts(Object)) ||
             AnyFrom({Call->getArgs(), Call->getNumArgs()}, 0);
  }
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(S);
      Copy && Copy->getConstructor()->isCopyOrMoveConstructor() &&
      Copy->getConstructor()->isTrivial() && isOwn(Copy->getArg(0)))
    return isGivenBySubscripts(Copy->getArg(0));
  if (const auto *Member = dyn_cast<MemberExpr>(S)) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    const Expr *Base = withoutConversions(Member->getBase());
    if (!Field || Field->getType()->isReferenceType()) // what it names lies elsewhere
      return !isa<CXXThisExpr>(Base) && !isOwn(Base) && isGivenIn(Base, false);
  }
  const auto *Comma = dyn_cast<BinaryOperator>(S);
  const bool IsFull = isa<ExprWithCleanups, ParenExpr>(S) && IsDiscarded;
  bool IsFirst = true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) {
    const bool IsLeft = std::exchange(IsFirst, false) && Comma && Comma->isCommaOp();
    return isGivenIn(Child, !isa<Expr, ReturnStmt, DeclStmt>(S) || IsFull || IsLeft);
  });
}

/// Whether a subscript in \p Own does.
bool OwnAddress::isGivenBySubscripts(const Expr *Own) {
  Own = withoutConversions(Own);
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Own))
    return isGivenIn(Element->getIdx(), false) || isGivenBySubscripts(Element->getBase());
  const auto *Member = dyn_cast<MemberExpr>(Own);
  return Member && !Member->isArrow() && isGivenBySubscripts(Member->getBase());
}

} // namespace costate
