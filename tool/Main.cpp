// costate: reads the command line, lowers the files and writes what came of them. No decision about
// coroutines is made in tool/:
//
//   Options -> Project of Units (the stages of lib/, in parallel) -> Layout -> Output
#include "Options.h"
#include "Project.h"
#include "Warnings.h"
#include "Write.h"

#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;

static int failed(llvm::Error E) {
  llvm::errs() << "costate: error: " << llvm::toString(std::move(E)) << "\n";
  return 1;
}

int main(int Argc, const char **Argv) {
  const llvm::InitLLVM Init(Argc, Argv);
  llvm::Expected<Options> O = readOptions(Argc, Argv);
  if (!O)
    return failed(O.takeError());
  if (O->DumpConfig) {
    llvm::Expected<CheckConfig> Config = O->Configs->of(O->Sources.front());
    if (!Config)
      return failed(Config.takeError());
    llvm::outs() << dumpConfig(*Config);
    return 0;
  }
  auto Units = Project::create(*O);
  if (!Units)
    return failed(Units.takeError());
  (*Units)->lower();
  const bool Warned = writeWarnings(**Units, *O);
  if (O->Check)
    return Warned && (*Units)->failures() == 0 ? 0 : 1;
  const bool Written = writeOutputs(**Units, *O);
  return Written && Warned && (*Units)->failures() == 0 ? 0 : 1;
}
