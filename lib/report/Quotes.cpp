#include "report/Describe.h"

#include "llvm/ADT/StringExtras.h"

namespace costate {

std::string oneLine(llvm::StringRef Text) {
  std::string Result;
  for (const char Ch : Text.trim())
    if (!llvm::isSpace(Ch))
      Result += Ch;
    else if (!Result.empty() && Result.back() != ' ')
      Result += ' ';
  return Result;
}

std::string Quotes::of(const Piece &Code, unsigned Depth) const {
  std::string Text;
  for (const Part &Each : Code.Parts) {
    switch (Each.Kind) {
    case PartKind::Use:
    case PartKind::Binding:
    case PartKind::TypeOfUse:
      if (!Each.Range.empty())
        Text += T.spell(Each.Range);
      else
        Text += meaning(Each.Id, Depth);
      break;
    case PartKind::Result:
      Text += F.States[Each.Id].Quote;
      break;
    case PartKind::Member:
    case PartKind::Forward:
      Text += Depth < 4 ? of(F.Values[Each.Id].Init, Depth + 1) : F.Values[Each.Id].Name;
      break;
    case PartKind::Tokens:
    case PartKind::Static:
      Text += T.spell(Each.Range);
      break;
    case PartKind::Text:
    case PartKind::Gap:
      Text += Each.Text;
      break;
    default:
      break;
    }
  }
  return oneLine(Text);
}

/// What was written for a variable that costate has made.
std::string Quotes::meaning(ValueId Id, unsigned Depth) const {
  const Value &V = F.Values[Id];
  if (V.Decl || Depth > 3)
    return V.Name;
  for (const FlowPoint &Point : Steps.Points) {
    if (!Point.From || Point.From->Kind != NodeKind::Eval)
      continue;
    const std::vector<Part> &Parts = Point.From->Code.Parts;
    if (Parts.size() > 2 && Parts[0].Kind == PartKind::Use && Parts[0].Id == Id &&
        Parts[1].Text == " = ")
      return of({{Parts.begin() + 2, Parts.end()}}, Depth + 1);
  }
  return V.Name;
}

static bool isBalanced(llvm::StringRef Text) {
  int Depth = 0;
  for (const char Ch : Text) {
    Depth += Ch == '(';
    Depth -= Ch == ')';
    if (Depth < 0)
      return false;
  }
  return Depth == 0;
}

/// Whether a `!` before it means all of it: a name, or a call by name.
static bool isName(llvm::StringRef Text) {
  while (!Text.empty() && (llvm::isAlnum(Text.front()) || Text.front() == '_' ||
                           Text.front() == ':' || Text.front() == '.' || Text.starts_with("->")))
    Text = Text.drop_front(Text.starts_with("->") ? 2 : 1);
  return Text.empty() || (Text.consume_front("(") && Text.consume_back(")") && isBalanced(Text));
}

static std::string negated(llvm::StringRef Condition) {
  if (Condition.empty())
    return "";
  llvm::StringRef Inner = Condition;
  if (Inner.consume_front("!(") && Inner.consume_back(")") && isBalanced(Inner))
    return Inner.str();
  if (Condition.starts_with("!") && isName(Condition.drop_front()))
    return Condition.drop_front().str();
  return isName(Condition) ? ("!" + Condition).str() : ("!(" + Condition + ")").str();
}

std::string Quotes::cause(const FlowEdge &Edge) const {
  switch (Edge.Kind) {
  case FlowKind::Then:
    return of(*Edge.Condition);
  case FlowKind::Else:
    return negated(of(*Edge.Condition));
  case FlowKind::Case:
    return llvm::StringRef(of(*Edge.Condition)).rtrim(":").str();
  case FlowKind::Round:
    return "next round";
  case FlowKind::Leave:
    return "the loop ends";
  case FlowKind::Jump:
    return jump(*Edge.Condition, *Edge.By);
  case FlowKind::Stay:
    return negated(jumpCondition(*Edge.Condition));
  case FlowKind::Exception:
    return "exception";
  case FlowKind::Next:
    break;
  }
  return "";
}

/// `got == 0` of `if (got == 0) break;`.
std::string Quotes::jumpCondition(const Piece &Code) const {
  if (llvm::count_if(Code.Parts, [](const Part &Each) { return Each.Kind == PartKind::Jump; }) != 1)
    return "";
  const auto Jump =
      llvm::find_if(Code.Parts, [](const Part &Each) { return Each.Kind == PartKind::Jump; });
  const std::string Before = of({{Code.Parts.begin(), Jump}});
  llvm::StringRef Text = Before;
  Text.consume_back("{ promise.return_void();");
  Text = Text.rtrim("{ ");
  if (!Text.consume_front("if") || !(Text = Text.ltrim()).consume_front("("))
    return "";
  size_t End = 0;
  for (unsigned Depth = 1; End != Text.size(); ++End) {
    Depth += Text[End] == '(';
    Depth -= Text[End] == ')';
    if (Depth == 0)
      break;
  }
  // What is between the condition and the jump may be more conditions.
  const llvm::StringRef Between = Text.drop_front(std::min(End + 1, Text.size()));
  return Between.contains("if") || Between.contains("for") || Between.contains("while") ||
                 Between.contains("switch")
             ? ""
             : Text.take_front(End).trim().str();
}

std::string Quotes::jump(const Piece &Code, const Jump &By) const {
  std::string Condition = jumpCondition(Code);
  if (!Condition.empty())
    return Condition;
  switch (By.Kind) {
  case JumpKind::Break:
    return ""; // what led to it has been said
  case JumpKind::Continue:
    return "continue";
  case JumpKind::Goto:
    return "goto " + By.Label->getName().str();
  case JumpKind::Return:
    return "co_return";
  }
  return "";
}

} // namespace costate
