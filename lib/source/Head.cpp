#include "source/Head.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace costate {

std::string missingName(unsigned Position) { return "parameter_" + std::to_string(Position); }

/// Whether the class of \p Type, or the template of a type that depends on arguments, is marked.
static bool isCoroutineReturnType(QualType Type) {
  const RecordDecl *Class = Type->getAsRecordDecl();
  if (!Class)
    if (const auto *Specialization = Type->getAs<TemplateSpecializationType>())
      if (const auto *Template = dyn_cast_if_present<ClassTemplateDecl>(
              Specialization->getTemplateName().getAsTemplateDecl()))
        Class = Template->getTemplatedDecl();
  return Class && Class->hasAttr<CoroReturnTypeAttr>();
}

/// Where a GNU attribute that belongs to \p Function can stand: before its name, or behind the
/// parameters of a lambda.
static unsigned attributePosition(const FunctionDecl &Function, const Tokens &T) {
  const auto At = [&T](SourceLocation Location) { return T.range({Location, Location}); };
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->isLambda())
    return At(Function.getQualifier() ? Function.getQualifierLoc().getBeginLoc()
                                      : Function.getLocation())
        .Begin;
  const FunctionTypeLoc Type = Function.getFunctionTypeLoc();
  if (Type.getRParenLoc().isValid())
    return At(Type.getRParenLoc()).End;
  return T.range(Type.getReturnLoc().getSourceRange()).Begin - 1; // the arrow
}

std::vector<Insertion> additionsToHead(const FunctionDecl &Function, const Tokens &T) {
  std::vector<Insertion> Result;
  unsigned Position = 0;
  for (const ParmVarDecl *Parameter : Function.parameters()) {
    ++Position;
    if (Parameter->getName().empty())
      Result.push_back({T.range({Parameter->getLocation(), Parameter->getLocation()}).Begin,
                        " " + missingName(Position)});
  }
  if (isCoroutineReturnType(Function.getReturnType()) && !Function.hasAttr<CoroWrapperAttr>())
    Result.push_back({attributePosition(Function, T), "COSTATE_CORO_WRAPPER "});
  return Result;
}

} // namespace costate
