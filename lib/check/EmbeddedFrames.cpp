#include "check/EmbeddedFrames.h"

#include "check/Mentions.h"

#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace costate {

/// Whether the machine of \p Function can be a member of others, as lib/normalize/Embed.cpp says.
static bool isOfNamespace(const FunctionDecl &Function) {
  return !isa<CXXMethodDecl>(Function) && !Function.isTemplateInstantiation() &&
         Function.getDeclContext()->isFileContext() && canBeSpelled(Function) &&
         isa_and_nonnull<CoroutineBodyStmt>(Function.getBody());
}

void EmbeddedFrames::forEach(
    const Stmt &Await, const FunctionDecl &In,
    llvm::function_ref<void(const CallExpr &, const FunctionDecl &)> Visit) {
  const auto *Suspend = dyn_cast<CoawaitExpr>(&Await);
  if (!Suspend)
    return;
  const SourceManager &Sources = Context.getSourceManager();
  Types.forEachCall(Suspend->getOperand(), [&](const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const FunctionDecl *Defined = Callee ? Callee->getDefinition() : nullptr;
    if (Defined && isOfNamespace(*Defined) && Files.contains(Defined->getLocation()) &&
        isa<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts()) &&
        Sources.isBeforeInTranslationUnit(Defined->getLocation(), In.getLocation()) &&
        llvm::all_of(Call->arguments(), [](const Expr *Argument) {
          return !isa<CXXDefaultArgExpr>(Argument) || literalDefault(Argument);
        }))
      Visit(*Call, *Defined);
  });
}

uint64_t EmbeddedFrames::bytesOf(QualType Type) const {
  if (Type->isDependentType() || Type->isUndeducedType())
    return 0;
  if (Type->isReferenceType())
    Type = Context.getPointerType(Type.getNonReferenceType());
  return Type->isIncompleteType() ? 0 : Context.getTypeSizeInChars(Type).getQuantity();
}

uint64_t EmbeddedFrames::leastBytes(const FunctionDecl &Coroutine) {
  const auto [It, New] = Known.try_emplace(&Coroutine, 0); // 0 for what would contain itself
  if (!New)
    return It->second;
  const auto *Body = cast<CoroutineBodyStmt>(Coroutine.getBody());
  uint64_t Bytes = 2 * bytesOf(Context.VoidPtrTy) + bytesOf(Body->getPromiseDecl()->getType());
  for (const ParmVarDecl *Parameter : Coroutine.parameters())
    if (!Parameter->getName().empty())
      Bytes += bytesOf(Parameter->getType());
  Bytes += mostKept(Coroutine);
  return Known[&Coroutine] = Bytes;
}

/// The bytes of the variables that are kept together, where these are the most.
uint64_t EmbeddedFrames::mostKept(const FunctionDecl &Coroutine) {
  const std::unique_ptr<EventFlow> Events = EventFlow::of(Coroutine, Context);
  if (!Events)
    return 0;
  const Mentions Named(*Events);
  std::map<std::pair<unsigned, unsigned>, uint64_t> Kept; // by suspensions
  for (const EventPoint At : Events->suspensions())
    forEach(*Events->event(At).Code, Coroutine, [&](const CallExpr &, const FunctionDecl &Inner) {
      Kept[{At.Block, At.Index}] += leastBytes(Inner);
    });
  const auto Add = [&](const VarDecl &Variable, EventPoint Made) {
    const bool IsDestroyed = Variable.getType().isDestructedType() != QualType::DK_none;
    Events->forEachBehind(Made, [&](const Event &E, EventPoint At) {
      if (E.Kind == EventKind::Suspend &&
          (IsDestroyed || Named.behind(At, &Variable).Use || Named.behind(At, &Variable).Measure))
        Kept[{At.Block, At.Index}] += bytesOf(Variable.getType());
      return E.Kind != EventKind::Destroy || E.Variable != &Variable;
    });
  };
  for (unsigned Id = 0; Id != Events->blocks().size(); ++Id)
    for (unsigned I = 0; I != Events->blocks()[Id].Events.size(); ++I)
      if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Events->blocks()[Id].Events[I].Code))
        for (const Decl *D : Declaration->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(D);
              Variable && !Variable->hasGlobalStorage())
            Add(*Variable, {Id, I});
  uint64_t Most = 0;
  for (const auto &[At, Bytes] : Kept)
    Most = std::max(Most, Bytes);
  return Most;
}

} // namespace costate
