// frame.hpp - how a coroutine's frame begins.
//
// GCC, Clang and MSVC agree on it: a function that resumes, a function that
// destroys, then the promise. What begins so can be driven through
// std::coroutine_handle, whoever made it: a lowered coroutine, or a few lines
// written by hand (block_on.hpp).
#pragma once

namespace costate {

/// The beginning of every frame. Both functions get the frame's address.
struct frame_header {
  void (*resume)(frame_header *); ///< null: the coroutine is done
  void (*destroy)(frame_header *);
};

/// Functions with the names of a machine's members, which those hide in the machine. A body that
/// calls a function of the program by such a name, to which only the arguments lead, is given one
/// of these to find first ([basic.lookup.argdep]/3).
namespace names {
struct nobody;
#define COSTATE_NAME(name) template <class> void name(nobody);
COSTATE_NAME(advance)
COSTATE_NAME(after_exception)
COSTATE_NAME(at)
COSTATE_NAME(begin_body)
COSTATE_NAME(beginning)
COSTATE_NAME(caught)
COSTATE_NAME(destroy)
COSTATE_NAME(destroy_frame)
COSTATE_NAME(destroy_in_place)
COSTATE_NAME(dispose)
COSTATE_NAME(end_life)
COSTATE_NAME(enter)
COSTATE_NAME(finish)
COSTATE_NAME(frame_header)
COSTATE_NAME(get)
COSTATE_NAME(handle)
COSTATE_NAME(leave)
COSTATE_NAME(leave_to)
COSTATE_NAME(leave_to_body)
COSTATE_NAME(leaving)
COSTATE_NAME(machine)
COSTATE_NAME(own_memory)
COSTATE_NAME(pass)
COSTATE_NAME(place)
COSTATE_NAME(promise)
COSTATE_NAME(promise_type)
COSTATE_NAME(resume)
COSTATE_NAME(resume_frame)
COSTATE_NAME(resumed)
COSTATE_NAME(run)
COSTATE_NAME(start)
COSTATE_NAME(state)
COSTATE_NAME(States)
COSTATE_NAME(stay_in_place)
COSTATE_NAME(suspend)
COSTATE_NAME(suspend_each)
COSTATE_NAME(suspend_in)
COSTATE_NAME(unwinding)
COSTATE_NAME(unwound)
COSTATE_NAME(whole_machine)
#undef COSTATE_NAME
} // namespace names

/// Returns `pointer`, in a way that the optimiser cannot see through. A function
/// that is stored in a frame_header must have passed through here: Clang emits
/// coroutine_handle::resume with the calling convention of its own frames, the
/// same in practice, and takes a call for undefined if it sees that the callee
/// is an ordinary function. So must a frame whose function is called by hand,
/// which may be one of Clang's.
template <class T>
#if defined(__GNUC__)
[[gnu::always_inline]]
#endif
inline T *hidden(T *pointer) noexcept {
  asm("" : "+r"(pointer));
  return pointer;
}

} // namespace costate
