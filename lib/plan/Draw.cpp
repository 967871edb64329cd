// The plan for a reader: `--emit=states`, and the line above each machine.
#include "plan/Plan.h"

#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace costate {
namespace {

std::string members(const State &S, const NormalForm &F) {
  std::string Result;
  for (const ValueId Id : S.Members)
    if (Id != S.Awaiter)
      Result += (Result.empty() ? "" : ", ") + F.Values[Id].Name;
  return Result.empty() ? "" : "{" + Result + "}";
}

void drawInto(std::string &Text, llvm::ArrayRef<StateId> States, const NormalForm &F) {
  bool First = true;
  for (const StateId Id : States) {
    const State &S = F.States[Id];
    Text += First ? "" : " -> ";
    First = false;
    Text += S.Name + members(S, F);
    if (!S.Inner.empty()) {
      Text += ": ( ";
      drawInto(Text, S.Inner, F);
      Text += " )";
    }
  }
}

/// A value's type for a reader, independent of where the file lies.
std::string typeName(const Value &V) {
  if (V.From != Deduced::No)
    return "auto";
  if (!V.TypeText.empty() || V.Type.isNull())
    return V.TypeText.empty() ? "slot" : V.TypeText;
  std::string Text = V.Type.getAsString();
  for (size_t At = Text.find(" at "); At != std::string::npos; At = Text.find(" at ", At + 1)) {
    const size_t Slash = Text.rfind('/', Text.find(')', At));
    if (Slash != std::string::npos && Slash > At)
      Text.erase(At + 4, Slash + 1 - (At + 4));
  }
  return Text;
}

void describeInto(llvm::raw_ostream &OS, llvm::ArrayRef<StateId> States, const NormalForm &F,
                  unsigned Depth) {
  for (const StateId Id : States) {
    const State &S = F.States[Id];
    OS.indent(2 * Depth) << S.Name;
    if (!S.Quote.empty())
      OS << "  // " << S.Quote;
    OS << "\n";
    for (const ValueId Member : S.IsPassed ? std::vector<ValueId>() : S.Members)
      OS.indent(2 * Depth + 4) << F.Values[Member].Name << ": " << typeName(F.Values[Member])
                               << "\n";
    describeInto(OS, S.Inner, F, Depth + 1);
  }
}

} // namespace

std::string describe(const Plan &Plan, const NormalForm &Form, llvm::StringRef Signature) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OS << Signature << "\n";
  describeInto(OS, Plan.Roots, Form, 1);
  return Text;
}

std::string draw(const Plan &Plan, const NormalForm &Form) {
  std::string Text;
  drawInto(Text, Plan.Roots, Form);
  return Text;
}

} // namespace costate
