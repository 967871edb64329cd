// Writes the user's text, with what the plan decided filled in.
//
//   total += weigh(k) + co_await peer.read(b)   ->   total += get<AwaitRead>().weigh +
//                                                    resumed<AwaitRead>()
#include "print/Printer.h"

#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace costate {

/// Whether the machine keeps the reference \p V as a pointer.
static bool isPointer(const Value &V) {
  return V.Home == ValueHome::Frame && V.IsReference && !V.IsExtended;
}

/// \p Code with the names that stay as they are in one range with what is around them, so that
/// macros around them keep their spelling.
Piece Printer::whole(const Piece &Code) const {
  Piece Result;
  for (const Part &Each : Code.Parts) {
    TokenRange Range;
    if (Each.Kind == PartKind::Tokens || Each.Kind == PartKind::Static)
      Range = Each.Range;
    else if (Each.Kind == PartKind::Use && !Each.Range.empty() && Each.Text.empty()) {
      const Value &V = F.Values[Each.Id];
      if (!isPointer(V) && T.text(Each.Range.Begin) == V.Name)
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

/// Whether \p Text is a call without arguments, which binds more tightly than any operator.
static bool isCall(llvm::StringRef Text) {
  return Text.consume_back("()") && llvm::all_of(Text, [](char C) {
           return llvm::isAlnum(C) || llvm::StringRef("_:<>.").contains(C);
         });
}

std::string Printer::code(const Piece &Code) const {
  std::string Text;
  std::vector<std::string> Wrappers; // what ends the closures around
  unsigned Skipping = 0;             // inside a closure that a function makes
  Piece InRanges;
  const Piece &Spelled = Unevaluated ? Code : (InRanges = whole(Code)); // no copy: lambdas are
                                                                        // found by where they lie
  for (const Part &Each : Spelled.Parts) {
    if (Skipping > 0) {
      Skipping += Each.Kind == PartKind::LambdaBegin;
      Skipping -= Each.Kind == PartKind::LambdaEnd;
      continue;
    }
    if (Each.Kind == PartKind::LambdaBegin && Closures.contains(Each.Lambda->getLambdaClass())) {
      Text += closureCall(Spelled, Each);
      ++Skipping;
      continue;
    }
    if (Unevaluated && Each.Kind != PartKind::Tokens && Each.Kind != PartKind::Text &&
        Each.Kind != PartKind::Gap) {
      if (Each.Kind == PartKind::LambdaBegin) {
        Text += const_cast<Printer *>(this)->closureOf(Spelled, Each);
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
    } else if (Each.Kind == PartKind::LambdaBegin) {
      const bool IsInner = !Wrappers.empty(); // what it captures, the one around it captures
      std::string &End = Wrappers.emplace_back();
      if (!IsInner)
        Text += wrapperBegin(Each, End);
    } else if (Each.Kind == PartKind::LambdaEnd) {
      Text += Wrappers.back();
      Wrappers.pop_back();
    } else if (const auto It = Conditions.find(Each.Id);
               Each.Kind == PartKind::Use && It != Conditions.end()) {
      Text += Text == "!" && !isCall(It->second) ? "(" + It->second + ")" : It->second;
    } else {
      Text += evaluated(Each, !Wrappers.empty());
    }
  }
  return Text;
}

/// A closure captures what a name means, not how the machine reaches it. Returns what comes before
/// the closure where that differs, and sets \p End to what comes behind it.
std::string Printer::wrapperBegin(const Part &Begin, std::string &End) const {
  std::string Parameters;
  std::string Arguments;
  for (const Capture &Each : Begin.Captured) {
    const Value &V = F.Values[Each.Id];
    const bool Pointer = isPointer(V);
    if (!Each.Binding && !Pointer && nameOf(Each) == V.Name)
      continue;
    Parameters += (Parameters.empty() ? "" : ", ") +
                  const_cast<Printer *>(this)->captureType(Each, nameOf(Each));
    Arguments += (Arguments.empty() ? "" : ", ") +
                 (Each.Binding ? captured(Each) : (Pointer ? "*" : "") + V.Name);
  }
  if (Parameters.empty())
    return "";
  End = "; }(" + Arguments + ")";
  return "[&](" + Parameters + ") { return ";
}

/// A part that is no lambda, as run() writes it; inside of a closure names mean what it captures.
std::string Printer::evaluated(const Part &Each, bool InClosure) const {
  switch (Each.Kind) {
  case PartKind::Static:
  case PartKind::Tokens:
    // Two ranges of tokens that a part stands between keep their distance.
    return T.spell(Each.Range);
  case PartKind::Text:
  case PartKind::Promise:
  case PartKind::Gap:
    return Each.Text;
  case PartKind::Use: {
    const Value &V = F.Values[Each.Id];
    return isPointer(V) && !InClosure ? "(*" + V.Name + ")" : V.Name;
  }
  case PartKind::TypeOfUse:
    return const_cast<Printer *>(this)->declaredType(Each);
  case PartKind::Binding: {
    const Value &V = F.Values[Each.Id];
    const bool Deduces = V.From != Deduced::No;
    const std::string Object = V.IsReference ? "(*" + V.Name + ")" : V.Name;
    if (Deduces && V.Region != None)
      return Each.Text.empty() ? bindingOf(V, Each, Object) : Each.Before + Object + Each.Text;
    if (V.Home != ValueHome::Frame || Deduces)
      return T.spell(Each.Range);
    return (V.IsExtended ? V.Name : Object) + Each.Text;
  }
  case PartKind::Forward: {
    const Value &V = F.Values[Each.Id];
    const std::string Member = F.States[V.State].Name + "::" + V.Name;
    if (!Each.Text.empty()) // the type of what a slot holds
      return "std::decay_t<decltype(*" + Member + ")>";
    const std::string Object = get(V.State) + "." + V.Name;
    return V.IsSlot ? "(*" + Object + ").forward()"
                    : "std::forward<decltype(" + Member + ")>(" + Object + ")";
  }
  case PartKind::Member:
    return get(F.Values[Each.Id].State) + "." + F.Values[Each.Id].Name;
  case PartKind::Result: {
    const State &S = F.States[Each.Id];
    if (Each.Id != Short)
      return S.IsPassed ? "static_cast<void>(0)" // does nothing
                        : get(Each.Id) + ".awaiter.await_resume()";
    ResumedShort = true;
    return On + (S.IsPassed ? "leave<" : "resumed<") + S.Name + ">()";
  }
  case PartKind::Jump:
    return const_cast<Printer *>(this)->jump(Each.To, At, true);
  case PartKind::LambdaBegin:
  case PartKind::LambdaEnd:
    break;
  }
  llvm_unreachable("code() writes lambdas");
}

/// What a closure refers to, as run() names it.
std::string Printer::captured(const Capture &Named) const {
  if (!Named.Binding)
    return code(Piece().use(Named.Id, true));
  const Value &V = F.Values[Named.Id];
  if (V.Home != ValueHome::Frame || (V.From != Deduced::No && V.Region == None))
    return nameOf(Named); // it is decomposed in run()
  return evaluated(costate::bindingOf(Named), false);
}

/// An operand as the parameter of operandType() takes it.
std::string Printer::handedOver(const Part &Operand) const {
  if (Operand.Kind == PartKind::Result)
    return get(Operand.Id) + ".awaiter";
  const bool Moves = Operand.Kind == PartKind::Member && !C.IsDependent &&
                     F.Values[Operand.Id].Type->isRValueReferenceType();
  return Moves ? "std::move(" + code({{Operand}}) + ")" : code({{Operand}});
}

/// The call of the function that makes a closure whose type has to be named.
std::string Printer::closureCall(const Piece &Code, const Part &Begin) const {
  std::string Arguments;
  for (const Capture &Each : Begin.Captured)
    Arguments +=
        (Arguments.empty() ? "" : ", ") + captured(Each) + (isPack(F.Values[Each.Id]) ? "..." : "");
  for (const Part *Operand : const_cast<Printer *>(this)->operandsOf(Code, Begin))
    Arguments += (Arguments.empty() ? "" : ", ") + handedOver(*Operand);
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
