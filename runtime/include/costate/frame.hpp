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
