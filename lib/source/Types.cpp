#include "source/Types.h"

#include "clang/AST/QualTypeNames.h"

using namespace clang;

namespace costate {

std::string declaration(QualType Type, llvm::StringRef Name, const ASTContext &Context, bool Global) {
  if (const auto *Array = dyn_cast<ConstantArrayType>(Type.getTypePtr()); Array && !Name.empty())
    return declaration(Context.getQualifiedType(Array->getElementType(), Type.getLocalQualifiers()),
                       (Name + "[" + llvm::Twine(Array->getSize().getZExtValue()) + "]").str(), Context, Global);
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true;
  const QualType Full = TypeName::getFullyQualifiedType(Type, Context, Global);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Full.print(OS, Policy, Name);
  return Text;
}

} // namespace costate
