#include "check/Config.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"

using llvm::StringRef;

LLVM_YAML_IS_SEQUENCE_VECTOR(costate::AllowedFunction)

namespace {

/// What a file says, where the lists are added to those of the directories above.
struct ConfigFile {
  costate::CheckConfig Config;
  bool InheritParentConfig = false;
};

} // namespace

template <> struct llvm::yaml::MappingTraits<costate::AllowedFunction> {
  static void mapping(IO &In, costate::AllowedFunction &A) {
    In.mapRequired("Function", A.Function);
    In.mapOptional("Warnings", A.Warnings, std::string("*"));
  }
  static std::string validate(IO & /*In*/, costate::AllowedFunction &A) {
    std::string Problem;
    return Regex(A.Function).isValid(Problem) ? "" : "Function: " + Problem;
  }
};

template <> struct llvm::yaml::MappingTraits<costate::CheckConfig> {
  static void mapping(IO &In, costate::CheckConfig &C) {
    In.mapOptional("Warnings", C.Warnings);
    In.mapOptional("WarningsAsErrors", C.WarningsAsErrors);
    In.mapOptional("LargeThreshold", C.LargeThreshold);
    In.mapOptional("LockTypes", C.LockTypes);
    In.mapOptional("MutexTypes", C.MutexTypes);
    In.mapOptional("ThreadBoundTypes", C.ThreadBoundTypes);
    In.mapOptional("BlockingFunctions", C.BlockingFunctions);
    In.mapOptional("NonBlockingFunctions", C.NonBlockingFunctions);
    In.mapOptional("LongLivedTypes", C.LongLivedTypes);
    In.mapOptional("SafeAwaitables", C.SafeAwaitables);
    In.mapOptional("Allow", C.Allow);
  }
};

template <> struct llvm::yaml::MappingTraits<ConfigFile> {
  static void mapping(IO &In, ConfigFile &F) {
    In.mapOptional("InheritParentConfig", F.InheritParentConfig);
    MappingTraits<costate::CheckConfig>::mapping(In, F.Config);
  }
};

namespace costate {

bool CheckConfig::matches(StringRef List, WarningKind Kind) {
  bool Wanted = false;
  llvm::SmallVector<StringRef, 8> Globs;
  List.split(Globs, ',');
  for (StringRef Each : Globs) {
    Each = Each.trim();
    const bool Removes = Each.consume_front("-");
    if (Each.empty())
      continue;
    llvm::Expected<llvm::GlobPattern> Glob = llvm::GlobPattern::create(Each);
    if (!Glob)
      llvm::consumeError(Glob.takeError());
    else if (Glob->match(infoOf(Kind).Name))
      Wanted = !Removes;
  }
  return Wanted;
}

bool matchesName(llvm::ArrayRef<std::string> Patterns, StringRef QualifiedName) {
  if (QualifiedName.empty())
    return false;
  return llvm::any_of(Patterns, [&](StringRef Pattern) {
    Pattern.consume_front("::");
    if (!Pattern.contains('*'))
      return Pattern == QualifiedName;
    llvm::Expected<llvm::GlobPattern> Glob = llvm::GlobPattern::create(Pattern);
    if (Glob)
      return Glob->match(QualifiedName);
    llvm::consumeError(Glob.takeError());
    return false;
  });
}

/// A name in a list of warnings that is none, if there is one.
static std::optional<std::string> unknownIn(StringRef List) {
  llvm::SmallVector<StringRef, 8> Globs;
  List.split(Globs, ',');
  for (StringRef Each : Globs) {
    Each = Each.trim();
    Each.consume_front("-");
    if (!Each.empty() && llvm::none_of(warningKinds(), [&](const WarningInfo &Info) {
          return CheckConfig::matches(Each, Info.Kind);
        }))
      return Each.str();
  }
  return std::nullopt;
}

llvm::Error checkWarningList(StringRef List, StringRef Where) {
  const std::optional<std::string> Unknown = unknownIn(List);
  if (!Unknown)
    return llvm::Error::success();
  std::string Names;
  for (const WarningInfo &Info : warningKinds())
    Names += (Names.empty() ? "" : ", ") + Info.Name.str();
  return llvm::createStringError("%s: no warning is called '%s'; there are %s", Where.str().c_str(),
                                 Unknown->c_str(), Names.c_str());
}

llvm::Expected<CheckConfig> parseConfig(StringRef Text, StringRef FileName,
                                        const CheckConfig &Parent) {
  std::string Problem;
  const auto Note = [](const llvm::SMDiagnostic &D, void *To) {
    llvm::raw_string_ostream OS(*static_cast<std::string *>(To));
    D.print(nullptr, OS, /*ShowColors=*/false);
  };
  const auto Parse = [&](ConfigFile &To) {
    llvm::yaml::Input In(llvm::MemoryBufferRef(Text, FileName), nullptr, Note, &Problem);
    In >> To;
    return In.error();
  };
  ConfigFile File;
  if (StringRef(Text).trim().empty())
    return File.Config;
  if (Parse(File))
    return llvm::createStringError(StringRef(Problem).rtrim());
  if (File.InheritParentConfig) {
    File.Config = Parent;
    Parse(File); // what it says replaces what is above
  }
  const std::string Where = FileName.str();
  if (llvm::Error E = checkWarningList(File.Config.Warnings, Where + ": Warnings"))
    return E;
  if (llvm::Error E = checkWarningList(File.Config.WarningsAsErrors, Where + ": WarningsAsErrors"))
    return E;
  for (const AllowedFunction &Each : File.Config.Allow)
    if (llvm::Error E = checkWarningList(Each.Warnings, Where + ": Allow"))
      return E;
  return File.Config;
}

std::string dumpConfig(const CheckConfig &Config) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::yaml::Output Out(OS);
  CheckConfig Copy = Config;
  Out << Copy;
  return Text;
}

llvm::Expected<CheckConfig> Configurations::of(StringRef Path) {
  const std::lock_guard<std::mutex> Lock(Reading);
  llvm::Expected<CheckConfig> Config = [&]() -> llvm::Expected<CheckConfig> {
    if (!CommandLine.ConfigFile)
      return ofDirectory(llvm::sys::path::parent_path(Path));
    const auto Known = this->Known.find("");
    return Known == this->Known.end() ? read(*CommandLine.ConfigFile, "", CheckConfig())
                                      : Known->second;
  }();
  if (!Config)
    return Config;
  if (CommandLine.Warnings)
    Config->Warnings += "," + *CommandLine.Warnings;
  if (CommandLine.WarningsAsErrors)
    Config->WarningsAsErrors += "," + *CommandLine.WarningsAsErrors;
  return Config;
}

llvm::Expected<CheckConfig> Configurations::read(StringRef File, StringRef Directory,
                                                 const CheckConfig &Parent) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return llvm::createStringError("cannot read '%s': %s", File.str().c_str(),
                                   Buffer.getError().message().c_str());
  llvm::Expected<CheckConfig> Config = parseConfig((*Buffer)->getBuffer(), File, Parent);
  if (Config)
    Known[Directory] = *Config;
  return Config;
}

llvm::Expected<CheckConfig> Configurations::ofDirectory(StringRef Directory) {
  if (const auto It = Known.find(Directory); It != Known.end())
    return It->second;
  const StringRef Above = llvm::sys::path::parent_path(Directory);
  CheckConfig Parent;
  if (!Above.empty() && Above != Directory)
    if (llvm::Error E = ofDirectory(Above).moveInto(Parent))
      return E;
  llvm::SmallString<256> File(Directory);
  llvm::sys::path::append(File, ".costate");
  if (!llvm::sys::fs::is_regular_file(File)) {
    Known[Directory] = Parent;
    return Parent;
  }
  return read(File, Directory, Parent);
}

} // namespace costate
