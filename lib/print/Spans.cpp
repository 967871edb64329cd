#include "print/Spans.h"

#include "normalize/Evaluation.h"

using namespace clang;

namespace costate {
namespace {

bool containsLabel(const Node &N) {
  return N.Kind == NodeKind::Resume ||
         llvm::any_of(N.Children, [](const auto &Child) { return containsLabel(*Child); });
}

using Labels = llvm::SmallPtrSet<const LabelDecl *, 4>;

/// Adds the labels of the source in \p N.
void labelsIn(const Node &N, Labels &Found) {
  if (N.Label)
    Found.insert(N.Label);
  for (const auto &Child : N.Children)
    labelsIn(*Child, Found);
}

/// Whether \p N has a goto to one of \p Targets.
bool jumpsTo(const Node &N, const Labels &Targets) {
  const auto IsGoto = [&](const Jump &To) {
    return To.Kind == JumpKind::Goto && Targets.contains(To.Label);
  };
  return IsGoto(N.To) ||
         llvm::any_of(
             N.Code.Parts,
             [&](const Part &Each) { return Each.Kind == PartKind::Jump && IsGoto(Each.To); }) ||
         llvm::any_of(N.Children, [&](const auto &Child) { return jumpsTo(*Child, Targets); });
}

bool mentions(const Piece &P, ValueId Id) {
  return llvm::any_of(P.Parts, [&](const Part &Each) {
    return ((Each.Kind == PartKind::Use || Each.Kind == PartKind::Binding) && Each.Id == Id) ||
           llvm::any_of(Each.Captured, [&](const Capture &Named) { return Named.Id == Id; });
  });
}

class Spans {
public:
  Spans(const Node &Block, const NormalForm &F, const ASTContext &Context)
      : Children(Block.Children), F(F), Context(Context) {
    Result.Opening.resize(Children.size() + 1);
    Result.Closing.resize(Children.size() + 1);
    Result.Hoisted.resize(Children.size() + 1);
    Closes = llvm::any_of(Block.Closes, [&](StateId Id) { return !F.States[Id].Trivial; });
  }

  LocalSpans run(bool JumpedOver) {
    for (size_t I = 0; I != Children.size(); ++I)
      if (isDeclaration(*Children[I]))
        for (const Declared &D : Children[I]->Variables)
          add(I, D, JumpedOver);
    brace();
    return std::move(Result);
  }

private:
  static bool isDeclaration(const Node &N) {
    return N.Kind == NodeKind::Declare && N.Opens == None;
  }

  bool uses(const Node &N, ValueId Id) const {
    if (mentions(N.Code, Id) ||
        llvm::any_of(N.Variables, [&](const Declared &D) { return mentions(D.Init, Id); }))
      return true;
    if (N.Kind == NodeKind::Suspend || N.Kind == NodeKind::Construct)
      for (const ValueId Member : F.States[N.Id].Members)
        if (mentions(F.Values[Member].Init, Id))
          return true;
    return llvm::any_of(N.Children, [&](const auto &Child) { return uses(*Child, Id); });
  }

  size_t lastUse(ValueId Id, size_t From) const {
    size_t Last = From;
    for (size_t K = From; K != Children.size(); ++K)
      if (uses(*Children[K], Id))
        Last = K;
    return Last;
  }

  /// Static variables that are declared up to \p Last may be used up to the next label.
  size_t withStatics(size_t At, size_t Last) const {
    for (size_t K = At; K <= Last; ++K)
      if (Children[K]->DeclaresStatic)
        while (Last + 1 < Children.size() && !containsLabel(*Children[Last + 1]))
          ++Last;
    return Last;
  }

  /// Whether \p V, declared at \p At, has temporaries of its own with destructors. Those that live
  /// across a suspension are variables beside it.
  bool extends(size_t At, const Value &V) const {
    const auto *Variable = dyn_cast_or_null<VarDecl>(V.Decl);
    return Variable && extendsDestructible(Variable, Context) &&
           std::none_of(Children.begin() + At, Children.end(),
                        [](const auto &Child) { return containsLabel(*Child); });
  }

  void add(size_t At, const Declared &D, bool JumpedOver) {
    const Value &V = F.Values[D.Id];
    if (V.Home == ValueHome::Frame)
      return;
    const bool Destroyed =
        V.From != Deduced::No ||
        !isTriviallyDestructible(V.IsExtended ? V.Type.getNonReferenceType() : V.Type, Context) ||
        extends(At, V);
    const bool IsScalar = V.From == Deduced::No && V.Type->isScalarType();
    if (Destroyed)
      Result.Destroyed.push_back(At);
    if (D.Style == InitStyle::Default && D.Init.empty() && IsScalar)
      return; // may be jumped over
    const size_t Last = Destroyed ? Children.size() - 1 : withStatics(At, lastUse(D.Id, At));
    // What escapes may be used to the end of the block or the next label.
    bool Crossed = JumpedOver || (Closes && Destroyed);
    for (size_t K = Last + 1; K < Children.size(); ++K)
      Crossed = Crossed || containsLabel(*Children[K]);
    if (Crossed)
      All.emplace_back(At, Last);
  }

  /// Overlapping spans become one: none has a label of run()'s own inside.
  void brace() {
    llvm::sort(All);
    for (size_t I = 0; I != All.size(); ++I) {
      auto [From, To] = All[I];
      To = withJumpsBack(From, To);
      while (I + 1 != All.size() && All[I + 1].first <= To)
        To = withJumpsBack(From, std::max(To, All[++I].second));
      ++Result.Opening[From];
      ++Result.Closing[To];
      hoist(From, To);
    }
  }

  /// What jumps back to a label inside of the span must not jump past its declarations.
  size_t withJumpsBack(size_t From, size_t To) const {
    for (size_t K = To + 1; K < Children.size(); ++K) {
      Labels Inside;
      for (size_t I = From; I <= To; ++I)
        labelsIn(*Children[I], Inside);
      if (!Inside.empty() && jumpsTo(*Children[K], Inside))
        To = K;
    }
    return To;
  }

  void hoist(size_t From, size_t To) {
    for (size_t K = From; K <= To; ++K) {
      const Node &Child = *Children[K];
      if (!isDeclaration(Child) || Child.Variables.size() != 1)
        continue;
      const Declared &D = Child.Variables.front();
      const Value &V = F.Values[D.Id];
      const bool IsBare = D.Style == InitStyle::Default && D.Init.empty() && !V.Type.isNull() &&
                          V.Type->isScalarType();
      if (IsBare && V.Home != ValueHome::Frame && lastUse(D.Id, K) > To) {
        Result.Hoisted[From].push_back(K);
        Result.IsHoisted.insert(K);
      }
    }
  }

  const std::vector<std::unique_ptr<Node>> &Children;
  const NormalForm &F;
  const ASTContext &Context;
  bool Closes = false;
  std::vector<std::pair<size_t, size_t>> All; ///< [declaration, last use]
  LocalSpans Result;
};

} // namespace

LocalSpans localSpans(const Node &Block, bool JumpedOver, const NormalForm &F,
                      const ASTContext &Context) {
  return Spans(Block, F, Context).run(JumpedOver);
}

} // namespace costate
