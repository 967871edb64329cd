// What the instantiations of a template tell of its pattern (find/Instances.h), where the pattern
// does not:
//
//   auto [key, value] = *it;       key -> std::get<0>(pair)        ... or pair.first, or pair[0]
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// Names that get<i>() of a class of the program's own initialises are references, made once
/// ([dcl.struct.bind]/4); others are what they say of the decomposed variable. Where instantiations
/// do not agree, run() binds them anew.
void Normalizer::declareDependentBindings(const DecompositionDecl *Decomposed, ValueId Id) {
  const bool Known = llvm::all_of(Decomposed->bindings(), [&](const BindingDecl *Each) {
    return Found.Facts.binding(Each->getLocation()).has_value();
  });
  F.Values[Id].Decomposes = Known;
  if (!Known)
    return;
  for (const BindingDecl *Binding : Decomposed->bindings()) {
    const Decomposition Fact = *Found.Facts.binding(Binding->getLocation());
    if (!Fact.IsVariable)
      continue;
    F.Values.emplace_back(ValueKind::Variable);
    const ValueId Part = F.Values.size() - 1;
    Piece Object;
    if (Decomposed->getType()->isLValueReferenceType()) {
      Object.use(Id, true);
    } else if (Decomposed->getType()->isRValueReferenceType()) {
      costate::Part Reference(PartKind::TypeOfUse);
      Reference.Id = Id;
      Object.text("std::forward<").add({{Reference}}).text(">(").use(Id, true).text(")");
    } else {
      Object.text("std::move(").use(Id, true).text(")");
    }
    const Piece Made = Piece::of(Fact.Before).add(Object).text(Fact.After);
    Value &V = F.Values[Part];
    V.Name = Binding->getName().str();
    V.Whole = Id;
    V.From = Deduced::Bound;
    V.IsReference = true;
    V.TypeOf = Made;
    Holding[Binding] = Part;
    emit(NodeKind::Declare).Variables.push_back({Part, InitStyle::Copy, Made});
  }
}

/// `decltype(name)` is the type of the member or element ([dcl.type.decltype]/1.1).
void Normalizer::collectTypeOfBinding(const BindingDecl *Binding, TokenRange Range,
                                      std::vector<Hole> &Holes) {
  const auto *Decomposed = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
  const auto It = Tracked.find(Decomposed);
  const auto Fact = Found.Facts.binding(Binding->getLocation());
  if (!Decomposed || It == Tracked.end() || !Fact)
    return;
  const Piece Object = Piece().use(It->second, false);
  Piece P;
  if (!Fact->Index.empty())
    P = Piece::of("std::tuple_element_t<" + Fact->Index + ", std::remove_reference_t<decltype(")
            .add(Object)
            .text(")>>");
  else if (Fact->After.front() == '[')
    P = Piece::of("std::remove_reference_t<decltype(").add(Object).text(Fact->After + ")>");
  else
    return;
  Holes.push_back({Range, std::move(P)});
}

} // namespace costate
