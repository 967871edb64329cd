#include "Output.h"

#include "Options.h"

#include "clang/Frontend/DependencyOutputOptions.h"
#include "clang/Frontend/Utils.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <csignal>

using namespace clang;

namespace costate {
namespace {

/// Writes and flushes \p Text. An error must be taken from a stream before it goes, or it ends the
/// program.
llvm::Error writeText(llvm::raw_fd_ostream &OS, StringRef Text) {
  OS << Text;
  OS.flush();
  const std::error_code Error = OS.error();
  OS.clear_error();
  return llvm::errorCodeToError(Error);
}

/// While one of these lives, the signals that end a program from outside wait.
class SignalsLater {
public:
  SignalsLater() {
    sigset_t All;
    sigemptyset(&All);
    for (const int Each : {SIGINT, SIGTERM, SIGHUP})
      sigaddset(&All, Each);
    pthread_sigmask(SIG_BLOCK, &All, &Before);
  }
  SignalsLater(const SignalsLater &) = delete;
  SignalsLater &operator=(const SignalsLater &) = delete;
  ~SignalsLater() { pthread_sigmask(SIG_SETMASK, &Before, nullptr); }

private:
  sigset_t Before;
};

/// A temporary file that a signal removes, from its beginning on.
llvm::Expected<llvm::sys::fs::TempFile> createTemporary(const llvm::Twine &Model) {
  const SignalsLater UntilItIsKnown;
  return llvm::sys::fs::TempFile::create(Model);
}

/// A new file takes the place of \p Path when all is written: an interrupted run leaves what was
/// there, and of several runs that write one file, one wins whole.
llvm::Error replaceFile(StringRef Path, StringRef Text) {
  if (llvm::sys::fs::is_directory(Path))
    return llvm::errorCodeToError(std::make_error_code(std::errc::is_a_directory));
  auto New = createTemporary(Path + ".temp-%%%%%%");
  if (!New)
    return New.takeError();
  llvm::raw_fd_ostream OS(New->FD, /*shouldClose=*/false);
  if (llvm::Error E = writeText(OS, Text))
    return llvm::joinErrors(std::move(E), New->discard());
  return New->keep(Path);
}

llvm::Error writeTo(StringRef Path, StringRef Text) {
  llvm::sys::fs::file_status Status;
  if (!llvm::sys::fs::status(Path, Status) && llvm::sys::fs::exists(Status) &&
      Status.type() != llvm::sys::fs::file_type::regular_file &&
      Status.type() != llvm::sys::fs::file_type::directory_file) {
    std::error_code Error; // a pipe or device stays what it is
    llvm::raw_fd_ostream OS(Path, Error);
    return Error ? llvm::errorCodeToError(Error) : writeText(OS, Text);
  }
  llvm::SmallString<128> Real;
  const bool IsThere = !llvm::sys::fs::real_path(Path, Real); // through symbolic links
  return replaceFile(IsThere ? Real.str() : Path, Text);
}

/// Clang's writer of such files.
class Rule : public DependencyFileGenerator {
public:
  using DependencyFileGenerator::DependencyFileGenerator;
  void write(llvm::raw_ostream &OS) { outputDependencyFile(OS); }
};

/// As the driver quotes the target of -MF.
std::string quoted(StringRef Target) {
  std::string Result;
  for (const char Ch : Target) {
    if (Ch == ' ' || Ch == '\t' || Ch == '#')
      Result += '\\';
    else if (Ch == '$')
      Result += '$';
    Result += Ch;
  }
  return Result;
}

} // namespace

bool reported(llvm::Error E) {
  if (!E)
    return true;
  llvm::errs() << "costate: error: " << llvm::toString(std::move(E)) << "\n";
  return false;
}

llvm::Error writeFile(StringRef Path, StringRef Text) {
  if (Path != "-") {
    if (llvm::Error E = writeTo(Path, Text))
      return error("cannot write '" + Path + "': " + llvm::toString(std::move(E)));
    return llvm::Error::success();
  }
  llvm::outs() << Text;
  llvm::outs().flush();
  if (!llvm::outs().has_error())
    return llvm::Error::success();
  llvm::outs().clear_error();
  return error("cannot write to standard output");
}

llvm::Error writeInDirectory(StringRef Path, StringRef Text, bool KeepSame) {
  // With the dots that are still in it, so that an include that spells them finds its way.
  if (const std::error_code Error =
          llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)))
    return error("cannot write '" + Path + "': " + Error.message());
  if (KeepSame)
    if (const auto Old = llvm::MemoryBuffer::getFile(Path); Old && (*Old)->getBuffer() == Text)
      return llvm::Error::success();
  return writeFile(Path, Text);
}

std::string dependencyRule(llvm::ArrayRef<std::string> Targets, llvm::ArrayRef<std::string> Files) {
  DependencyOutputOptions Options;
  for (const std::string &Target : Targets)
    Options.Targets.push_back(quoted(Target));
  Options.IncludeSystemHeaders = true;
  Rule Written(Options);
  for (const std::string &File : Files)
    Written.maybeAddDependency(File, false, false, false, false);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Written.write(OS);
  return Text;
}

} // namespace costate
