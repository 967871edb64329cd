// Writes the states of a machine, and how they lie in each other.
//
//   struct AwaitRead { // co_await peer.read(bytes)
//     transfer awaiter;
//   };
//   using States = costate::states<Start, costate::within<Body, AwaitRead>, Done>;
#include "print/Printer.h"

#include <set>

using namespace clang;

namespace costate {

std::string Printer::stateStruct(StateId Id) {
  const State &S = F.States[Id];
  std::string Text = "struct " + S.Name + " {";
  if (!S.Quote.empty())
    Text += " // " + S.Quote;
  Text += "\n";
  for (const ValueId Member : S.Members)
    if (!S.IsPassed)
      Text += memberType(Member, F.Values[Member].Name) + ";\n";
  Text += "};\n";
  if (S.Slot != None && S.Kind == StateKind::Suspension)
    Text += "struct " + pointName(Id) + " {};\n";
  return Text;
}

/// The states that the types of a state's members name: those that slots hold, and those that
/// deduced types follow from.
std::vector<StateId> Printer::statesInTypes(StateId Id) const {
  std::vector<StateId> Named;
  std::set<ValueId> Seen;
  const auto Visit = [&](const auto &Self, const Piece &Code) -> void {
    for (const Part &Each : Code.Parts) {
      if (Each.Kind == PartKind::Result)
        Named.push_back(Each.Id);
      const bool IsMember = Each.Kind == PartKind::Member || Each.Kind == PartKind::Forward;
      if (!IsMember && Each.Kind != PartKind::Use && Each.Kind != PartKind::TypeOfUse &&
          Each.Kind != PartKind::Binding)
        continue;
      const Value &V = F.Values[Each.Id];
      if (const StateId Home = IsMember ? V.State : V.Region; Home != None)
        Named.push_back(Home);
      else if (Seen.insert(Each.Id).second) {
        Self(Self, V.TypeOf);
        Self(Self, V.Written);
      }
    }
  };
  for (const ValueId Member : F.States[Id].Members) {
    const Value &V = F.Values[Member];
    if (V.SlotState != None)
      Named.push_back(V.SlotState);
    if (V.From != Deduced::No && V.From != Deduced::Made)
      Visit(Visit, V.TypeOf);
    Visit(Visit, V.Written);
  }
  return Named;
}

std::string Printer::tree(llvm::ArrayRef<StateId> States) {
  std::string Text;
  for (const StateId Id : States) {
    if (!Text.empty())
      Text += ", ";
    Text += F.States[Id].Before ? "costate::before<" + treeNode(Id) + ">" : treeNode(Id);
  }
  return Text;
}

std::string Printer::treeNode(StateId Id) {
  const State &S = F.States[Id];
  const std::string Name = S.Slot != None ? pointName(Id) : S.Name;
  return S.Inner.empty() ? Name : "costate::within<" + Name + ", " + tree(S.Inner) + ">";
}

std::string Printer::pointName(StateId Id) const { return F.States[Id].Name + "Point"; }

} // namespace costate
