// Calls of coroutines whose machines lie in the state that awaits them, instead of on the heap.
//
//   int n = co_await child(name);
//
//   Suspend AwaitChild{child_place = {}, temporary = <child_place>.start(name), awaiter = ...}
//
// The state's member is raw storage: the machine in it begins with the call and ends where it is
// destroyed through its handle, usually by the temporary task at the end of the full-expression.
// A coroutine is embedded where its machine can be named and is complete: it is a namespace's
// function, no template, and defined before. So no machine can contain itself. Others are
// allocated, as always.
#include "normalize/Normalizer.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {
/// Notes which calls in \p Operand, what an await is applied to, start a machine in the state.
void Normalizer::findEmbedded(const Expr *Operand) {
  if (Expanding) // a state holds the elements of an expansion, however many there are
    return;
  Embeds.Types.forEachCall(Operand, [&](const CallExpr *Call) {
    const FunctionDecl *Function = Call->getDirectCallee();
    const FunctionDecl *Defined = Function ? Function->getDefinition() : nullptr;
    const auto It = Defined ? Embeds.Machines.find(Defined) : Embeds.Machines.end();
    if (It == Embeds.Machines.end() || !isa<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts()))
      return;
    if (llvm::all_of(Call->arguments(), [](const Expr *Argument) {
          return !isa<CXXDefaultArgExpr>(Argument) || literalDefault(Argument);
        }))
      Embedded[Call] = It->second;
  });
}

bool Normalizer::isEmbedded(const Expr *E) const { return Embedded.contains(E); }

/// The member that the machine lies in.
ValueId Normalizer::storageFor(const CallExpr *Call) {
  const ValueId Storage = pend(operandName(Call) + "_place", {}, Piece::of("{}"),
                               "costate::in_place<" + Embedded.lookup(Call) + ">");
  F.Embedded.push_back({Call, Call->getDirectCallee()->getDefinition(), Storage});
  return Storage;
}

/// `child(a, b)` -> `place.start(a, b)`.
Piece Normalizer::startInStorage(const CallExpr *Call, bool Hoist) {
  lowerOperands(Call, Hoist);
  Replaced[Call->getCallee()] = Piece::member(storageFor(Call)).text(".start");
  std::string Defaults;
  for (const Expr *Argument : Call->arguments())
    if (const Expr *Value = literalDefault(Argument)) {
      llvm::raw_string_ostream OS(Defaults);
      OS << (Argument == Call->getArg(0) ? "" : ", ");
      Value->printPretty(OS, nullptr, Context.getPrintingPolicy());
    }
  if (!Defaults.empty())
    Insertions[Call].text(Defaults);
  return text(Call);
}

} // namespace costate
