// in_place.hpp - coroutines whose frames lie in storage that somebody else provides.
//
//   static costate::in_place<blink_machine> place;   // as large as the machine
//   task<> blinking = place.start(led);              // blink(led), without operator new
//
// The state of a lowered coroutine that awaits another holds such a storage, if the other's return
// type is marked with [[clang::coro_await_elidable]] (docs/no-heap.md).
//
// Before a file is lowered nobody knows its machines. There machine_of<&blink> stands for one, and
// the coroutine that is started has a frame where the compiler puts it:
//
//   static costate::in_place<costate::machine_of<&blink>> place;
#pragma once

#include <costate/machine.hpp>

namespace costate {

// Storage for one Machine: as a static or a local variable, a member, anywhere where it outlives
// the coroutine that is started in it. It can be used again when that is destroyed.
template <class Machine> class in_place;

namespace detail {

// The type of the function that starts a machine.
template <class Machine, class Promise, class Function>
Function *function_of(const machine<Machine, Promise, Function> *);

template <class Machine, class Return, class... Params>
COSTATE_START COSTATE_CORO_WRAPPER Return start_at(void *storage, Params &...params) {
  auto *machine = ::new (storage) Machine(params...);
  machine->stay_in_place();
  return run_first<Return>(machine);
}

template <class Machine, class Function> class storage_for;
template <class Machine, class Return, class... Params>
class storage_for<Machine, Return(Params...)> {
public:
  storage_for() noexcept {} // leaves the bytes as they are, also in `{}`
  storage_for(const storage_for &) = delete;
  storage_for &operator=(const storage_for &) = delete;

  // What the coroutine's function does, with the frame here: promise_type::operator new is not
  // called.
  COSTATE_START COSTATE_CORO_WRAPPER Return start(Params... params) {
    return start_at<Machine, Return>(bytes_, params...);
  }

  // The same with parameters that the caller keeps: where As has `T &`, the function has `T`.
  template <class... As> COSTATE_START COSTATE_CORO_WRAPPER Return start_with(As... params) {
    return start_at<Machine, Return>(bytes_, params...);
  }

private:
  alignas(Machine) unsigned char bytes_[sizeof(Machine)];
};

// Stands for the machine of a coroutine that is not lowered.
template <auto *Function> struct native;

} // namespace detail

template <class Machine>
class in_place
    : public detail::storage_for<Machine, std::remove_pointer_t<decltype(detail::function_of(
                                              static_cast<Machine *>(nullptr)))>> {};

// How much storage a Machine takes, and how it is aligned: constants for a static_assert. None for
// a coroutine that is not lowered, whose size nobody knows.
template <class Machine> inline constexpr std::size_t frame_size = sizeof(Machine);
template <class Machine> inline constexpr std::size_t frame_align = alignof(Machine);
template <auto *Function> inline constexpr std::size_t frame_size<detail::native<Function>> = 0;
template <auto *Function> inline constexpr std::size_t frame_align<detail::native<Function>> = 1;

#ifdef __cpp_impl_coroutine
// The machine of the coroutine Function, an address. costate writes the machine's name instead.
template <auto *Function> using machine_of = detail::native<Function>;

namespace detail {

template <auto *Function, class Type> struct starts_native;
template <auto *Function, class Return, class... Params>
struct starts_native<Function, Return(Params...)> {
  static Return start(Params... params) { return Function(static_cast<Params &&>(params)...); }
};
template <auto *Function, class Return, class... Params>
struct starts_native<Function, Return(Params...) noexcept>
    : starts_native<Function, Return(Params...)> {};

} // namespace detail

template <auto *Function>
class in_place<detail::native<Function>>
    : public detail::starts_native<Function, std::remove_pointer_t<decltype(Function)>> {
public:
  in_place() noexcept {}
  in_place(const in_place &) = delete;
  in_place &operator=(const in_place &) = delete;
};
#endif

} // namespace costate
