// Writes full-expressions with awaits in them: the states that they make, and where these are left.
//
//   total += co_await next();   ->   ::new (at<AwaitNext>()) AwaitNext{next()};
//                                    if (suspend<AwaitNext>(step)) return step.next;
//                                  resume_next:
//                                    total += resumed<AwaitNext>();
#include "print/Printer.h"

using namespace clang;

namespace costate {

/// A full-expression begins at \p Begin: what states it has, and whether its only one can be left
/// with its result.
void Printer::beginFull(const Node &N, size_t Begin) {
  Full.clear();
  Short = None;
  ResumedShort = false;
  const auto *const End =
      llvm::find_if(llvm::ArrayRef(N.Children).drop_front(Begin + 1),
                    [](const auto &Child) { return Child->Kind == NodeKind::FullEnd; });
  if (End == llvm::ArrayRef(N.Children).end())
    return;
  Full.assign((*End)->States.begin(), (*End)->States.end());
  if (Full.size() != 1)
    return;
  const Node &Residual = **(End - 1);
  const bool IsDeclaration = Residual.Kind == NodeKind::Declare && Residual.Opens == None;
  const Piece &Code = IsDeclaration ? Residual.Variables.front().Init : Residual.Code;
  // A result that is a reference, or is converted, is needed while the awaiter lives.
  const QualType Awaited = F.States[Full.front()].Result;
  const bool Same =
      IsDeclaration && !Awaited.isNull() && !Awaited->isReferenceType() &&
      (Awaited->isScalarType() ||
       ASTContext::hasSameUnqualifiedType(F.Values[Residual.Variables.front().Id].Type, Awaited));
  const bool Result = Residual.Kind == NodeKind::Eval && F.States[Full.front()].Trivial;
  if ((IsDeclaration || Residual.Kind == NodeKind::Eval) &&
      isShort(Full.front(), Code, Same || Result))
    Short = Full.front();
}

/// Whether the state may be left before the rest of the full-expression is evaluated: nobody can
/// tell.
bool Printer::isShort(StateId Id, const Piece &Code, bool Initialises) const {
  const State &S = F.States[Id];
  if (S.Slot != None || S.Kind != StateKind::Suspension)
    return false;
  unsigned Results = 0;
  bool Others = false;
  for (const Part &Each : Code.Parts) {
    Results += Each.Kind == PartKind::Result && Each.Id == Id;
    if (Each.Kind == PartKind::Member || Each.Kind == PartKind::LambdaBegin)
      return false;
    Others = Others || (Each.Kind != PartKind::Result && !Each.Text.empty());
  }
  if (Results != 1)
    return false;
  return S.Trivial || (Code.Parts.size() == 1 && Initialises);
}

std::string Printer::suspend(const Node &N) {
  const State &S = F.States[N.Id];
  std::string Text = line(S.Location);
  if (S.Elements != None) {
    const Value &Awaiter = F.Values[S.Awaiter];
    return Text + traced(N.Id) + "if (" + On + "suspend_each<" + S.Name + ", " +
           std::to_string(Awaiter.Part) + ">(" + P.Step + ", " + get(N.Id) + "." +
           F.Values[S.Elements].Name + ")) return " + P.Step + ".next;\n";
  }
  if (S.IsPassed)
    return Text + traced(N.Id) + "if (" + On + "suspend<" + S.Name + ">(" + P.Step + ", " +
           inits(N.Id) + ")) return " + P.Step + ".next;\n";
  if (S.Slot == None) {
    Text += "::new (" + On + "at<" + S.Name + ">()) " + S.Name + "{" + inits(N.Id) + "};\n";
    Text += traced(N.Id);
    return Text + "if (" + On + "suspend<" + S.Name + ">(" + P.Step + ")) return " + P.Step +
           ".next;\n";
  }
  const Value &Slot = F.Values[S.Slot];
  const std::string Place = get(Slot.State) + "." + Slot.Name;
  Text += "::new (" + Place + ".storage()) " + S.Name + "{" + inits(N.Id) + "};\n" + Place +
          ".made();\n";
  Text += traced(N.Id);
  return Text + "if (" + On + "suspend<" + pointName(N.Id) + ">(" + P.Step + ", " + get(N.Id) +
         ".awaiter)) return " + P.Step + ".next;\n";
}

std::string Printer::traced(StateId Id) const {
  if (!Options.Trace || Id == F.Initial) // in which it begins
    return "";
  return P.Trace + ".to(\"" + F.States[Id].Name + "\");\n";
}

std::string Printer::eval(const Node &N) {
  std::string Text = code(N.Code);
  if (Text.empty() || Text == "static_cast<void>(0)")
    return "";
  return Text + (Text.back() == '}' && llvm::StringRef(Text).starts_with("if ") ? "\n" : ";\n");
}

std::string Printer::fullEnd(const Node &N) {
  std::string Text;
  if (!ResumedShort)
    for (const StateId Id : llvm::reverse(N.States))
      if (llvm::is_contained(Full, Id) || N.Id == 1)
        Text += On + "leave<" + F.States[Id].Name + ">();\n";
  Full.clear();
  Short = None;
  ResumedShort = false;
  return Text;
}

} // namespace costate
