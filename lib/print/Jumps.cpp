// Writes jumps: they leave the states that lie between them and where they go to.
//
//   break;   ->   leave_to<Body>(); break;
#include "print/Printer.h"

using namespace clang;

namespace costate {

std::string Printer::jump(const Jump &To, StateId Inside, bool Single) {
  const bool Locals = llvm::is_contained(LocalsAlive, true) || To.PastLocals;
  switch (To.Kind) {
  case JumpKind::Return:
    return "goto " + P.Finish + ";";
  case JumpKind::Goto: // what it leaves is left at the label, when the stack's variables are gone
    return "goto " + To.Label->getName().str() + ";";
  case JumpKind::Break:
  case JumpKind::Continue: {
    const bool IsBreak = To.Kind == JumpKind::Break;
    const Node &Target = *To.Target;
    std::string Go = IsBreak ? "break;" : "continue;";
    if (!IsBreak && Target.ContinueLabel) { // the round has more to do
      Target.ContinueUsed = true;
      Go = "goto continue_" + std::to_string(Target.Number) + ";";
    }
    const StateId Outer = IsBreak ? Target.Inside : Target.ContinueInside;
    if (!leavesSomething(Inside, Outer))
      return Go;
    if (Locals) {
      // The stack's variables were made later, so they go first: leave at a label outside of their
      // scope.
      if (IsBreak) {
        Target.BreakLabel = true;
        return "goto break_" + std::to_string(Target.Number) + ";";
      }
      Target.LeaveLabel = true;
      return "goto continue_" + std::to_string(Target.Number) + ";";
    }
    const std::string Text = leaveTo(Outer) + " " + Go;
    return Single ? "{ " + Text + " }" : Text;
  }
  }
  llvm_unreachable("all jumps return");
}

std::string Printer::leaveTo(StateId Target) const {
  while (Target != None && F.States[Target].Trivial)
    Target = F.States[Target].Parent;
  if (Target == None)
    return Self + "leave_to_body();";
  return On + "leave_to<" + F.States[Target].Name + ">();";
}

/// Whether a co_return in \p N leaves something that is alive, the one at the end of the body too.
bool Printer::returnsInside(const Node &N) const {
  const bool Jumps = N.Kind == NodeKind::Jump || N.Kind == NodeKind::Return;
  const bool Returns =
      Jumps ? N.To.Kind == JumpKind::Return : llvm::any_of(N.Code.Parts, [](const Part &Each) {
        return Each.Kind == PartKind::Jump && Each.To.Kind == JumpKind::Return;
      });
  return (Returns && leavesSomething(N.Inside, None)) ||
         llvm::any_of(N.Children, [&](const auto &Child) { return returnsInside(*Child); });
}

bool Printer::leavesSomething(StateId From, StateId To) const {
  for (StateId Id = From; Id != None && Id != To; Id = F.States[Id].Parent)
    if (!F.States[Id].Trivial)
      return true;
  return false;
}

} // namespace costate
