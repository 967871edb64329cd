// costate: reads the command line, lowers the files and writes what came of them. No decision about
// coroutines is made in tool/:
//
//   Options -> Project of Units (the stages of lib/, in parallel) -> Layout -> Output
#include "Options.h"
#include "Output.h"
#include "Project.h"
#include "Warnings.h"
#include "Write.h"

#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

#include <csignal>
#include <cstdlib>

using namespace costate;

int main(int Argc, const char **Argv) {
  const llvm::InitLLVM Init(Argc, Argv);
#ifdef SIGXFSZ
  std::signal(SIGXFSZ, SIG_IGN); // a file that grows too large is an error of what writes it
#endif
  llvm::Expected<Options> O = readOptions(Argc, Argv);
  if (!O)
    return reported(O.takeError()) ? 0 : 1;
  if (O->DumpConfig) {
    llvm::Expected<CheckConfig> Config = O->Configs->of(O->Sources.front());
    if (!Config)
      return reported(Config.takeError()) ? 0 : 1;
    llvm::outs() << dumpConfig(*Config);
    return 0;
  }
  auto Units = Project::create(*O);
  if (!Units)
    return reported(Units.takeError()) ? 0 : 1;
  (*Units)->lower();
  const bool Warned = writeWarnings(**Units, *O);
  const bool Written = O->Check || writeOutputs(**Units, *O);
  const int Status = Written && Warned && (*Units)->failures() == 0 ? 0 : 1;
  if ((*Units)->crashed())
    std::_Exit(Status); // destructors would find what the crash left
  return Status;
}
