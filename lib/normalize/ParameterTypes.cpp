// The types of parameters that only instantiations tell, in the terms of the template: as the
// function declares them, of a member, of the promise, or as a template parameter.
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// The reference type of the parameter that \p E is converted for, in the pattern's terms.
std::optional<Piece> Normalizer::parameterType(const Expr *E) {
  const auto Uses = Found.Facts.argument(E);
  if (llvm::any_of(Uses, [](const ArgumentUse &Use) {
        return Use.Parameter.isNull() || !Use.Parameter->isReferenceType() || !Use.Callee;
      }))
    return std::nullopt;
  if (auto Declared = declaredParameter(Uses))
    return Declared;
  if (auto Member = memberParameter(E, Uses))
    return Member;
  if (isArgumentOf(E, "yield_value"))
    if (auto Returned = returnedParameter(Uses))
      return Returned;
  return templateParameter(Uses);
}

/// A type that depends on nothing, as all the functions that are called declare it.
std::optional<Piece> Normalizer::declaredParameter(llvm::ArrayRef<ArgumentUse> Uses) const {
  QualType Type;
  for (const ArgumentUse &Use : Uses) {
    const FunctionDecl *Pattern = Use.Callee->getTemplateInstantiationPattern();
    if (!Pattern)
      Pattern = Use.Callee;
    if (Pattern->getNumParams() != Use.Callee->getNumParams() ||
        Use.Index >= Pattern->getNumParams())
      return std::nullopt;
    const QualType Declared = Pattern->getParamDecl(Use.Index)->getType();
    if (Declared->isDependentType() || (!Type.isNull() && !ASTContext::hasSameType(Type, Declared)))
      return std::nullopt;
    Type = Declared;
  }
  const std::string Text = ::costate::declaration(withoutLocalAliases(Type), "", Context);
  if (Text.find('(') != std::string::npos)
    return std::nullopt; // it has no name
  return Piece::of(Text);
}

/// `costate::parameter<0, decltype(&Queue::push)>`, where the member function is the only one of
/// its name.
std::optional<Piece> Normalizer::memberParameter(const Expr *E, llvm::ArrayRef<ArgumentUse> Uses) {
  const auto IsOnly = [](const ArgumentUse &Use) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Use.Callee);
    if (!Method || Method->isStatic() || Method->isVariadic() || Method->getPrimaryTemplate() ||
        isa<CXXConstructorDecl>(Method) || Method->getParent()->getNumBases() > 0)
      return false;
    return Method->getParent()->lookup(Method->getDeclName()).isSingleResult();
  };
  const auto *Call = dyn_cast_or_null<CallExpr>(CallOf.lookup(E));
  if (!Call || !llvm::all_of(Uses, IsOnly))
    return std::nullopt;
  const Expr *Callee = Call->getCallee()->IgnoreParens();
  Piece Object;
  std::string Name = "operator()";
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    if (Member->isImplicitAccess() || !Member->getMember().isIdentifier())
      return std::nullopt;
    Object = Piece::of(Member->isArrow() ? "*" : "").add(text(Member->getBase()));
    Name = Member->getMember().getAsString();
  } else if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee)) {
    if (Member->isImplicitAccess() || !Member->getMemberName().isIdentifier())
      return std::nullopt;
    Object = Piece::of(Member->isArrow() ? "*" : "").add(text(Member->getBase()));
    Name = Member->getMemberName().getAsString();
  } else if (const auto *Member = dyn_cast<MemberExpr>(Callee)) {
    if (Member->isImplicitAccess() || !Member->getMemberDecl()->getIdentifier())
      return std::nullopt;
    Object = Piece::of(Member->isArrow() ? "*" : "").add(text(Member->getBase()));
    Name = Member->getMemberDecl()->getName().str();
  } else if (isa<DeclRefExpr>(Callee) && !isa<CXXOperatorCallExpr>(Call)) {
    Object = text(Callee);
  } else {
    return std::nullopt;
  }
  return Piece::of("costate::parameter<" + std::to_string(Uses.front().Index) +
                   ", decltype(&std::remove_reference_t<decltype((")
      .add(Object)
      .text("))>::" + Name + ")>");
}

namespace {

/// The template parameters around a function, by depth and index, as its definition names them.
std::map<std::pair<unsigned, unsigned>, const TemplateTypeParmDecl *>
templateParameters(const FunctionDecl *Function) {
  std::map<std::pair<unsigned, unsigned>, const TemplateTypeParmDecl *> Result;
  const auto Add = [&](const TemplateParameterList *List) {
    for (const NamedDecl *Each : *List)
      if (const auto *Type = dyn_cast<TemplateTypeParmDecl>(Each))
        Result.try_emplace({Type->getDepth(), Type->getIndex()}, Type);
  };
  for (const DeclContext *DC = Function; DC; DC = DC->getParent()) {
    if (const auto *Each = dyn_cast<FunctionDecl>(DC)) {
      for (unsigned I = 0; I != Each->getNumTemplateParameterLists(); ++I)
        Add(Each->getTemplateParameterList(I));
      if (const FunctionTemplateDecl *Template = Each->getDescribedFunctionTemplate())
        Add(Template->getTemplateParameters());
    } else if (const auto *Partial = dyn_cast<ClassTemplatePartialSpecializationDecl>(DC)) {
      Add(Partial->getTemplateParameters());
    } else if (const auto *Class = dyn_cast<CXXRecordDecl>(DC)) {
      if (const ClassTemplateDecl *Template = Class->getDescribedClassTemplate())
        Add(Template->getTemplateParameters());
    }
  }
  return Result;
}

/// `const Object &`, with the qualifiers and the reference that all \p Uses have; none if they
/// differ.
std::optional<Piece> referenceTo(const std::string &Object, llvm::ArrayRef<ArgumentUse> Uses) {
  const QualType First = Uses.front().Parameter;
  const Qualifiers Of = First.getNonReferenceType().getQualifiers();
  const bool Agree = llvm::all_of(Uses, [&](const ArgumentUse &Use) {
    return Use.Parameter->isLValueReferenceType() == First->isLValueReferenceType() &&
           Use.Parameter.getNonReferenceType().getQualifiers() == Of;
  });
  if (!Agree || Of.hasVolatile())
    return std::nullopt;
  return Piece::of((Of.hasConst() ? "const " : "") + Object +
                   (First->isLValueReferenceType() ? " &" : " &&"));
}

} // namespace

/// `const std::pair<A, B> &` of a promise in `generator<std::pair<A, B>>`: the one argument of the
/// coroutine's returned type that is the parameter's in every instantiation.
std::optional<Piece> Normalizer::returnedParameter(llvm::ArrayRef<ArgumentUse> Uses) const {
  const auto *Returned = C.Function->getReturnType()->getAs<TemplateSpecializationType>();
  if (!Returned)
    return std::nullopt;
  QualType Only;
  const auto Arguments = Returned->template_arguments();
  for (size_t I = 0; I != Arguments.size(); ++I) {
    const bool Same = llvm::all_of(Uses, [&](const ArgumentUse &Use) {
      const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
          Use.In->getReturnType()->getAsCXXRecordDecl());
      if (!Class || I >= Class->getTemplateArgs().size())
        return false;
      const TemplateArgument &Argument = Class->getTemplateArgs()[I];
      return Argument.getKind() == TemplateArgument::Type &&
             ASTContext::hasSameUnqualifiedType(Argument.getAsType(),
                                                Use.Parameter.getNonReferenceType());
    });
    if (!Same || Arguments[I].getKind() != TemplateArgument::Type)
      continue;
    if (!Only.isNull())
      return std::nullopt;
    Only = Arguments[I].getAsType();
  }
  if (Only.isNull())
    return std::nullopt;
  return referenceTo(::costate::declaration(Only.getUnqualifiedType(), "", Context), Uses);
}

/// `const T &`, where T is the one template parameter whose argument is the parameter's type in
/// every instantiation.
std::optional<Piece> Normalizer::templateParameter(llvm::ArrayRef<ArgumentUse> Uses) const {
  const TemplateTypeParmDecl *Only = nullptr;
  for (const auto &[Place, Parameter] : templateParameters(C.Function)) {
    const bool Same = llvm::all_of(Uses, [&, Place = Place](const ArgumentUse &Use) {
      const QualType Argument = templateArgument(Use.In, Place.first, Place.second);
      return !Argument.isNull() &&
             ASTContext::hasSameUnqualifiedType(Argument, Use.Parameter.getNonReferenceType());
    });
    if (Same && Only)
      return std::nullopt;
    if (Same)
      Only = Parameter;
  }
  if (!Only || !Only->getIdentifier() || Only->isImplicit())
    return std::nullopt;
  return referenceTo(Only->getName().str(), Uses);
}

} // namespace costate
