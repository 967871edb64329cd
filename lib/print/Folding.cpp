// Writes as one statement again what normalize took apart and the plan left nothing between.
//
//   i = 0;                                     for (i = 0; i < n; ++i) {
//   for (; i < n; ++i) {                ->
//   bool condition;
//   condition = resumed<AwaitMore>();   ->     if (!resumed<AwaitMore>())
//   if (!condition)
#include "print/Printer.h"

namespace costate {

/// Makes \p Text, which the block \p N has been printed as, one `for` with its init-statement,
/// which needs no block. Whether it is one.
bool Printer::foldInit(const Node &N, std::string &Text) const {
  const bool IsFor = N.Role == "For" && N.Children.size() == 2 &&
                     N.Children[0]->Kind == NodeKind::Declare && N.Children[0]->Opens == None &&
                     N.Children[1]->Kind == NodeKind::Loop;
  const bool IsKept = IsFor && llvm::all_of(N.Children[0]->Variables, [&](const Declared &D) {
                        const Value &V = F.Values[D.Id];
                        // A class may have a comma of its own.
                        return V.Home == ValueHome::Frame &&
                               (N.Children[0]->Variables.size() == 1 || V.Type->isScalarType());
                      });
  if (!IsKept)
    return false;
  auto [Init, Loop] = llvm::StringRef(Text).split("for (; ");
  llvm::SmallVector<llvm::StringRef, 2> Assignments;
  Init.split(Assignments, '\n', -1, false);
  if (Loop.empty() || Assignments.empty() || !llvm::all_of(Assignments, [](llvm::StringRef Line) {
        return Line.consume_back(";") && !Line.contains(';');
      }))
    return false;
  std::string Folded;
  for (const llvm::StringRef Line : Assignments)
    Folded += (Folded.empty() ? "for (" : ", ") + Line.drop_back().str();
  Text = Folded + "; " + Loop.str();
  return true;
}

/// Notes what \p N, printed as \p Printed at \p Begin of its block, is to a condition.
void Printer::seeCondition(const Node &N, size_t Begin, llvm::StringRef Printed,
                           FoldedCondition &C) const {
  if (N.Kind == NodeKind::Declare && N.Variables.size() == 1 &&
      F.Values[N.Variables.front().Id].IsCondition &&
      F.Values[N.Variables.front().Id].Home == ValueHome::Ordinary) {
    C = {N.Variables.front().Id, Begin, Printed.size(), 0, 0, ""};
    return;
  }
  if (C.Id == None || N.Kind != NodeKind::Eval || N.Code.Parts.empty() ||
      N.Code.Parts.front().Kind != PartKind::Use || N.Code.Parts.front().Id != C.Id)
    return;
  const std::string Target = F.Values[C.Id].Name + " = ";
  if (!Printed.starts_with(Target) || !Printed.ends_with(";\n"))
    return;
  C.Evaluated = Begin;
  C.End = Begin + Printed.size();
  C.Expression = Printed.drop_front(Target.size()).drop_back(2).str();
}

/// Where \p N asks a condition that the end of \p Text has just evaluated, the condition is written
/// in its place: nothing comes between, as the full-expression had nothing to leave.
void Printer::foldCondition(const Node &N, FoldedCondition &C, std::string &Text) {
  if (N.Kind != NodeKind::If && N.Kind != NodeKind::Switch)
    return;
  const FoldedCondition Folded = std::exchange(C, {});
  const bool IsAsked = llvm::any_of(N.Code.Parts, [&](const Part &Each) {
    return Each.Kind == PartKind::Use && Each.Id == Folded.Id;
  });
  if (Folded.Id == None || Folded.Expression.empty() || Folded.End != Text.size() || !IsAsked)
    return;
  Text.resize(Folded.Evaluated);
  Text.erase(Folded.Declared, Folded.Length);
  Conditions[Folded.Id] = Folded.Expression;
}

} // namespace costate
