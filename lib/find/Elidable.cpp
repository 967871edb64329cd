#include "find/Elidable.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

using namespace clang;

namespace costate {

Elidable::Elidable(StringRef Names) {
  if (!Names.empty())
    Types.emplace(Names);
}

bool Elidable::contains(QualType Type) const {
  const CXXRecordDecl *Record = Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Record)
    return false;
  if (Record->hasAttr<CoroAwaitElidableAttr>())
    return true;
  if (!Types)
    return false;
  PrintingPolicy Policy(Record->getASTContext().getPrintingPolicy());
  Policy.SuppressTagKeyword = true;
  return Types->match(Type.getCanonicalType().getUnqualifiedType().getAsString(Policy));
}

void Elidable::forEachCall(const Expr *Operand,
                           llvm::function_ref<void(const CallExpr *)> Visit) const {
  const auto *Call = dyn_cast<CallExpr>(Operand->IgnoreImplicit()->IgnoreParens());
  if (!Call || !Call->isPRValue() || !contains(Call->getType()))
    return;
  Visit(Call);
  const FunctionDecl *Function = Call->getDirectCallee();
  if (!Function || isa<CXXOperatorCallExpr>(Call))
    return;
  for (unsigned I = 0; I != Function->getNumParams() && I != Call->getNumArgs(); ++I)
    if (Function->getParamDecl(I)->hasAttr<CoroAwaitElidableArgumentAttr>())
      forEachCall(Call->getArg(I), Visit);
}

bool canBeSpelled(const FunctionDecl &Function) {
  if (Function.isVariadic() || Function.getReturnType()->getContainedAutoType())
    return false;
  const std::string Type = Function.getType().getCanonicalType().getAsString();
  return llvm::none_of(llvm::ArrayRef{"(lambda", "(unnamed", "(anonymous"},
                       [&](StringRef Nameless) {
                         return Type.find(Nameless) != std::string::npos &&
                                Type.find("(anonymous namespace)") == std::string::npos;
                       });
}

const Expr *literalDefault(const Expr *Argument) {
  const auto *Default = dyn_cast<CXXDefaultArgExpr>(Argument);
  if (!Default)
    return nullptr;
  const Expr *Value = Default->getExpr()->IgnoreImplicit();
  const auto *Unary = dyn_cast<UnaryOperator>(Value);
  const Expr *Literal = Unary && Unary->isArithmeticOp() ? Unary->getSubExpr() : Value;
  return isa<IntegerLiteral, FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr,
             CXXNullPtrLiteralExpr, StringLiteral>(Literal->IgnoreImplicit())
             ? Value
             : nullptr;
}

} // namespace costate
