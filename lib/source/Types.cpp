#include "source/Types.h"

#include "clang/AST/QualTypeNames.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::isAlnum;

namespace costate {

std::string declaration(QualType Type, llvm::StringRef Name, const ASTContext &Context,
                        bool Global) {
  if (const auto *Array = dyn_cast<ConstantArrayType>(Type.getTypePtr()); Array && !Name.empty())
    return declaration(Context.getQualifiedType(Array->getElementType(), Type.getLocalQualifiers()),
                       (Name + "[" + llvm::Twine(Array->getSize().getZExtValue()) + "]").str(),
                       Context, Global);
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true;
  const QualType Full = Type->isDependentType()
                            ? Type // as it is written: it stays where that means the same
                            : TypeName::getFullyQualifiedType(Type, Context, Global);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Full.print(OS, Policy, Name);
  // Elaborated names are only needed where something hides the type, which a full name does not
  // mind.
  for (const char *Keyword : {"struct ", "class ", "union ", "enum "})
    for (size_t At = Text.find(Keyword); At != std::string::npos; At = Text.find(Keyword, At))
      if (At == 0 || !(isAlnum(Text[At - 1]) || Text[At - 1] == '_'))
        Text.erase(At, strlen(Keyword));
      else
        ++At;
  return Text;
}

std::string readable(QualType Type, const ASTContext &Context) {
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressTagKeyword = true;
  Policy.SuppressUnwrittenScope = true;
  std::string Text = Type.getAsString(Policy);
  for (size_t At = Text.find(" at "); At != std::string::npos; At = Text.find(" at ", At + 1)) {
    const size_t Slash = Text.rfind('/', Text.find(')', At));
    if (Slash != std::string::npos && Slash > At)
      Text.erase(At + 4, Slash + 1 - (At + 4));
  }
  for (const auto &[Long, Short] :
       {std::pair<llvm::StringRef, llvm::StringRef>{"std::basic_string<char>", "std::string"},
        {"std::basic_string_view<char>", "std::string_view"}})
    for (size_t At = Text.find(Long); At != std::string::npos; At = Text.find(Long, At))
      Text.replace(At, Long.size(), Short);
  return Text;
}

} // namespace costate
