// The lowered program's structs, as the compiler lays them out:
//
//   template <class T> task<T> fetch(T key) {         fetch<int>:  fetch_machine
//     struct fetch_machine : costate::machine<...> {               fetch_machine::AwaitGet
//       struct AwaitGet { ... };
//
// Names lead from the machine's members to the values of the model.
#include "report/Measure.h"

#include "normalize/Evaluation.h"
#include "source/Types.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Mangle.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace costate {
namespace {

bool isOfRuntime(const CXXRecordDecl *Record, StringRef Name) {
  const auto *Namespace = Record ? dyn_cast<NamespaceDecl>(Record->getDeclContext()) : nullptr;
  return Namespace && Namespace->getIdentifier() && Namespace->getName() == "costate" &&
         Record->getIdentifier() && Record->getName() == Name;
}

const TemplateArgumentList *argumentsOf(const CXXRecordDecl *Record) {
  const auto *Of = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record);
  return Of ? &Of->getTemplateArgs() : nullptr;
}

/// The machines that a program defines, by their names.
class Machines : public RecursiveASTVisitor<Machines> {
public:
  bool VisitCXXRecordDecl(CXXRecordDecl *Record) {
    if (!Record->isThisDeclarationADefinition() || Record->isDependentContext() ||
        Record->isInvalidDecl() || Record->getNumBases() == 0)
      return true;
    if (isOfRuntime(Record->bases_begin()->getType()->getAsCXXRecordDecl(), "machine"))
      Found[Record->getName()].push_back(Record);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    if (FunctionTemplateDecl *Generic = Lambda->getLambdaClass()->getDependentLambdaCallOperator())
      for (FunctionDecl *Each : Generic->specializations())
        TraverseDecl(Each);
    return true;
  }
  bool shouldVisitTemplateInstantiations() const { return true; }

  llvm::StringMap<std::vector<const CXXRecordDecl *>> Found;
};

class Measuring {
public:
  Measuring(ReportedCoroutine C, const CXXRecordDecl *Machine, ASTContext &Context)
      : C(std::move(C)), Machine(Machine), Context(Context) {}

  /// Whether this is the machine that is described: a template may have one for each branch.
  bool fits() const {
    unsigned Structs = 0;
    for (const Decl *D : Machine->decls())
      if (const auto *Record = dyn_cast<CXXRecordDecl>(D))
        Structs += !Record->isImplicit() && Record->isThisDeclarationADefinition();
    unsigned Described = 0;
    for (const ReportedState &S : C.States) {
      const CXXRecordDecl *Struct = structOf(S.Name);
      if (!Struct || Struct->isInvalidDecl())
        return false;
      Described += 1 + (S.InSlot && S.Kind == ReportedStateKind::Suspension);
    }
    return Structs == Described;
  }

  ReportedCoroutine run() {
    if (C.IsTemplate)
      name();
    const CXXRecordDecl *Base = Machine->bases_begin()->getType()->getAsCXXRecordDecl();
    const QualType Promise = argumentsOf(Base)->get(1).getAsType();
    C.Frame.Promise = extent(Promise);
    C.Frame.PromiseType = typeName(Promise);
    for (ReportedValue &V : C.Values)
      value(V, V.State == None ? Machine : structOf(C.States[V.State].Name));
    C.IsTemplate = false;
    for (ReportedPoint &Point : C.Points)
      point(Point);
    sumUp(C);
    return std::move(C);
  }

private:
  const CXXRecordDecl *structOf(StringRef Name) const {
    for (const NamedDecl *Found : Machine->lookup(&Context.Idents.get(Name)))
      if (const auto *Record = dyn_cast<CXXRecordDecl>(Found))
        return Record->getDefinition();
    return nullptr;
  }

  void name() {
    const auto *Function = dyn_cast_or_null<FunctionDecl>(Machine->getParentFunctionOrMethod());
    if (!Function)
      return;
    PrintingPolicy Policy = Context.getPrintingPolicy();
    Policy.SuppressTagKeyword = true;
    C.InstanceOf = C.Name;
    std::string Name;
    llvm::raw_string_ostream OS(Name);
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (Method && Method->getParent()->isLambda()) {
      OS << C.Name;
      if (const TemplateArgumentList *Arguments = Function->getTemplateSpecializationArgs())
        printTemplateArgumentList(OS, Arguments->asArray(), Policy);
    } else {
      Function->getNameForDiagnostic(OS, Policy, true);
    }
    C.Name = Name;
    C.Key = ASTNameGenerator(Context).getName(Function);
  }

  ReportedExtent extent(QualType Type) const {
    if (Type->isReferenceType())
      Type = Context.getPointerType(Type.getNonReferenceType());
    ReportedExtent Result;
    Result.Size = Context.getTypeSizeInChars(Type).getQuantity();
    Result.Align = Context.getTypeAlignInChars(Type).getQuantity();
    return Result;
  }

  void value(ReportedValue &V, const CXXRecordDecl *In) {
    const FieldDecl *Field = nullptr;
    for (const FieldDecl *Each : In->fields())
      if (Each->getName() == V.Member)
        Field = Each;
    if (!Field)
      return;
    QualType Type = Field->getType();
    if (V.IsOptional) {
      if (V.Holds != None)
        return;
      Type = argumentsOf(Type->getAsCXXRecordDecl())->get(0).getAsType();
    }
    const bool WasKnown = V.Extent.Size.has_value();
    const ReportedExtent Of = extent(Type);
    V.Extent.Size = Of.Size;
    V.Extent.Align = V.IsOptional
                         ? Of.Align
                         : std::optional<uint64_t>(Context.getDeclAlign(Field).getQuantity());
    if (WasKnown)
      return;
    if (C.IsTemplate && isReference(Type)) {
      V.IsReference = true;
      V.Escapes.reset();
    }
    if (C.IsTemplate)
      V.IsDestroyed = Type.isDestructedType() != QualType::DK_none;
    std::string Text = meant(Type);
    if (Text.find("costate::") == std::string::npos || V.Type == "auto")
      V.Type = V.IsReference && V.Role == ReportedRole::Variable && Type->isPointerType()
                   ? typeName(Type->getPointeeType()) + " &"
                   : std::move(Text);
  }

  std::string typeName(QualType Type) const { return readable(Type.getCanonicalType(), Context); }

  /// Whether a variable of the runtime's type is bound to something that lies elsewhere.
  static bool isReference(QualType Type) {
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    return Type->isReferenceType() || (isOfRuntime(Record, "held") &&
                                       argumentsOf(Record)->get(0).getAsType()->isReferenceType());
  }

  /// What a type of the runtime stands for.
  std::string meant(QualType Type) const {
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    const TemplateArgumentList *Arguments = argumentsOf(Record);
    if (!Arguments)
      return typeName(Type);
    if (isOfRuntime(Record, "held"))
      return typeName(Arguments->get(1).getAsType());
    if (isOfRuntime(Record, "awaiting"))
      for (const FieldDecl *Field : Record->fields())
        if (Field->getName() == "awaiter")
          return meant(Field->getType());
    if (isOfRuntime(Record, "pack"))
      return typeName(Type).substr(std::string("costate::").size());
    return typeName(Type);
  }

  /// What is destroyed by doing nothing is not kept for that.
  void point(ReportedPoint &Point) {
    for (ReportedKept &Kept : Point.Kept) {
      const ReportedValue &V = C.Values[Kept.Value];
      if (V.Role == ReportedRole::Awaiter && V.State == Point.State)
        Point.Awaiter = V.Type;
      if (!V.IsDestroyed)
        llvm::erase(Kept.Reasons, ReportedReason::DestroyedLater);
      if (V.IsReference)
        llvm::erase(Kept.Reasons, ReportedReason::AddressEscapes);
      if (Kept.Reasons.empty())
        Kept.Reasons.push_back(V.State == None ? ReportedReason::Parameter : ReportedReason::Place);
    }
  }

  ReportedCoroutine C;
  const CXXRecordDecl *Machine;
  ASTContext &Context;
};

bool isComplete(const ReportedCoroutine &C) { return !C.IsTemplate && C.Frame.Total; }

} // namespace

void measure(Report &Report, ASTContext &Lowered) {
  Machines All;
  All.TraverseDecl(Lowered.getTranslationUnitDecl());
  std::vector<ReportedCoroutine> Result;
  for (ReportedCoroutine &C : Report.Coroutines) {
    const size_t Before = Result.size();
    if (!isComplete(C))
      for (const CXXRecordDecl *Machine : All.Found.lookup(C.Machine))
        if (Measuring Instance(C, Machine, Lowered); Instance.fits())
          Result.push_back(Instance.run());
    if (Result.size() == Before)
      Result.push_back(std::move(C));
  }
  Report.Coroutines = std::move(Result);
}

} // namespace costate
