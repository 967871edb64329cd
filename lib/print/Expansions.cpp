// The elements of pack expansions with awaits: their type, and how run() names their parts.
//
//   costate::each<costate::one<costate::awaiting<decltype((wait(std::declval<Items &>())))>,
//                                  decltype((...await_resume()))>...> elements;
//
//   return this->template get<AwaitWait>().elements.apply([&](auto &...elements) -> ... {
//     ... total(elements.template forward<1>()...)
#include "print/Printer.h"

#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace costate {
namespace {

/// Whether \p Text has one of \p Names as a word.
bool mentions(llvm::StringRef Text, llvm::ArrayRef<std::string> Names) {
  std::string Word;
  for (const char Ch : (Text + " ").str()) {
    if (llvm::isAlnum(Ch) || Ch == '_') {
      Word += Ch;
      continue;
    }
    if (llvm::is_contained(Names, Word))
      return true;
    Word.clear();
  }
  return false;
}

} // namespace

/// Whether \p Each means what an element of an expansion has made.
bool Printer::isPart(const Part &Each) const {
  if (Each.Kind == PartKind::Result)
    return F.States[Each.Id].Elements != None;
  return (Each.Kind == PartKind::Forward || Each.Kind == PartKind::Member) &&
         F.Values[Each.Id].Part != None;
}

std::string Printer::partType(const Value &V) {
  if (V.From != Deduced::No)
    return deducedTypeOf(V);
  return V.TypeText.empty() ? named(type(V.Type.getCanonicalType()), F.States[V.State].Location)
                            : V.TypeText;
}

std::string Printer::elementsType(const State &S) {
  std::string Types;
  for (const ValueId Id : S.Parts)
    Types += (Types.empty() ? "" : ", ") + partType(F.Values[Id]);
  if (!mentions(Types, S.Packs)) {
    const std::string First = partType(F.Values[S.Parts.front()]);
    Types = "costate::for_element<" + unevaluated(S.Witness) + ", " + First + ">" +
            Types.substr(First.size());
  }
  if (S.FoldWith.empty())
    return "costate::each<costate::one<" + Types + ">...>";
  return "costate::left_each<decltype(" + S.FoldWith + "), " +
         (S.FoldInit.empty() ? "void" : "decltype((" + unevaluated(S.FoldInit) + "))") +
         ", costate::one<" + Types + ">...>";
}

/// A part in run(), where the elements are a pack.
std::string Printer::partOf(const Part &Each) const {
  const Value &V = F.Values[Each.Kind == PartKind::Result ? F.States[Each.Id].Awaiter : Each.Id];
  const std::string Elements = F.Values[F.States[V.State].Elements].Name;
  const std::string Index = "<" + std::to_string(V.Part) + ">()";
  if (Each.Kind == PartKind::Result)
    return Elements + ".template part" + Index + ".await_resume()";
  return Elements + (Each.Kind == PartKind::Forward ? ".template forward" : ".template part") +
         Index;
}

/// A part in the struct's declarations, for one element of the packs.
std::string Printer::partInStruct(const Part &Each) const {
  const Value &V = F.Values[Each.Kind == PartKind::Result ? F.States[Each.Id].Awaiter : Each.Id];
  const std::string Type = const_cast<Printer *>(this)->partType(V);
  if (Each.Kind == PartKind::Result)
    return "std::declval<" + Type + " &>().await_resume()";
  return "std::declval<" + Type + (Each.Kind == PartKind::Member ? " &>()" : ">()");
}

/// \p Type with what counts a parameter pack counting its types: in the machine its name means the
/// member that holds the copies.
std::string Printer::countedPacks(std::string Type) const {
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    if (!isPack(V) || V.Member != V.Name)
      continue;
    const std::string Count = "sizeof...(" + V.Name + ")";
    const std::string Types = packType(V, false);
    const bool IsName = llvm::all_of(Types, [](char Ch) { return llvm::isAlnum(Ch) || Ch == '_'; });
    const std::string Counted =
        IsName ? "sizeof...(" + Types + ")" : "costate::count_of<" + Types + "...>";
    for (size_t At = Type.find(Count); At != std::string::npos; At = Type.find(Count, At))
      Type.replace(At, Count.size(), Counted);
  }
  return Type;
}

/// The functions that left folds call, which the names around the coroutine are visible to.
std::string Printer::foldOperators() const {
  std::string Text;
  for (const auto &[Operator, Name] : F.FoldOperators)
    // Not a variable, on which g++ 12 fails.
    Text += "struct " + Name +
            " {\nstatic auto call() {\nreturn [](auto &&a, auto &&b) -> decltype(auto) { return "
            "static_cast<decltype(a)>(a) " +
            Operator + " static_cast<decltype(b)>(b); };\n}\n};\n";
  return Text;
}

/// The elements of all expansions are packs in run().
std::string Printer::elementsBegin() const {
  std::string Text;
  for (StateId Id = 0; Id != F.States.size(); ++Id)
    if (const State &S = F.States[Id]; S.Elements != None) {
      const std::string &Name = F.Values[S.Elements].Name;
      Text += "return " + get(Id) + "." + Name + ".apply([&]([[maybe_unused]] auto &..." + Name +
              ") -> std::coroutine_handle<> {\n";
    }
  return Text;
}

std::string Printer::elementsEnd() const {
  std::string Text;
  for (const State &S : F.States)
    if (S.Elements != None)
      Text += "});\n";
  return Text;
}

} // namespace costate
