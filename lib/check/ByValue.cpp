// The mending of a parameter that is a reference:
//
//   task<> greet(const client &who)    task<> greet(client who)
//   task<> greet(client &&who)         task<> greet(client who)
//
// The `const` goes, too: a parameter that is const is copied into the frame and not moved
// ([dcl.fct.def.coroutine]/13), and is copied once more by `co_return who`. No const is left where
// an alias has it.
#include "check/Checks.h"
#include "check/Types.h"

#include "clang/Lex/Lexer.h"

using namespace clang;

namespace costate {

static bool isCopyable(QualType Type) {
  const CXXRecordDecl *Record = classOf(Type);
  if (Type->isArrayType() || Type->isIncompleteType() || Type->isDependentType())
    return false;
  if (!Record)
    return true;
  if (Record->isAbstract())
    return false;
  return llvm::any_of(Record->ctors(),
                      [](const CXXConstructorDecl *Each) {
                        return Each->isCopyConstructor() && !Each->isDeleted() &&
                               Each->getAccess() == AS_public;
                      }) ||
         (Record->needsImplicitCopyConstructor() && !Record->defaultedCopyConstructorIsDeleted());
}

/// Whether another function takes the same objects, but for the kinds of references: both would be
/// one function, or calls ambiguous.
static bool hasSibling(const FunctionDecl &Function) {
  const auto Takes = [](const ParmVarDecl *Left, const ParmVarDecl *Right) {
    const auto Object = [](const ParmVarDecl *P) {
      return P->getType().getNonReferenceType().getCanonicalType().getUnqualifiedType();
    };
    return Object(Left) == Object(Right);
  };
  const DeclContext *In = Function.getDeclContext()->getRedeclContext();
  return llvm::any_of(In->lookup(Function.getDeclName()), [&](const NamedDecl *Found) {
    const auto *Other = dyn_cast<FunctionDecl>(Found);
    return Other && Other->getCanonicalDecl() != Function.getCanonicalDecl() &&
           llvm::equal(Other->parameters(), Function.parameters(), Takes);
  });
}

/// The token `const` in the text from \p Begin to \p End that says that the object is const:
/// not one in template arguments, and of a pointer the one behind the last `*`.
static std::optional<CharSourceRange> constIn(SourceLocation Begin, SourceLocation End,
                                              const SourceManager &Sources) {
  LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = true;
  const FileIDAndOffset From = Sources.getDecomposedLoc(Begin);
  const StringRef Text = Sources.getBufferData(From.first);
  Lexer Raw(Sources.getLocForStartOfFile(From.first), Language, Text.begin(),
            Text.begin() + From.second, Text.end());
  std::optional<CharSourceRange> Found;
  int Depth = 0;
  Token T;
  for (bool Last = Raw.LexFromRawLexer(T);
       !Last && Sources.isBeforeInTranslationUnit(T.getLocation(), End);
       Last = Raw.LexFromRawLexer(T)) {
    if (T.isOneOf(tok::less, tok::l_paren))
      ++Depth;
    else if (T.isOneOf(tok::greater, tok::r_paren))
      --Depth;
    else if (T.is(tok::greatergreater))
      Depth -= 2;
    else if (Depth == 0 && T.is(tok::star))
      Found.reset();
    else if (Depth == 0 && T.is(tok::raw_identifier) && T.getRawIdentifier() == "const") {
      const StringRef Behind = Text.substr(Sources.getFileOffset(T.getLocation()) + T.getLength());
      const auto Space = static_cast<int>(Behind.size() - Behind.ltrim(" \t").size());
      Found = CharSourceRange::getCharRange(T.getLocation(), T.getEndLoc().getLocWithOffset(Space));
    }
  }
  return Found;
}

llvm::SmallVector<FixItHint, 4> takeByValue(const CheckedCoroutine &C,
                                            const ParmVarDecl &Parameter) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&C.Function);
  if (!isCopyable(Parameter.getType().getNonReferenceType()) ||
      C.Function.isTemplateInstantiation() || (Method && Method->isVirtual()) ||
      hasSibling(C.Function))
    return {};
  llvm::SmallVector<FixItHint, 4> Result;
  for (const FunctionDecl *Each : C.Function.redecls()) {
    const ParmVarDecl *Same = Each->getParamDecl(Parameter.getFunctionScopeIndex());
    const TypeSourceInfo *Info = Same->getTypeSourceInfo();
    const auto Written =
        Info ? Info->getTypeLoc().getAsAdjusted<ReferenceTypeLoc>() : ReferenceTypeLoc();
    if (!Written || Written.getSigilLoc().isMacroID() || Same->getBeginLoc().isMacroID())
      return {};
    if (Same->getType().getNonReferenceType().isConstQualified())
      if (const auto Const = constIn(Same->getBeginLoc(), Written.getSigilLoc(), C.sources()))
        Result.push_back(FixItHint::CreateRemoval(*Const));
    Result.push_back(FixItHint::CreateRemoval(Written.getSigilLoc()));
  }
  return Result;
}

} // namespace costate
