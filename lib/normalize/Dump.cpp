// The text of `--dump=normalize`: the normal form as an indented outline.
#include "normalize/Normalize.h"

#include "llvm/Support/raw_ostream.h"

namespace costate {
namespace {

class Dumper {
public:
  Dumper(const NormalForm &F, const Tokens &T, llvm::raw_ostream &OS) : F(F), T(T), OS(OS) {}

  void node(const Node &N, unsigned Depth) {
    static const char *const Names[] = {"Text",      "Trivia",  "Eval",      "Emplace", "Declare",
                                        "FullBegin", "FullEnd", "Construct", "Suspend", "Resume",
                                        "Block",     "If",      "Loop",      "Switch",  "Case",
                                        "Try",       "Jump",    "Return"};
    if (N.Kind == NodeKind::Trivia)
      return;
    OS.indent(2 * Depth) << Names[static_cast<unsigned>(N.Kind)];
    const bool OfState =
        N.Kind == NodeKind::Suspend || N.Kind == NodeKind::Resume || N.Kind == NodeKind::Construct;
    if (OfState) {
      OS << ' ' << F.States[N.Id].Name;
      if (N.Kind != NodeKind::Resume)
        for (const ValueId Id : F.States[N.Id].Members)
          OS << ' ' << F.Values[Id].Name << '{' << text(F.Values[Id].Init) << '}';
    } else if (N.Kind == NodeKind::Declare) {
      for (const Declared &D : N.Variables)
        OS << ' ' << F.Values[D.Id].Name << (D.Init.empty() ? "" : ": ") << text(D.Init);
    } else if (!N.Code.empty()) {
      OS << ' ' << text(N.Code);
    }
    OS << '\n';
    for (const auto &Child : N.Children)
      node(*Child, Depth + 1);
  }

private:
  std::string text(const Piece &P) const {
    std::string Text;
    for (const Part &Each : P.Parts) {
      switch (Each.Kind) {
      case PartKind::Tokens:
      case PartKind::Static:
        Text += T.spell(Each.Range);
        break;
      case PartKind::Promise:
      case PartKind::Text:
      case PartKind::Gap:
        Text += Each.Text;
        break;
      case PartKind::Use:
      case PartKind::TypeOfUse:
      case PartKind::Binding:
      case PartKind::Forward:
      case PartKind::Member:
        Text += "<" + F.Values[Each.Id].Name + Each.Text + ">";
        break;
      case PartKind::Result:
        Text += "<result of " + F.States[Each.Id].Name + ">";
        break;
      case PartKind::Jump:
        Text += "<jump>";
        break;
      case PartKind::LambdaBegin:
      case PartKind::LambdaEnd:
        break;
      }
    }
    return Text;
  }

  const NormalForm &F;
  const Tokens &T;
  llvm::raw_ostream &OS;
};

} // namespace

std::string dump(const NormalForm &Form, const Tokens &Tokens) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Dumper(Form, Tokens, OS).node(*Form.Body, 0);
  return Text;
}

} // namespace costate
