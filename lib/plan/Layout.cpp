#include "plan/Layout.h"

#include "clang/AST/Attr.h"

using namespace clang;

namespace costate {

std::optional<TypeInfoChars> layoutOf(const Value &V, const ASTContext &Context) {
  QualType Type = V.Type;
  if (V.From != Deduced::No || !V.TypeText.empty() || Type.isNull() ||
      (V.Decl && V.Decl->hasAttr<AlignedAttr>()))
    return std::nullopt;
  if (V.IsReference && !V.IsExtended)
    Type = Context.VoidPtrTy;
  Type = Type.getNonReferenceType();
  if (Type->isDependentType() || Type->isIncompleteType() || Type->isUndeducedType())
    return std::nullopt;
  return Context.getTypeInfoInChars(Type);
}

void pack(std::vector<ValueId> &Members, const NormalForm &F, const ASTContext &Context) {
  llvm::SmallVector<std::pair<ValueId, TypeInfoChars>, 8> Laid;
  for (const ValueId Member : Members) {
    const auto Layout = layoutOf(F.Values[Member], Context);
    if (!Layout)
      return;
    Laid.emplace_back(Member, *Layout);
  }
  const auto SizeOf = [&] {
    CharUnits Size = CharUnits::Zero();
    CharUnits Align = CharUnits::One();
    for (const auto &[Member, Layout] : Laid) {
      Size = Size.alignTo(Layout.Align) + Layout.Width;
      Align = std::max(Align, Layout.Align);
    }
    return Size.alignTo(Align);
  };
  const CharUnits AsDeclared = SizeOf();
  llvm::stable_sort(Laid,
                    [](const auto &A, const auto &B) { return A.second.Align > B.second.Align; });
  if (SizeOf() < AsDeclared)
    llvm::copy(llvm::make_first_range(Laid), Members.begin());
}

} // namespace costate
