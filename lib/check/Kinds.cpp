#include "check/Finding.h"

#include "llvm/ADT/STLExtras.h"

namespace costate {

static const WarningInfo Kinds[] = {
    {WarningKind::LockAcrossSuspend, "lock-across-suspend",
     "a lock of threads is held while a coroutine waits"},
    {WarningKind::LargeAcrossSuspend, "large-across-suspend",
     "a large value is kept in the frame while a coroutine waits"},
    {WarningKind::BlockingInCoroutine, "blocking-in-coroutine",
     "a coroutine blocks the thread that it runs on"},
    {WarningKind::BorrowAcrossSuspend, "borrow-across-suspend",
     "a reference is used after a suspension that its object may not outlive"},
    {WarningKind::ThreadBoundAcrossSuspend, "thread-bound-across-suspend",
     "what belongs to one thread is used after a suspension, maybe on another"},
    {WarningKind::UnusedTask, "unused-task", "a lazy task is never awaited and never runs"},
    {WarningKind::AwaitAfterMove, "await-after-move", "a value is awaited that was moved from"},
};

llvm::ArrayRef<WarningInfo> warningKinds() { return Kinds; }

const WarningInfo &infoOf(WarningKind Kind) { return Kinds[static_cast<size_t>(Kind)]; }

std::optional<WarningKind> warningKind(llvm::StringRef Name) {
  for (const WarningInfo &Info : Kinds)
    if (Info.Name == Name)
      return Info.Kind;
  return std::nullopt;
}

} // namespace costate
