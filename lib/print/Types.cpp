// Writes types: of members, of the promise, and of what was declared `auto`, so that they mean the
// same inside the machine.
//
//   auto it = names.begin();   ->   std::vector<std::string>::iterator it;
#include "print/Printer.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace costate {

/// \p Text with the constants of the body as types in the machine name them.
std::string Printer::withConstants(llvm::StringRef Text) const {
  if (F.Constants.empty())
    return Text.str();
  const auto IsNamePart = [](char Ch) { return llvm::isAlnum(Ch) || Ch == '_'; };
  std::string Result;
  while (!Text.empty()) {
    const llvm::StringRef Word = Text.take_while(IsNamePart);
    const auto It = F.Constants.find(Word.str());
    const bool IsMember = llvm::StringRef(Result).ends_with("::");
    Result += It != F.Constants.end() && !IsMember ? It->second : Word.str();
    Text = Text.drop_front(Word.size());
    const llvm::StringRef Between = Text.take_until(IsNamePart);
    Result += Between;
    Text = Text.drop_front(Between.size());
  }
  return Result;
}

std::string Printer::type(QualType Type, llvm::StringRef Name) const {
  const std::string Text = declaration(Type, "", Context, false);
  const bool Hidden = llvm::any_of(unqualifiedNames(Text), [&](const std::string &Word) {
    return VariableNames.contains(Word);
  });
  if (C.IsDependent && llvm::StringRef(Text).contains("sizeof...("))
    return withConstants(countedPacks(declaration(Type, Name, Context, Hidden)));
  if (Type->isDependentType())
    return withConstants(declaration(Type, Name, Context, Hidden));
  return declaration(Type, Name, Context, Hidden || (!Self.empty() && !C.IsDependent));
}

/// [dcl.fct.def.coroutine]/3. The primary template of coroutine_traits asks the returned type.
std::string Printer::promiseType() const {
  const QualType Returned = C.Function->getReturnType();
  if (!C.IsDependent && isNameable(C.PromiseType, C.Function, Context))
    return type(C.PromiseType.getCanonicalType());
  // A member type of `const task<>` is not const.
  const std::string Type = type(C.HasTraits ? Returned : Returned.getUnqualifiedType());
  if (!C.HasTraits)
    return (Returned->isDependentType() && !llvm::StringRef(Type).starts_with("typename ")
                ? "typename "
                : "") +
           Type + "::promise_type";
  std::string Arguments = Type;
  if (!C.Object.isNull() && !C.Lambda)
    Arguments += ", " + type(Context.getLValueReferenceType(C.Object));
  for (const ValueId Id : F.Parameters) {
    const Value &V = F.Values[Id];
    const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(V.Decl);
    if (!Parameter || V.IsObject || V.IsCapture)
      continue;
    const QualType Of = Parameter->getType();
    if (isPack(V))
      Arguments += ", " + packType(V, false) + "...";
    else if (V.TypeText.empty())
      Arguments += ", " + type(Of.getUnqualifiedType());
    else if (Of.isConstQualified() || Of.isVolatileQualified())
      Arguments += ", std::remove_cv_t<" + V.TypeText + ">";
    else
      Arguments += ", " + V.TypeText;
  }
  return "typename std::coroutine_traits<" + Arguments + ">::promise_type";
}

/// Refuses what no member of a state can be.
void Printer::checkMember(const Value &V) {
  if (V.HasArray)
    R.refuse(V.Decl->getLocation(),
             "'" + V.Name +
                 "' is a std::initializer_list that is kept across a suspension, which its "
                 "array cannot be; use an array or a container");
  if (V.IsOutOfOrder)
    R.refuse(V.Decl->getLocation(),
             "'" + V.Name +
                 "' extends the life of a temporary, and is kept across a suspension; the "
                 "temporary would be made before what comes before it; name it");
  if (V.Decl && V.Decl->hasAttr<CleanupAttr>())
    R.refuse(V.Decl->getLocation(), "'" + V.Name +
                                        "' has a cleanup function, and is kept across a "
                                        "suspension; use an object with a destructor");
}

/// The member \p Name for an array of which only the initialiser tells the bound.
std::string Printer::arrayMember(const Value &V, llvm::StringRef Name) {
  const auto *Array = V.Type.isNull() ? nullptr : Context.getAsArrayType(V.Type);
  if (!Array) // behind a list in braces
    return deducedTypeOf(V) + " " + Name.str() + "[decltype(costate::count(" +
           unevaluated(V.TypeOf) + "))::value]";
  const std::string Element = type(Array->getElementType());
  const std::string Bound = "decltype(costate::array_bound<" +
                            type(Array->getElementType().getUnqualifiedType()) + ">({" +
                            unevaluated(V.TypeOf) + "}))::value";
  return Array->getElementType()->isArrayType()
             ? "costate::array_of<" + Element + ", " + Bound + "> " + Name.str()
             : Element + " " + Name.str() + "[" + Bound + "]";
}

std::string Printer::memberType(ValueId Id, llvm::StringRef Name) {
  const Value &V = F.Values[Id];
  checkMember(V);
  if (!V.TypeText.empty())
    return V.TypeText + " " + Name.str();
  if (isPack(V))
    return "costate::pack<" + packType(V, false) + "...> " + Name.str();
  if (V.From == Deduced::Elements)
    return arrayMember(V, Name);
  if (V.From != Deduced::No)
    return deducedTypeOf(V) + " " + Name.str();
  if (V.IsSlot) {
    const std::string Held =
        V.SlotState != None ? F.States[V.SlotState].Name
                            : named(type(V.Type.getCanonicalType()), C.Function->getLocation());
    return "costate::slot<" + Held + "> " + Name.str();
  }
  QualType Type = V.Type;
  if (V.Kind == ValueKind::Parameter)
    ;
  else if (V.IsReference && !V.IsExtended)
    Type = Context.getPointerType(Type.getNonReferenceType());
  else if (V.IsReference)
    Type = Type.getNonReferenceType();
  std::string Result;
  if (V.Decl) {
    if (const auto *Aligned = V.Decl->getAttr<AlignedAttr>(); Aligned && !Type->isReferenceType())
      Result = Aligned->isAlignmentDependent()
                   ? T.spell(T.range(Aligned->getRange())) + " "
                   : "alignas(" + std::to_string(Context.getDeclAlign(V.Decl).getQuantity()) + ") ";
  }
  // A field is assigned where its variable is declared.
  if (V.Region != None && F.States[V.Region].Kind == StateKind::Fields)
    Type = Type.getUnqualifiedType();
  // A written type keeps its spelling; a deduced one is spelled out.
  const SourceLocation Location = V.Decl            ? V.Decl->getLocation()
                                  : V.State != None ? F.States[V.State].Location
                                                    : C.Function->getLocation();
  const bool IsWritten = isSpelled(V) || (!V.Decl && Type->isDependentType());
  const QualType Spelled = IsWritten ? Type : Type.getCanonicalType();
  if (isFromElsewhere(V))
    return Result + deducedType(Id) + (V.IsReference && !V.IsExtended ? " *" : " ") + Name.str();
  std::string Text = named(type(Spelled, Name), Location);
  if (Name == "awaiter" && llvm::StringRef(Text).starts_with("awaiter ")) // a class of that name
    Text =
        (Spelled->getAsCXXRecordDecl() && Spelled->getAsCXXRecordDecl()->getParentFunctionOrMethod()
             ? P.Machine + "::" + Text
             : named(declaration(Spelled, Name, Context, true), Location));
  return Result + Text;
}

namespace {

/// Finds the name of a local variable in a written type, as a template argument or a bound.
class LocalNameFinder : public RecursiveASTVisitor<LocalNameFinder> {
public:
  bool Found = false;
  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    Found = Found || (Variable && Variable->isLocalVarDeclOrParm());
    return !Found;
  }
};

bool namesLocal(const VarDecl &Variable) {
  LocalNameFinder Finder;
  if (const TypeSourceInfo *Written = Variable.getTypeSourceInfo())
    Finder.TraverseTypeLoc(Written->getTypeLoc());
  return Finder.Found;
}

} // namespace

/// Whether the variable's type was written so that it means the same elsewhere.
bool Printer::isSpelled(const Value &V) const {
  if (!V.Decl || V.Decl->getType()->getContainedDeducedType() ||
      (!V.Type->isDependentType() && namesLocal(*V.Decl)))
    return false;
  const std::string Text = type(V.Type);
  return Text.find("decltype(") == std::string::npos && Text.find("struct ") == std::string::npos &&
         Text.find("class ") == std::string::npos && Text.find("enum ") == std::string::npos &&
         Text.find("union ") == std::string::npos;
}

/// Whether the variable's type was made inside another function, so that only what gave it can name
/// it.
bool Printer::isFromElsewhere(const Value &V) const {
  if (V.Kind != ValueKind::Variable || V.Type.isNull())
    return false;
  const QualType Of = V.Type.getNonReferenceType();
  if (const TagDecl *Tag = Of->getAsTagDecl();
      Tag && !Tag->getIdentifier() && !Tag->getTypedefNameForAnonDecl() &&
      !(isa<CXXRecordDecl>(Tag) && cast<CXXRecordDecl>(Tag)->isLambda()))
    return llvm::none_of(F.Types, [&](const LocalType &Local) { return Local.Decl == Tag; });
  return !Of->isArrayType() && !isSpelled(V) && !isNameable(Of, C.Function, Context);
}

/// The type of a variable as that of its initialiser, written with declval for the variables in it.
std::string Printer::deducedType(ValueId Id) {
  const auto It = Initialisers.find(Id);
  if (It == Initialisers.end() || It->second->empty()) {
    R.refuse(F.Values[Id].Decl ? F.Values[Id].Decl->getLocation() : C.Function->getLocation(),
             "a value of a type that has no name here is kept across a suspension; this is not "
             "supported");
    return "int";
  }
  const bool Before = std::exchange(Outside, true);
  const std::string Init = unevaluated(*It->second);
  Outside = Before;
  const Value &V = F.Values[Id];
  if (V.IsReference && !V.IsExtended)
    return (V.Type.getNonReferenceType().isConstQualified() ? "const " : "") +
           ("std::remove_reference_t<decltype((" + Init) + "))>";
  return "std::decay_t<decltype(" + Init + ")>";
}

/// \p Type with the closure types in it named as what the functions that make them return. A type
/// that stays without a name is refused.
std::string Printer::named(std::string Type, SourceLocation Location) {
  for (const LocalType &Local : F.Types) {
    if (Local.Name.empty())
      continue;
    const std::string Key = type(Context.getCanonicalTagType(cast<TagDecl>(Local.Decl)));
    for (size_t At = Type.find(Key); At != std::string::npos; At = Type.find(Key, At))
      Type.replace(At, Key.size(), Local.Name);
  }
  for (const auto &[Key, Place] : Lambdas) {
    size_t At = Type.find(Key);
    if (At == std::string::npos)
      continue;
    const Part &Begin = *Place.second;
    const CXXRecordDecl *Class = Begin.Lambda->getLambdaClass();
    if (!Closures.contains(Class))
      makeClosure(*Place.first, Begin);
    std::string Name = "decltype(" + Closures[Class] + "(";
    for (size_t I = 0; I != Begin.Captured.size(); ++I)
      Name += (I ? ", std::declval<" : "std::declval<") + captureType(Begin.Captured[I]) + ">()";
    for (const Part *Operand : operandsOf(*Place.first, Begin))
      Name += (Name.back() == '(' ? "std::declval<" : ", std::declval<") + operandType(*Operand) +
              ">()";
    Name += "))";
    while (At != std::string::npos) {
      Type.replace(At, Key.size(), Name);
      At = Type.find(Key, At + Name.size());
    }
  }
  if (Type.find("(lambda at") != std::string::npos || Type.find("(unnamed") != std::string::npos ||
      Type.find("(anonymous") != std::string::npos || Type.find(")::") != std::string::npos)
    R.refuse(Location, "a value of a type that has no name here, '" + Type +
                           "', is kept across a suspension; this is not supported");
  return Type;
}

} // namespace costate
