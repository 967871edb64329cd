#include "print/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {

std::string declaration(QualType Type, llvm::StringRef Name, const ASTContext &Context) {
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true;
  const QualType Full = TypeName::getFullyQualifiedType(Type, Context, /*WithGlobalNsPrefix=*/false);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Full.print(OS, Policy, Name);
  return Text;
}

namespace {

class ClosureFinder : public RecursiveASTVisitor<ClosureFinder> {
public:
  bool Found = false;
  bool VisitRecordType(RecordType *Type) {
    const auto *Record = dyn_cast<CXXRecordDecl>(Type->getDecl());
    Found = Found || (Record && Record->isLambda());
    return !Found;
  }
  bool VisitSubstTemplateTypeParmType(SubstTemplateTypeParmType *Type) {
    return TraverseType(Type->getReplacementType());
  }
  bool VisitAutoType(AutoType *Type) { return Type->getDeducedType().isNull() || TraverseType(Type->getDeducedType()); }
};

} // namespace

bool isNameable(QualType Type) {
  ClosureFinder Finder;
  Finder.TraverseType(Type.getCanonicalType());
  if (const auto *Record = Type.getCanonicalType()->getAsCXXRecordDecl()) {
    if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record))
      for (const TemplateArgument &Argument : Special->getTemplateArgs().asArray())
        if (Argument.getKind() == TemplateArgument::Type && !isNameable(Argument.getAsType()))
          return false;
    for (const DeclContext *DC = Record->getDeclContext(); DC; DC = DC->getParent())
      if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(DC))
        for (const TemplateArgument &Argument : Special->getTemplateArgs().asArray())
          if (Argument.getKind() == TemplateArgument::Type && !isNameable(Argument.getAsType()))
            return false;
  }
  return !Finder.Found;
}

} // namespace costate
