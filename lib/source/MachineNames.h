// The names that the body of run() finds in its machine before it finds anything else.
// (costate::names has those that a call may mean.)
#pragma once

#include "llvm/ADT/StringSet.h"

namespace costate {

/// The members of every machine and of costate::machine.
inline const llvm::StringSet<> &machineMembers() {
  static const llvm::StringSet<> Members = {
      "promise",      "handle",        "start",         "dispose",       "at",
      "get",          "enter",         "pass",          "leave",         "leave_to",
      "suspend",      "resumed",       "begin_body",    "finish",        "suspend_in",
      "place",        "machine",       "whole_machine", "advance",       "unwinding",
      "promise_type", "resume",        "destroy",       "leave_to_body", "run",
      "resume_frame", "destroy_frame", "state",         "stay_in_place", "destroy_in_place",
      "end_life",     "own_memory",    "States",        "frame_header",  "suspend_each",
      "leaving",      "beginning",     "unwound",       "caught",        "after_exception"};
  return Members;
}

/// Whether \p Name is a member of every machine or of costate::machine.
inline bool isMachineMember(llvm::StringRef Name) { return machineMembers().contains(Name); }

} // namespace costate
