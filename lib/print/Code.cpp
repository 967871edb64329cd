// Writes the user's text, with what the plan decided filled in.
//
//   total += weigh(k) + co_await peer.read(b)   ->   total += get<AwaitRead>().weigh +
//                                                    resumed<AwaitRead>()
#include "print/Printer.h"

#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace costate {

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
        Text += On + (F.States[Each.Id].IsPassed ? "leave<" : "resumed<") + F.States[Each.Id].Name +
                ">()";
        ResumedShort = true;
      } else if (F.States[Each.Id].IsPassed) { // does nothing
        Text += "static_cast<void>(0)";
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

/// How run() names `number<` of its states.
std::string Printer::numberMember() const {
  return C.IsDependent ? "::template number<" : "::number<";
}

std::string Printer::numberOf(StateId Id) const {
  const State &S = F.States[Id];
  return P.States + numberMember() + (S.Slot != None ? pointName(Id) : S.Name) + ">";
}

std::string Printer::get(StateId Id) const {
  const State &S = F.States[Id];
  if (S.Slot == None)
    return On + "get<" + S.Name + ">()";
  const Value &Slot = F.Values[S.Slot];
  return "(*" + get(Slot.State) + "." + Slot.Name + ")";
}

std::string Printer::inits(StateId Id) const {
  std::string Text;
  for (const ValueId Member : F.States[Id].Members) {
    const Value &V = F.Values[Member];
    Text += (Text.empty() ? "" : ", ") + (V.IsSlot ? "{}" : code(V.Init));
  }
  return Text;
}

} // namespace costate
