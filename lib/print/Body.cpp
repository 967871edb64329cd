// Writes run(): the body with the source's structure, in which every suspension is
//
//   ::new (at<AwaitRead>()) AwaitRead{peer.read(bytes)};
//   if (suspend<AwaitRead>(step)) return step.next;
// resume_read:
//   int got = resumed<AwaitRead>();
//
// The dispatch at the top jumps to the labels; a `try` is entered first and dispatches again, since
// nothing can jump into it ([except.pre]/2).
#include "print/Printer.h"
#include "print/Spans.h"

#include "normalize/Evaluation.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace costate {

/// How run() names `number<` of its states.
std::string Printer::numberMember() const {
  return C.IsDependent ? "::template number<" : "::number<";
}

std::string Printer::get(StateId Id) const {
  const State &S = F.States[Id];
  if (S.Slot == None)
    return On + "get<" + S.Name + ">()";
  const Value &Slot = F.Values[S.Slot];
  return "(*" + get(Slot.State) + "." + Slot.Name + ")";
}

std::string Printer::numberOf(StateId Id) const {
  const State &S = F.States[Id];
  return P.States + numberMember() + (S.Slot != None ? pointName(Id) : S.Name) + ">";
}

/// \p Code with the names that stay as they are in one range with what is around them, so that
/// macros around them keep their spelling.
Piece Printer::whole(const Piece &Code) const {
  Piece Result;
  for (const Part &Each : Code.Parts) {
    TokenRange Range;
    if (Each.Kind == PartKind::Tokens)
      Range = Each.Range;
    else if (Each.Kind == PartKind::Use && !Each.Range.empty() && !Each.Text.size()) {
      const Value &V = F.Values[Each.Id];
      const bool Pointer = V.Home == ValueHome::Frame && V.IsReference && !V.IsExtended;
      if (!Pointer && T.text(Each.Range.Begin) == V.Name)
        Range = Each.Range;
    }
    if (!Range.empty()) {
      size_t Before = Result.Parts.size();
      if (Before > 1 && Result.Parts.back().Kind == PartKind::Gap &&
          Result.Parts.back().Range.End == Range.Begin)
        --Before;
      if (Before > 0 && Result.Parts[Before - 1].Kind == PartKind::Tokens &&
          Result.Parts[Before - 1].Range.End == Range.Begin) {
        Result.Parts.resize(Before, Part(PartKind::Text));
        Result.Parts.back().Range.End = Range.End;
        continue;
      }
      Part P(PartKind::Tokens);
      P.Range = Range;
      Result.Parts.push_back(std::move(P));
      continue;
    }
    Result.Parts.push_back(Each);
  }
  return Result;
}

std::string Printer::code(const Piece &Code) const {
  std::string Text;
  unsigned Wrapped = 0;
  std::vector<bool> Wraps;
  unsigned Skipping = 0; // inside a closure that a function makes
  for (const Part &Each : (Unevaluated ? Code : whole(Code)).Parts) {
    if (Skipping > 0) {
      Skipping += Each.Kind == PartKind::LambdaBegin;
      Skipping -= Each.Kind == PartKind::LambdaEnd;
      continue;
    }
    if (Each.Kind == PartKind::LambdaBegin && Closures.contains(Each.Lambda->getLambdaClass())) {
      Text += closureCall(Code, Each);
      ++Skipping;
      continue;
    }
    if (Unevaluated && Each.Kind != PartKind::Tokens && Each.Kind != PartKind::Text &&
        Each.Kind != PartKind::Gap) {
      if (Each.Kind == PartKind::LambdaBegin) {
        Text += const_cast<Printer *>(this)->closureOf(Code, Each);
        ++Skipping;
      } else if (llvm::StringRef(Text).rtrim().ends_with("&")) {
        Text += "(" + unevaluated(Each) + ")"; // `&State::x` would point to a member
      } else {
        Text += unevaluated(Each);
      }
      continue;
    }
    if (isPart(Each)) {
      Text += partOf(Each);
      continue;
    }
    switch (Each.Kind) {
    case PartKind::Tokens:
      // Two ranges of tokens that a part stands between keep their distance.
      Text += T.spell(Each.Range);
      break;
    case PartKind::Text:
    case PartKind::Promise:
    case PartKind::Gap:
      Text += Each.Text;
      break;
    case PartKind::Use: {
      const Value &V = F.Values[Each.Id];
      const bool Pointer = V.Home == ValueHome::Frame && V.IsReference && !V.IsExtended;
      Text += Pointer && !Wrapped ? "(*" + V.Name + ")" : V.Name;
      break;
    }
    case PartKind::TypeOfUse:
      Text += const_cast<Printer *>(this)->declaredType(Each);
      break;
    case PartKind::Binding: {
      const Value &V = F.Values[Each.Id];
      if (V.From != Deduced::No && V.Region != None && !Each.Text.empty())
        Text += Each.Before + (V.IsReference ? "(*" + V.Name + ")" : V.Name) + Each.Text;
      else if (V.From != Deduced::No && V.Region != None)
        Text += bindingOf(V, Each, V.IsReference ? "(*" + V.Name + ")" : V.Name);
      else if (V.Home != ValueHome::Frame || V.From != Deduced::No)
        Text += T.spell(Each.Range);
      else
        Text += (V.IsReference && !V.IsExtended ? "(*" + V.Name + ")" : V.Name) + Each.Text;
      break;
    }
    case PartKind::Forward: {
      const Value &V = F.Values[Each.Id];
      const std::string &State = F.States[V.State].Name;
      if (!Each.Text.empty()) // the type of what a slot holds
        Text += "std::decay_t<decltype(*" + State + "::" + V.Name + ")>";
      else if (V.IsSlot)
        Text += "(*" + get(V.State) + "." + V.Name + ").forward()";
      else
        Text += "std::forward<decltype(" + State + "::" + V.Name + ")>(" + get(V.State) + "." +
                V.Name + ")";
      break;
    }
    case PartKind::Member:
      Text += get(F.Values[Each.Id].State) + "." + F.Values[Each.Id].Name;
      break;
    case PartKind::Result:
      if (Each.Id == Short) {
        Text += On + "resumed<" + F.States[Each.Id].Name + ">()";
        ResumedShort = true;
      } else {
        Text += get(Each.Id) + ".awaiter.await_resume()";
      }
      break;
    case PartKind::Jump:
      Text += const_cast<Printer *>(this)->jump(Each.To, At, true);
      break;
    case PartKind::LambdaBegin: {
      std::string Parameters;
      std::string Arguments;
      for (const ValueId Id : Each.Captured) {
        const Value &V = F.Values[Id];
        const bool Pointer = V.Home == ValueHome::Frame && V.IsReference && !V.IsExtended;
        const bool Renamed = sourceName(V) != V.Name;
        if (!Pointer && !Renamed)
          continue;
        Parameters += (Parameters.empty() ? "" : ", ") +
                      const_cast<Printer *>(this)->captureType(Id, sourceName(V));
        Arguments += (Arguments.empty() ? "" : ", ") + (Pointer ? "*" + V.Name : V.Name);
      }
      Wraps.push_back(!Parameters.empty());
      // A closure must capture what a name means, not how the machine reaches it.
      if (!Parameters.empty())
        Text += "[&](" + Parameters + ") { return ";
      ++Wrapped;
      // The arguments follow the closure.
      if (!Parameters.empty())
        Wraps.back() = true;
      PendingArguments.push_back(Arguments);
      break;
    }
    case PartKind::LambdaEnd:
      --Wrapped;
      if (Wraps.back())
        Text += "; }(" + PendingArguments.back() + ")";
      Wraps.pop_back();
      PendingArguments.pop_back();
      break;
    }
  }
  return Text;
}

std::string Printer::leaveTo(StateId Target) const {
  while (Target != None && F.States[Target].Trivial)
    Target = F.States[Target].Parent;
  if (Target == None)
    return Self + "leave_to_body();";
  return On + "leave_to<" + F.States[Target].Name + ">();";
}

bool Printer::leavesSomething(StateId From, StateId To) const {
  for (StateId Id = From; Id != None && Id != To; Id = F.States[Id].Parent)
    if (!F.States[Id].Trivial)
      return true;
  return false;
}

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

/// The call of the function that makes a closure whose type has to be named.
std::string Printer::closureCall(const Piece &Code, const Part &Begin) const {
  std::string Arguments;
  for (const ValueId Id : Begin.Captured)
    Arguments += (Arguments.empty() ? "" : ", ") + code(Piece().use(Id, true)) +
                 (isPack(F.Values[Id]) ? "..." : "");
  for (const Part *Operand : const_cast<Printer *>(this)->operandsOf(Code, Begin))
    Arguments += (Arguments.empty() ? "" : ", ") + code({{*Operand}});
  return Closures.lookup(Begin.Lambda->getLambdaClass()) + "(" + Arguments + ")";
}

std::string Printer::inits(StateId Id) const {
  std::string Text;
  for (const ValueId Member : F.States[Id].Members) {
    const Value &V = F.Values[Member];
    Text += (Text.empty() ? "" : ", ") + (V.IsSlot ? "{}" : code(V.Init));
  }
  return Text;
}

std::string Printer::traced(StateId Id) const {
  if (!Options.Trace)
    return "";
  return P.Trace + ".to(\"" + F.States[Id].Name + "\");\n";
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
    if (Each.Kind == PartKind::Member)
      return false;
    Others = Others || (Each.Kind != PartKind::Result && !Each.Text.empty());
  }
  if (Results != 1)
    return false;
  return S.Trivial || (Code.Parts.size() == 1 && Initialises);
}

std::string Printer::eval(const Node &N) {
  std::string Text = code(N.Code);
  if (Text.empty() || Text == "static_cast<void>(0)")
    return "";
  return Text + (Text.back() == '}' && llvm::StringRef(Text).starts_with("if ") ? "\n" : ";\n");
}

std::string Printer::element(const Declared &D) const {
  const Value &V = F.Values[D.Id];
  if (V.From == Deduced::Bound)
    return "{" + code(D.Init) + "}";
  if (V.From != Deduced::No)
    return code(D.Init);
  if (V.IsReference && !V.IsExtended)
    return "costate::address_of(" + code(D.Init) + ")";
  QualType Type = V.Type.getNonReferenceType().getUnqualifiedType();
  const bool Named = !Type->isArrayType();
  const std::string TypeName =
      Named && D.Style != InitStyle::Copy
          ? const_cast<Printer *>(this)->named(type(isSpelled(V) ? Type : Type.getCanonicalType()),
                                               C.Function->getLocation())
          : "";
  const std::string Init = code(D.Init);
  switch (D.Style) {
  case InitStyle::Default:
    return Named ? TypeName + "()" : "{}";
  case InitStyle::Copy:
    if (Type->isDependentType() && Named && !llvm::StringRef(Init).starts_with("{"))
      // Not in the state's braces, where a narrowing conversion would be an error.
      return "static_cast<" +
             const_cast<Printer *>(this)->named(type(Type), C.Function->getLocation()) + ">(" +
             Init + ")";
    // An array is only copied by a structured binding.
    if (const auto *Array = Context.getAsConstantArrayType(Type);
        Array && isa_and_nonnull<DecompositionDecl>(V.Decl)) {
      std::string Elements;
      for (uint64_t I = 0; I != Array->getSize().getZExtValue(); ++I)
        Elements += (I ? ", " : "") + Init + "[" + std::to_string(I) + "]";
      return "{" + Elements + "}";
    }
    return Init;
  case InitStyle::Direct:
    if (Type->isScalarType())
      return "static_cast<" + TypeName + ">" + Init;
    return Named ? TypeName + Init : Init;
  case InitStyle::List:
    if (Type->isScalarType() && llvm::StringRef(TypeName).contains(' ')) {
      // `unsigned int{n}` is no expression.
      const llvm::StringRef Inner = llvm::StringRef(Init).trim().drop_front().drop_back();
      return "static_cast<" + TypeName + ">(" + (Inner.trim().empty() ? "0" : Inner.str()) + ")";
    }
    return Named && !Type->isPointerType() ? TypeName + Init : Init;
  }
  llvm_unreachable("all styles return");
}

std::string Printer::constructScope(const Node &N) {
  const State &S = F.States[N.Opens];
  std::string Elements;
  for (const Declared &D : N.Variables)
    Elements += (Elements.empty() ? "" : ", ") + element(D);
  std::string Text = "::new (" + On + "at<" + S.Name + ">()) " + S.Name + "{" + Elements + "};\n";
  if (!S.Trivial)
    Text += On + (Full.empty() ? "enter<" : "pass<") + S.Name + ">();\n";
  return Text;
}

std::string Printer::declare(const Node &N) {
  if (N.Opens != None && F.Values[N.Variables.front().Id].IsEmplaced) {
    const bool Trivial = F.States[N.Opens].Trivial;
    if (!Trivial)
      Full.clear();
    return Trivial ? "" : On + "pass<" + F.States[N.Opens].Name + ">();\n";
  }
  if (N.Opens != None) {
    std::string Text = constructScope(N);
    if (!F.States[N.Opens].Trivial)
      Full.clear(); // pass has left them
    return Text;
  }
  std::string Text;
  for (const Declared &D : N.Variables) {
    const Value &V = F.Values[D.Id];
    if (V.Home == ValueHome::Frame) {
      if (D.Style == InitStyle::Default && D.Init.empty())
        continue;
      const bool Pointer = V.IsReference && !V.IsExtended;
      Text += (V.Used && !V.Type.isConstQualified()
                   ? V.Name
                   : On + "get<" + F.States[V.Region].Name + ">()." + V.Name) +
              " = " + (Pointer ? "costate::address_of(" + code(D.Init) + ")" : code(D.Init)) +
              ";\n";
      continue;
    }
    if (V.Whole != None)
      continue; // part of its structured binding
    if (!V.Used && V.Decl &&
        (V.Decl->isUsed() || V.Decl->isReferenced() || V.Decl->hasAttr<UnusedAttr>()) &&
        !llvm::StringRef(code(N.Code)).contains("maybe_unused"))
      Text += "[[maybe_unused]] "; // what used it is not part of the output
    if (!N.Code.empty() && N.Variables.size() == 1) {
      Text += code(N.Code) + "\n";
      continue;
    }
    if (V.From == Deduced::Elements)
      Text += const_cast<Printer *>(this)->memberType(D.Id, V.Name);
    else if (V.From == Deduced::Bound)
      Text += "auto &&" + V.Name;
    else if (V.From != Deduced::No && !D.Init.empty())
      Text += "auto " + V.Name;
    else if (V.From != Deduced::No)
      Text += const_cast<Printer *>(this)->deducedTypeOf(V) + " " + V.Name;
    else
      Text += const_cast<Printer *>(this)->named(type(V.Type, V.Name), C.Function->getLocation());
    if (D.Style == InitStyle::Copy)
      Text += " = ";
    Text += code(D.Init) + ";\n";
  }
  return Text;
}

std::string Printer::fullEnd(const Node &N) {
  std::string Text;
  if (!ResumedShort)
    for (const StateId Id : llvm::reverse(N.States))
      if (llvm::is_contained(Full, Id) || N.Id == 1)
        Text += On + "leave<" + F.States[Id].Name + ">();\n";
  return Text;
}

std::string Printer::block(const Node &N, bool Braces) {
  std::string Text = children(N);
  return Braces ? "{\n" + Text + "}\n" : Text;
}

std::string Printer::children(const Node &N) {
  LocalsAlive.push_back(false);
  const LocalSpans Spans = localSpans(N, &N == F.Body.get(), F, Context);
  std::string Text;
  for (size_t I = 0; I != N.Children.size(); ++I) {
    const Node &Child = *N.Children[I];
    for (const size_t K : Spans.Hoisted[I])
      Text += declare(*N.Children[K]);
    if (llvm::is_contained(Spans.Destroyed, I))
      LocalsAlive.back() = true;
    for (unsigned K = 0; K != Spans.Opening[I]; ++K)
      Text += "{\n";
    if (Child.Kind == NodeKind::FullBegin)
      beginFull(N, I);
    At = Child.Inside;
    const std::string Printed = Spans.IsHoisted.contains(I) ? "" : node(Child);
    // A comment behind a statement stays on its line.
    if (Child.Kind == NodeKind::Trivia &&
        llvm::StringRef(Printed).split('\n').first.trim().starts_with("/"))
      while (!Text.empty() && Text.back() == '\n')
        Text.pop_back();
    if (llvm::StringRef(Printed).starts_with("#") && !Text.empty() && Text.back() != '\n')
      Text += '\n';
    Text += Printed;
    for (unsigned K = 0; K != Spans.Closing[I]; ++K)
      Text += "}\n";
  }
  LocalsAlive.pop_back();
  if (!endsInJump(N))
    for (const StateId Id : llvm::reverse(N.Closes))
      if (!F.States[Id].Trivial)
        Text += On + "leave<" + F.States[Id].Name + ">();\n";
  // Before C++23 a label needs a statement.
  llvm::StringRef LastLine = llvm::StringRef(Text).rtrim();
  LastLine = LastLine.drop_front(LastLine.rfind('\n') + 1);
  if (LastLine.ends_with(":") && !LastLine.contains("//"))
    Text += ";\n";
  return Text;
}

/// A full-expression begins at \p Begin: what states it has, and whether its only one can be left
/// with its result.
void Printer::beginFull(const Node &N, size_t Begin) {
  Full.clear();
  Short = None;
  ResumedShort = false;
  const auto End = std::find_if(N.Children.begin() + Begin + 1, N.Children.end(),
                                [](const auto &Child) { return Child->Kind == NodeKind::FullEnd; });
  if (End == N.Children.end())
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
       Context.hasSameUnqualifiedType(F.Values[Residual.Variables.front().Id].Type, Awaited));
  const bool Result = Residual.Kind == NodeKind::Eval && F.States[Full.front()].Trivial;
  if ((IsDeclaration || Residual.Kind == NodeKind::Eval) &&
      isShort(Full.front(), Code, Same || Result))
    Short = Full.front();
}

bool Printer::endsInJump(const Node &N) {
  for (const auto &Last : llvm::reverse(N.Children))
    if (Last->Kind != NodeKind::Trivia)
      return Last->Kind == NodeKind::Jump || Last->Kind == NodeKind::Return ||
             (Last->Kind == NodeKind::Text && !Last->Code.Parts.empty() &&
              Last->Code.Parts.front().Kind == PartKind::Jump);
  return false;
}

std::string Printer::loop(const Node &N) {
  const Node &Body = *N.Children.front();
  std::string Inner = children(Body);
  if (N.LeaveLabel && !N.ContinueLabel)
    Inner = "{\n" + Inner + "}\ncontinue_" + std::to_string(N.Number) + ":\n" + leaveTo(N.Inside) +
            "\n";
  std::string Text = code(N.Code) + " {\n" + Inner + "}\n";
  if (N.Children.size() == 2) // do ... while
    Text = code(N.Code) + " {\n" + Inner + "} " + code(N.Children[1]->Code) + "\n";
  if (N.BreakLabel)
    Text += "break_" + std::to_string(N.Number) + ":\n" + leaveTo(N.Inside) + "\n";
  return Text;
}

std::string Printer::dispatch(unsigned Depth, unsigned Try) const {
  std::string Text;
  for (const StateId Id : P.Suspensions) {
    const State &S = F.States[Id];
    if (Id == F.Final)
      continue;
    if (Depth > 0 && (S.Tries.size() < Depth || S.Tries[Depth - 1] != Try))
      continue;
    Text += "case " + numberOf(Id) + ": goto ";
    Text += S.Tries.size() > Depth ? "enter_try_" + std::to_string(S.Tries[Depth]) : S.Label;
    Text += ";\n";
  }
  return Text;
}

std::string Printer::tryBlock(const Node &N) {
  unsigned Depth = 0;
  for (const StateId Id : P.Suspensions) {
    const auto &Tries = F.States[Id].Tries;
    const auto It = llvm::find(Tries, N.Number);
    if (It != Tries.end())
      Depth = It - Tries.begin() + 1;
  }
  StateId Outer = N.Inside;
  while (Outer != None && F.States[Outer].Trivial)
    Outer = F.States[Outer].Parent;
  std::string Text = "enter_try_" + std::to_string(N.Number) + ":\ntry {\n";
  Text += "costate::unwinding<" + P.States + "> unwinding(state, " + P.Step + ", " +
          (Outer == None ? "costate::running"
                         : P.States + numberMember() + F.States[Outer].Name + ">") +
          ");\n";
  if (Depth > 0)
    Text += "switch (" + Self + "state.current()) {\n" + dispatch(Depth, N.Number) + "}\n";
  Text += children(*N.Children.front());
  At = N.Inside;
  return Text + "} " + code(N.Code) + "\n";
}

std::string Printer::line(SourceLocation Location) const {
  if (!Options.LineDirectives || Location.isInvalid())
    return "";
  const SourceManager &SM = Context.getSourceManager();
  const PresumedLoc Place = SM.getPresumedLoc(SM.getExpansionLoc(Location));
  return "#line " + std::to_string(Place.getLine()) + " \"" + Place.getFilename() + "\"\n";
}

/// Whether the body ends with \p N, so that the final suspension point follows.
bool Printer::isLast(const Node &N) const {
  for (const auto &Child : llvm::reverse(F.Body->Children))
    if (Child->Kind != NodeKind::Trivia)
      return Child.get() == &N;
  return false;
}

std::string Printer::node(const Node &N) {
  switch (N.Kind) {
  case NodeKind::Text: {
    std::string Text;
    if (!N.Code.Parts.empty() && N.Code.Parts.front().Kind == PartKind::Tokens)
      Text = line(T.location(N.Code.Parts.front().Range.Begin));
    return Text + code(N.Code) + "\n";
  }
  case NodeKind::Trivia:
    return code(N.Code);
  case NodeKind::Eval:
    return eval(N);
  case NodeKind::Emplace: {
    const std::string &Name = F.States[F.Values[N.Variables.front().Id].Region].Name;
    return "::new (" + On + "at<" + Name + ">()) " + Name + "{" + element(N.Variables.front()) +
           "};\n";
  }
  case NodeKind::Declare:
    return declare(N);
  case NodeKind::FullBegin:
    return "";
  case NodeKind::FullEnd: {
    std::string Text = fullEnd(N);
    Full.clear();
    Short = None;
    ResumedShort = false;
    return Text;
  }
  case NodeKind::Construct: {
    const State &S = F.States[N.Id];
    if (S.Members.empty())
      return "";
    if (S.Slot != None) {
      const Value &Slot = F.Values[S.Slot];
      const std::string Place = get(Slot.State) + "." + Slot.Name;
      return "::new (" + Place + ".storage()) " + S.Name + "{" + inits(N.Id) + "};\n" + Place +
             ".made();\n";
    }
    return "::new (" + On + "at<" + S.Name + ">()) " + S.Name + "{" + inits(N.Id) + "};\n" +
           (S.Trivial ? "" : On + "enter<" + S.Name + ">();\n");
  }
  case NodeKind::Suspend:
    return suspend(N);
  case NodeKind::Resume:
    return F.States[N.Id].Label + ":\n";
  case NodeKind::Block: {
    // One that is a statement expression has full-expressions of its own, inside of another.
    const auto OuterFull = std::exchange(Full, {});
    const StateId OuterShort = std::exchange(Short, None);
    const bool OuterResumed = std::exchange(ResumedShort, false);
    std::string Text = block(N, true);
    Full = OuterFull;
    Short = OuterShort;
    ResumedShort = OuterResumed;
    if (N.To.Target && N.To.Target->LeaveLabel)
      Text += "continue_" + std::to_string(N.To.Target->Number) + ":\n" + leaveTo(N.Inside) + "\n";
    else if (N.To.Target && N.To.Target->ContinueUsed)
      Text += "continue_" + std::to_string(N.To.Target->Number) + ":\n";
    return Text;
  }
  case NodeKind::If: {
    // In an arm of a conditional expression the full-expression goes on.
    const auto SavedFull = Full;
    std::string Text = "if (" + code(N.Code) + ") " + block(*N.Children[0], true);
    if (N.Children.size() > 1)
      Text += "else " + block(*N.Children[1], true);
    Full = SavedFull;
    return Text;
  }
  case NodeKind::Loop:
    return loop(N);
  case NodeKind::Switch: {
    std::string Text = "switch (" + code(N.Code) + ") {\n" + children(*N.Children.front()) + "}\n";
    if (N.BreakLabel)
      Text += "break_" + std::to_string(N.Number) + ":\n" + leaveTo(N.Inside) + "\n";
    return Text;
  }
  case NodeKind::Case: {
    const bool Leaves = N.Label && LeavingLabels.contains(N.Label);
    return code(N.Code) + "\n" + (Leaves ? leaveTo(N.Inside) + "\n" : "");
  }
  case NodeKind::Try:
    return tryBlock(N);
  case NodeKind::Jump:
    return isLast(N) ? "" : jump(N.To, N.Inside, false) + "\n";
  case NodeKind::Return: {
    return line(N.To.Location) + code(N.Code) + "\n" +
           (isLast(N) ? "" : jump(N.To, N.Inside, false) + "\n");
  }
  }
  llvm_unreachable("all kinds return");
}

std::string Printer::runFunction() {
  const auto Collect = [&](const auto &Self, const Node &N) -> void {
    if (N.Label)
      Labels[N.Label] = N.Inside;
    for (const auto &Child : N.Children)
      Self(Self, *Child);
  };
  Collect(Collect, *F.Body);
  const auto FindLeaving = [&](const auto &Self, const Node &N) -> void {
    for (const Part &Each : N.Code.Parts)
      if (Each.Kind == PartKind::Jump && Each.To.Kind == JumpKind::Goto)
        if (const auto It = Labels.find(Each.To.Label);
            It != Labels.end() && leavesSomething(N.Inside, It->second))
          LeavingLabels.insert(Each.To.Label);
    for (const auto &Child : N.Children)
      Self(Self, *Child);
  };
  FindLeaving(FindLeaving, *F.Body);
  const State &Start = F.States[F.Initial];
  const State &Done = F.States[F.Final];
  const bool HasLifetimes = F.ReturnsInside || llvm::any_of(F.States, [](const State &S) {
                              return S.Kind == StateKind::Scope && !S.Trivial;
                            });

  std::string Names;
  for (const auto &[Value, Name] : F.FunctionNames)
    if (!IsLocal)
      Names += "static const char " + Name + "[] = \"" + Value + "\";\n";
  std::string Text = "std::coroutine_handle<> run() {\n" + packsBegin() + elementsBegin() +
                     "costate::step " + P.Step + ";\n" + Names + usings() + aliases();
  Text += "switch (" + Self + "state.current()) {\n" + dispatch(0, 0) +
          "case costate::finishing: goto " + P.Finish + ";\n}\n\n";
  Text += "::new (" + On + "at<" + Start.Name + ">()) " + Start.Name + "{" + inits(F.Initial) +
          "};\n" + traced(F.Initial);
  Text +=
      "if (" + On + "suspend<" + Start.Name + ">(" + P.Step + ")) return " + P.Step + ".next;\n";
  Text += Start.Label + ":\n" + On + "begin_body<" + Start.Name + ">();\n\n";
  Text += children(*F.Body) + code(F.FallThrough) + "\n";
  Text += "\n" + P.Finish + ":\n";
  if (HasLifetimes)
    Text += Self + "leave_to_body();\n";
  Text += "::new (" + On + "at<" + Done.Name + ">()) " + Done.Name + "{" + inits(F.Final) + "};\n" +
          traced(F.Final);
  return Text + "return " + On + "finish<" + Done.Name + ">();\n" + elementsEnd() + packsEnd() +
         "}\n";
}

} // namespace costate
