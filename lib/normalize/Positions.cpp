// What says where in the source it stands: `__builtin_LINE()` and its like, default arguments made
// of them, std::source_location::current(). The body moves to another line and another function, so
// that what they would have said is written out.
//
//   log("text")     void log(const char *, int line = __builtin_LINE());     ->   log("text", 12)
//   where()         std::source_location of the coroutine                    ->   <location_1>
//
// A std::source_location cannot be made of numbers. The function that the machine replaces makes
// it, under a `#line`. (`__LINE__` is a matter of tokens: lib/source/Tokens.cpp.)
//
// It refuses std::source_location::current() in a lambda's body, whose function nothing else can
// name, and default arguments of a form that it does not know beside those.
#include "normalize/Normalizer.h"

#include "source/Types.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {
namespace {

const Expr *defaultOf(const Expr *E) {
  const auto *Default = dyn_cast_or_null<CXXDefaultArgExpr>(E);
  return Default ? Default->getExpr() : nullptr;
}

/// The SourceLocExpr in \p E, default arguments included; null if there is none.
const SourceLocExpr *positionIn(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return nullptr;
  if (const auto *Position = dyn_cast<SourceLocExpr>(S))
    return Position;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S))
    return positionIn(Default->getExpr());
  for (const Stmt *Child : S->children())
    if (const SourceLocExpr *Found = positionIn(Child))
      return Found;
  return nullptr;
}

/// Whether \p Call is std::source_location::current().
bool isLocation(const CallExpr *Call) {
  const Expr *Default = Call->getNumArgs() == 1 ? defaultOf(Call->getArg(0)) : nullptr;
  const auto *Position = Default ? dyn_cast<SourceLocExpr>(Default->IgnoreImplicit()) : nullptr;
  return Position && Position->getIdentKind() == SourceLocIdentKind::SourceLocStruct;
}

const Expr *withoutImplicit(const Expr *E) {
  for (;;) {
    const Expr *Inner = E->IgnoreImplicit();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
        Construct && Construct->isElidable() && Construct->getNumArgs() == 1)
      Inner = Construct->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
}

} // namespace

/// An initialiser's text may be made twice.
void Normalizer::refuseOnce(SourceLocation Location, StringRef What) {
  if (RefusedAt.insert(Location.getRawEncoding()).second)
    R.refuse(Location, What);
}

/// What \p Position says where \p Default, if it is part of a default argument, is used.
std::string Normalizer::positionLiteral(const SourceLocExpr *Position, const Expr *Default) {
  const APValue Value = Position->EvaluateInContext(Context, Default);
  if (Value.isInt())
    return std::to_string(Value.getInt().getZExtValue()) + "u";
  const auto *Text = dyn_cast<StringLiteral>(Value.getLValueBase().get<const Expr *>());
  std::string Literal;
  llvm::raw_string_ostream(Literal).write_escaped(Text->getString());
  return "\"" + Literal + "\"";
}

/// Makes a std::source_location of \p Place in the function itself; its name.
std::string Normalizer::placeAt(SourceLocation Location, QualType Type) {
  const PresumedLoc Place = Context.getSourceManager().getPresumedLoc(
      Context.getSourceManager().getExpansionLoc(Location));
  for (const SourcePlace &Each : F.Places)
    if (Each.Line == Place.getLine() && Each.Column == Place.getColumn())
      return Each.Name;
  F.Places.push_back({"location_" + std::to_string(F.Places.size() + 1),
                      typeName(Type.getUnqualifiedType()), Place.getLine(), Place.getColumn()});
  return F.Places.back().Name;
}

/// A default argument as it has to be written at its use, \p Used.
std::string Normalizer::defaultText(const Expr *E, const CXXDefaultArgExpr *Used) {
  E = withoutImplicit(E);
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return defaultText(Default->getExpr(), Used);
  if (const auto *Position = dyn_cast<SourceLocExpr>(E);
      Position && Position->getIdentKind() != SourceLocIdentKind::SourceLocStruct)
    return positionLiteral(Position, Used);
  const auto Arguments = [&](auto &&All) {
    std::string Text;
    for (const Expr *Each : All)
      Text += (Text.empty() ? "" : ", ") + defaultText(Each, Used);
    return Text;
  };
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    if (isLocation(Call))
      return placeAt(Used->getUsedLocation(), Call->getType());
    const FunctionDecl *Function = Call->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
    if (Function && (!Method || Method->isStatic()) && !isa<CXXOperatorCallExpr>(Call)) {
      return "::" + qualifiedName(*Function) + "(" + Arguments(Call->arguments()) + ")";
    }
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return ::costate::declaration(Construct->getType().getUnqualifiedType(), "", Context, true) +
           "{" + Arguments(Construct->arguments()) + "}";
  if (isa<IntegerLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, StringLiteral,
          CharacterLiteral, FloatingLiteral>(E)) {
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    E->printPretty(OS, nullptr, Context.getPrintingPolicy());
    return Text;
  }
  refuseOnce(Used->getUsedLocation(),
             "a default argument that stands beside one that says where the call is, or is kept "
             "across a suspension; write the arguments of this call out");
  return "0";
}

/// The default arguments among \p Arguments that have to be written, because one of them says where
/// the call is; each with a comma before it.
std::string Normalizer::positionArguments(llvm::ArrayRef<const Expr *> Arguments) {
  size_t Last = Arguments.size();
  while (Last > 0 && !(defaultOf(Arguments[Last - 1]) && positionIn(Arguments[Last - 1])))
    --Last;
  std::string Text;
  for (const Expr *Each : Arguments.take_front(Last))
    if (const Expr *Default = defaultOf(Each))
      Text += ", " + defaultText(Default, cast<CXXDefaultArgExpr>(Each));
  return Text;
}

/// The same in a template, for the promise's \p Function that instantiations call with \p Operand.
std::string Normalizer::positionOfCall(const Expr *Operand, llvm::StringRef Function) {
  std::optional<std::string> Known;
  for (const ArgumentUse &Use : Found.Facts.argument(withoutConversions(Operand))) {
    if (!Use.Call || !Use.Callee || !Use.Callee->getIdentifier() ||
        Use.Callee->getName() != Function)
      continue;
    const std::string Text = positionArguments({Use.Call->getArgs(), Use.Call->getNumArgs()});
    if (Known && *Known != Text)
      refuseOnce(Operand->getExprLoc(), "instantiations call different functions of the promise, "
                                        "of which one asks where it is called");
    Known = Text;
  }
  return Known.value_or("");
}

/// What says where it stands in \p S itself. True: \p S needs nothing else.
bool Normalizer::collectPosition(const Stmt *S, std::vector<Hole> &Holes, bool InLambda) {
  const TokenRange Range = T.range(S->getSourceRange());
  if (const auto *Position = dyn_cast<SourceLocExpr>(S)) {
    Holes.push_back({Range, Piece::of(positionLiteral(Position, nullptr))});
    return true;
  }
  llvm::ArrayRef<const Expr *> Arguments;
  TokenRange Parentheses;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    if (isLocation(Call)) {
      if (InLambda)
        refuseOnce(
            Call->getBeginLoc(),
            "std::source_location::current() in a lambda of a coroutine, whose name and line "
            "nothing else can give; make it before the lambda and capture it");
      Holes.push_back({Range, Piece::of(placeAt(Call->getBeginLoc(), Call->getType()))});
      return true;
    }
    Arguments = {Call->getArgs(), Call->getNumArgs()};
    if (isa<CXXOperatorCallExpr>(Call) && !Arguments.empty())
      Arguments = Arguments.drop_front();
    if (Arguments.empty() || Range.empty())
      return false;
    Parentheses = {Range.Begin, Range.End};
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    Arguments = {Construct->getArgs(), Construct->getNumArgs()};
    if (Construct->getParenOrBraceRange().isValid())
      Parentheses = T.range(Construct->getParenOrBraceRange());
  }
  if (Insertions.contains(S) && !positionArguments(Arguments).empty()) {
    refuseOnce(S->getBeginLoc(),
               "a default argument that lives across an await stands beside one "
               "that says where the call is; write the arguments of this call out");
    return true;
  }
  const size_t Before = F.Places.size();
  const std::string Added = positionArguments(Arguments);
  if (Added.empty())
    return false;
  if (InLambda && F.Places.size() != Before)
    refuseOnce(S->getBeginLoc(),
               "std::source_location::current() in a lambda of a coroutine, whose name and line "
               "nothing else can give; make it before the lambda and capture it");
  const bool Alone = defaultOf(Arguments.front());
  if (!Parentheses.empty()) {
    const unsigned End = Parentheses.End - 1;
    Holes.push_back({{End, End}, Piece::of(Alone ? Added.substr(2) : Added)});
    return false;
  }
  const auto *Construct = cast<CXXConstructExpr>(S);
  if (Alone) { // `T x;`
    refuseOnce(S->getBeginLoc(), "a constructor that asks for its place is called without "
                                 "parentheses; initialise the object with braces");
    return true;
  }
  // A conversion that nobody wrote.
  std::vector<Hole> Inner;
  const TokenRange Written = T.range(Arguments.front()->getSourceRange());
  collect(Arguments.front(), Inner);
  const std::string Type =
      ::costate::declaration(Construct->getType().getUnqualifiedType(), "", Context, true);
  Holes.push_back(
      {Written, Piece::of(Type + "(").add(fill(Written, std::move(Inner))).text(Added + ")")});
  return true;
}

/// The same in a lambda's body, of which everything else is kept as it is.
void Normalizer::collectPositions(const Stmt *Body, std::vector<Hole> &Holes) {
  if (!Body || collectPosition(Body, Holes, true))
    return;
  for (const Stmt *Child : Body->children())
    collectPositions(Child, Holes);
}

} // namespace costate
