#include "plan/Sharing.h"

#include "plan/Layout.h"

using namespace clang;

namespace costate {
namespace {

using Spans = std::vector<Span>;

/// Of so many variables in one block none share: the time to look for them grows faster than their
/// number.
constexpr size_t MostFields = 256;

class Sharing {
public:
  Sharing(const NormalForm &F, const ASTContext &Context)
      : F(F), Context(Context), Pointer(Context.getTypeSizeInChars(Context.VoidPtrTy)) {}

  std::vector<SharedFields> run(const Spans &Fields) {
    const bool IsKnown = llvm::all_of(
        Fields, [&](const Span &Each) { return layoutOf(F.Values[Each.Id], Context).has_value(); });
    if (IsKnown && Fields.size() <= MostFields)
      split(Fields);
    else
      together(Fields, Fields);
    return std::move(Result);
  }

private:
  struct Parts {
    Spans Across, Before, Behind;
  };

  /// \p Fields as those that are needed on both sides of the child \p At, before its end only, and
  /// behind it only.
  static Parts partsAt(const Spans &Fields, size_t At) {
    Parts Result;
    for (const Span &Each : Fields)
      (Each.End <= At    ? Result.Before
       : Each.Begin > At ? Result.Behind
                         : Result.Across)
          .push_back(Each);
    return Result;
  }

  /// What \p Fields take in one state. What lies inside of it is aligned like a pointer, as nearly
  /// all that one awaits is.
  CharUnits sizeOf(const Spans &Fields) const {
    CharUnits Size = CharUnits::Zero();
    for (const Span &Each : Fields) // nothing is lost between them, see pack()
      Size += layoutOf(F.Values[Each.Id], Context)->Width;
    return Size.alignTo(Pointer);
  }

  CharUnits sizeOf(const Parts &P) const {
    return sizeOf(P.Across) + std::max(sizeOf(P.Before), sizeOf(P.Behind));
  }

  void together(const Spans &Members, const Spans &Around) {
    if (Members.empty())
      return;
    SharedFields State;
    State.Begin = Around.front().Begin;
    for (const Span &Each : Around)
      State.Begin = std::min(State.Begin, Each.Begin);
    for (const Span &Each : Members)
      State.Members.push_back(Each.Id);
    Result.push_back(std::move(State));
  }

  void split(const Spans &Fields) {
    CharUnits Least = sizeOf(Fields);
    std::optional<Parts> Best;
    for (const Span &Each : Fields) {
      Parts At = partsAt(Fields, Each.End);
      if (const CharUnits Size = sizeOf(At); Size < Least) {
        Least = Size;
        Best = std::move(At);
      }
    }
    together(Best ? Best->Across : Fields, Fields);
    if (Best) {
      split(Best->Before);
      split(Best->Behind);
    }
  }

  const NormalForm &F;
  const ASTContext &Context;
  const CharUnits Pointer;
  std::vector<SharedFields> Result;
};

} // namespace

std::vector<SharedFields> share(const std::vector<Span> &Fields, const NormalForm &F,
                                const ASTContext &Context) {
  return Sharing(F, Context).run(Fields);
}

} // namespace costate
