// machine.hpp - the frame of a lowered coroutine, and how it starts, runs and ends.
//
// A machine is what costate writes for a coroutine: its promise and parameter copies, the states it
// can wait in, and `run()`, which goes on from the state it is in. This header gives it what all
// machines share
// ([dcl.fct.def.coroutine]): the start, suspending and resuming, exceptions, destruction.
//
// It begins as GCC's, Clang's and MSVC's frames do (resume, destroy, promise), so
// std::coroutine_handle drives it like a native one.
#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

#include <costate/awaiter.hpp>
#include <costate/awaiting.hpp>
#include <costate/each.hpp>
#include <costate/frame.hpp>
#include <costate/parts.hpp>
#include <costate/states.hpp>

// A transfer to another coroutine is a tail call, so that chains of any length use constant stack.
// A function that returns what is marked with [[clang::coro_return_type]] and is no coroutine, as
// none is any more once it is lowered. Output files use it as well.
#if defined(__clang__) && __has_attribute(coro_wrapper)
#define COSTATE_CORO_WRAPPER __attribute__((coro_wrapper))
#else
#define COSTATE_CORO_WRAPPER
#endif

#if defined(__clang__)
#define COSTATE_TAIL_CALLS                                                                         \
  __attribute__((no_sanitize("function"))) // frames are resumed through one type
#define COSTATE_MUSTTAIL [[clang::musttail]]
#elif defined(__GNUC__)
#define COSTATE_TAIL_CALLS __attribute__((optimize("O2")))
#define COSTATE_MUSTTAIL
#else
#define COSTATE_TAIL_CALLS
#define COSTATE_MUSTTAIL
#endif

// Where code is optimised for speed, run() is a part of what starts and what resumes a machine.
#if defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__) && defined(__clang__)
#define COSTATE_HOT COSTATE_INLINE
#define COSTATE_RUN_HERE [[clang::always_inline]]
#define COSTATE_FINISHES_HERE true
#elif defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__)
#define COSTATE_HOT COSTATE_INLINE
#define COSTATE_RUN_HERE
#define COSTATE_FINISHES_HERE false
#else
#define COSTATE_HOT
#define COSTATE_RUN_HERE
#define COSTATE_FINISHES_HERE false
#endif

// What holds in every program whose behaviour is defined.
#if defined(__OPTIMIZE__)
#define COSTATE_ASSUME(condition) ((condition) ? void() : __builtin_unreachable())
#else
#define COSTATE_ASSUME(condition) void()
#endif

namespace costate {

// What a call of run() has come to: whether the machine waits, and whom to resume next (nobody:
// back to the resumer). It lies on run()'s stack: once the machine waits, another thread may
// already be running or have destroyed it.
struct step {
  std::coroutine_handle<> next;
  bool suspended = false;
};

namespace detail {

// What run() gives for the next to resume when the coroutine has ended: nothing comes of it.
inline void resume_nobody(frame_header *) {}
inline frame_header ended{&resume_nobody, nullptr};

// How the promise wants memory ([dcl.fct.def.coroutine]/9, /12): whether it has an operator new
// that takes the parameters, one that takes the size, and what to do when there is no memory.
template <class Promise, class, class... Params> struct has_new_for : std::false_type {};
template <class Promise, class... Params>
struct has_new_for<
    Promise,
    std::void_t<decltype(Promise::operator new(std::size_t(), std::declval<Params &>()...))>,
    Params...> : std::true_type {};

template <class Promise, class = void> struct has_new : std::false_type {};
template <class Promise>
struct has_new<Promise, std::void_t<decltype(Promise::operator new(std::size_t()))>>
    : std::true_type {};

template <class Promise, class = void> struct has_nothrow_new : std::false_type {};
template <class Promise>
struct has_nothrow_new<Promise,
                       std::void_t<decltype(Promise::operator new(std::size_t(), std::nothrow))>>
    : std::true_type {};

template <class Promise, class = void> struct has_sized_delete : std::false_type {};
template <class Promise>
struct has_sized_delete<Promise, std::void_t<decltype(Promise::operator delete(
                                     static_cast<void *>(nullptr), std::size_t()))>>
    : std::true_type {};

template <class Promise, class = void> struct has_delete : std::false_type {};
template <class Promise>
struct has_delete<Promise,
                  std::void_t<decltype(Promise::operator delete(static_cast<void *>(nullptr)))>>
    : std::true_type {};

template <class Promise, class = void> struct may_lack_memory : std::false_type {};
template <class Promise>
struct may_lack_memory<Promise,
                       std::void_t<decltype(Promise::get_return_object_on_allocation_failure())>>
    : std::true_type {};

template <class Machine>
constexpr bool over_aligned = alignof(Machine) > __STDCPP_DEFAULT_NEW_ALIGNMENT__;

// An over-aligned machine is placed inside a larger block, which is found again behind the machine.
template <class Machine>
constexpr std::size_t block_size =
    over_aligned<Machine> ? sizeof(Machine) + alignof(Machine) + sizeof(void *) : sizeof(Machine);

template <class Machine> void *place_in(void *block) noexcept {
  if constexpr (over_aligned<Machine>) {
    auto address = reinterpret_cast<std::uintptr_t>(block);
    address = (address + alignof(Machine) - 1) / alignof(Machine) * alignof(Machine);
    *reinterpret_cast<void **>(address + sizeof(Machine)) = block;
    return reinterpret_cast<void *>(address);
  } else {
    return block;
  }
}

template <class Machine> void *block_of(void *machine) noexcept {
  if constexpr (over_aligned<Machine>)
    return *reinterpret_cast<void **>(static_cast<unsigned char *>(machine) + sizeof(Machine));
  else
    return machine;
}

template <class Machine, class... Params> void *allocate([[maybe_unused]] Params &...params) {
  using Promise = typename Machine::promise_type;
  constexpr std::size_t size = block_size<Machine>;
  if constexpr (has_new_for<Promise, void, Params...>::value)
    return Promise::operator new(size, params...);
  else if constexpr (has_new<Promise>::value)
    return Promise::operator new(size);
  else if constexpr (has_nothrow_new<Promise>::value)
    return Promise::operator new(size, std::nothrow);
  else if constexpr (may_lack_memory<Promise>::value)
    return ::operator new(size, std::nothrow);
  else
    return ::operator new(size);
}

template <class Machine> void deallocate(void *machine) noexcept {
  using Promise = typename Machine::promise_type;
  void *block = block_of<Machine>(machine);
  if constexpr (has_sized_delete<Promise>::value)
    Promise::operator delete(block, block_size<Machine>);
  else if constexpr (has_delete<Promise>::value)
    Promise::operator delete(block);
  else
#ifdef __cpp_sized_deallocation
    ::operator delete(block, block_size<Machine>);
#else
    ::operator delete(block);
#endif
}

// Frees the memory unless the machine's construction was completed.
template <class Machine> struct memory_guard {
  void *memory;
  ~memory_guard() {
    if (memory)
      deallocate<Machine>(memory);
  }
};

// Destroys the machine, unless it is told not to.
template <class Machine> struct disposing {
  Machine *machine;
  ~disposing() {
    if (machine)
      machine->dispose();
  }
};

} // namespace detail

// The base of Machine, whose states are `Machine::state` and whose body is `Machine::run()`.
// Function is the type of the function that starts it, for machines that may lie in an
// in_place<Machine>.
template <class Machine, class Promise, class Function = void> class machine : public frame_header {
public:
  using promise_type = Promise;

  union {
    Promise promise; // constructed by Machine's constructor, once the parameters are copied
  };

  machine(const machine &) = delete;
  machine &operator=(const machine &) = delete;

  COSTATE_INLINE std::coroutine_handle<Promise> handle() noexcept {
    return std::coroutine_handle<Promise>::from_address(static_cast<frame_header *>(this));
  }

  // Runs the coroutine until it first waits. Exceptions up to the initial await_resume leave this
  // function, and the machine is gone then ([dcl.fct.def.coroutine]/5). False: the machine has come
  // to its end meanwhile, and is gone.
  bool start() {
    if constexpr (std::is_same<decltype(promise.initial_suspend()), std::suspend_always>::value) {
      detail::disposing<Machine> unless_made{
          &whole_machine()}; // all of run() up to its first state, which holds nothing
      static_cast<void>(promise.initial_suspend());
      unless_made.machine = nullptr;
      whole_machine().state.set(first_state);
      return true;
    } else {
      std::coroutine_handle<> next = advance(*this);
      while (next.address() == static_cast<frame_header *>(this))
        next = advance(*this);
      if (next.address() == &detail::ended)
        return false;
      if (next.address())
        next.resume();
      return true;
    }
  }

  // Ends the machine: what is alive in its states, innermost first; the promise; the parameter
  // copies; its memory, if that is its own.
  void dispose() noexcept { this->destroy(this); }

  // Says whether the machine lies in memory of its own, which goes with it. A program in which none
  // does needs no operator delete.
  void own_memory() noexcept { this->destroy = costate::hidden(&destroy_frame); }
  void stay_in_place() noexcept { this->destroy = costate::hidden(&destroy_in_place); }

protected:
  machine() noexcept : frame_header{costate::hidden(&resume_frame), nullptr} {}
  ~machine() {}

  // State's storage, to construct it in.
  template <class State> COSTATE_INLINE void *at() noexcept {
    if constexpr (place<State>::number == first_state) // made once, before anything else
      COSTATE_ASSUME(whole_machine().state.current() == created);
    return static_cast<Machine &>(*this).state.bytes_ + place<State>::offset;
  }

  // State itself.
  template <class State> COSTATE_INLINE State &get() noexcept {
    return reinterpret_cast<State &>(
        static_cast<Machine &>(*this).state.bytes_[place<State>::offset]);
  }

  // Says that State has just been constructed.
  template <class State> COSTATE_INLINE void enter() noexcept {
    if constexpr (detail::has_lifetime<State>)
      static_cast<Machine &>(*this).state.current_ = place<State>::number;
  }

  // Says that State has just been constructed from what is inside its before<...>, which is left
  // now.
  template <class State> void pass() {
    whole_machine().state.template leave_inside<place<State>::super>();
    whole_machine().state.template enter<State>();
  }

  // Leaves State, inside of which nothing is alive: destroys it.
  template <class State> COSTATE_INLINE void leave() {
    if constexpr (detail::has_lifetime<State> || !decltype(Machine::state)::may_lag)
      static_cast<Machine &>(*this).state.current_ = place<State>::super;
    if constexpr (detail::has_lifetime<State>)
      get<State>().~State();
  }

  // Leaves everything inside State, which stays; without State: everything.
  template <class State> void leave_to() {
    using states = decltype(Machine::state);
    whole_machine().state.template leave_inside<states::template inside<State>>();
  }
  void leave_to_body() { whole_machine().state.template leave_inside<running>(); }

  // Waits in State for its awaiter, or for the given one ([expr.await]/5). False: go on. True:
  // return step.next; the machine may be running elsewhere, or gone.
  template <class State> COSTATE_INLINE bool suspend(step &step) {
    if constexpr (detail::has_lifetime<State>)
      enter<State>();
    return suspend<State>(step, get<State>().awaiter);
  }
  template <class State, class Awaiter> COSTATE_INLINE bool suspend(step &step, Awaiter &&awaiter) {
    if (awaiter.await_ready())
      return false;
    static_cast<Machine &>(*this).state.current_ = place<State>::number;
    return suspend_in(step, awaiter);
  }
  // The same for part I of the element at hand of an expansion.
  template <class State, std::size_t I, class Elements>
  bool suspend_each(step &step, Elements &elements) {
    return elements.template wait<I>([&](auto &awaiter) { return suspend<State>(step, awaiter); });
  }

  // Leaves State, the initial suspension point. From its await_resume on exceptions go to the
  // promise
  // ([dcl.fct.def.coroutine]/5, initial-await-resume-called).
  template <class State> COSTATE_INLINE void begin_body() {
    beginning<State> beginning{*this};
    static_cast<void>(get<State>().awaiter.await_resume());
  }

  // Leaves State with the result of its await.
  template <class State> COSTATE_INLINE decltype(auto) resumed() {
    if constexpr (detail::has_lifetime<State>) {
      leaving<State> leaving{*this};
      return get<State>().awaiter.await_resume();
    } else {
      leave<State>(); // its bytes stay
      return get<State>().awaiter.await_resume();
    }
  }

  // Waits at the final suspension point, in State, whose awaiter has just been constructed. Where
  // that does not wait, the coroutine ends here.
  template <class State> std::coroutine_handle<> finish() {
    step step;
    auto &awaiter = get<State>().awaiter;
    whole_machine().state.template enter<State>();
    if (!awaiter.await_ready()) {
      this->resume = nullptr; // what coroutine_handle::done() asks
      // The number tells only what is alive; this point is never left by going on.
      if constexpr (detail::has_lifetime<State>)
        whole_machine().state.set(place<State>::number);
      if (suspend_in(step, awaiter))
        return step.next;
    }
    awaiter.await_resume();
    dispose();
    return std::coroutine_handle<>::from_address(&detail::ended);
  }

private:
  // Machine is complete only where these are used.
  template <class State, class M = Machine>
  using place = typename decltype(M::state)::template place_of<State>;

  template <class State> struct leaving {
    machine &m;
    ~leaving() noexcept(false) { m.template leave<State>(); }
  };

  template <class State> struct beginning {
    machine &m;
    ~beginning() noexcept(false) {
      m.whole_machine().state.set(running);
      m.template get<State>().~State();
    }
  };

  COSTATE_INLINE Machine &whole_machine() noexcept { return static_cast<Machine &>(*this); }

  // Destroys the machine. Returns where it was.
  Machine *end_life() noexcept {
    whole_machine().state.end();
    promise.~Promise();
    Machine *machine = &whole_machine();
    machine->~Machine();
    return machine;
  }

  template <class Awaiter> COSTATE_INLINE bool suspend_in(step &step, Awaiter &awaiter) {
    using result = decltype(awaiter.await_suspend(handle()));
    if constexpr (std::is_void<result>::value) {
      awaiter.await_suspend(handle());
      return step.suspended = true;
    } else if constexpr (std::is_same<result, bool>::value) {
      return step.suspended = awaiter.await_suspend(handle());
    } else {
      step.next = awaiter.await_suspend(handle());
      COSTATE_ASSUME(step.next.address() && step.next.address() != &detail::ended);
      return step.suspended = true;
    }
  }

  // While run() is under way: when an exception leaves it, the states are left as the stack
  // unwinds.
  class unwinding {
  public:
    COSTATE_INLINE unwinding(machine &m, bool &started) noexcept
        : machine_(&m), started_(started) {}
    unwinding(const unwinding &) = delete;
    unwinding &operator=(const unwinding &) = delete;
    COSTATE_INLINE ~unwinding() {
      if (machine_)
        started_ = machine_->unwound();
    }
    COSTATE_INLINE void dismiss() noexcept { machine_ = nullptr; }

  private:
    machine *machine_;
    bool &started_;
  };

  // Leaves all states after an exception. Before the initial await_resume the machine goes with
  // them; the result is false then.
  COSTATE_APART bool unwound() noexcept {
    const number_t where = whole_machine().state.current();
    if (where == created || where == first_state) {
      dispose();
      return false;
    }
    leave_to_body();
    return true;
  }

  // In the handler of an exception that has left the body.
  COSTATE_APART void caught() {
    whole_machine().state.set(finishing);
    this->resume = nullptr; // should unhandled_exception throw, this is the final suspension point
    promise.unhandled_exception();
    this->resume = costate::hidden(&resume_frame);
  }

  // Runs the machine until it waits or ends. Returns whom to resume next.
  COSTATE_HOT static std::coroutine_handle<> advance(machine &m) {
#ifdef __cpp_exceptions
    bool started = false;
    try {
      unwinding unwinding(m, started);
      std::coroutine_handle<> next;
      COSTATE_RUN_HERE next = m.whole_machine().run();
      unwinding.dismiss();
      return next;
    } catch (...) {
      if (!started)
        throw;
      m.caught();
    }
#if COSTATE_FINISHES_HERE
    return after_exception(m);
#else
    // Whoever goes on with it takes it to the final suspension point.
    return std::coroutine_handle<>::from_address(static_cast<frame_header *>(&m));
#endif
#else
    return m.whole_machine().run();
#endif
  }

#if COSTATE_FINISHES_HERE
  // Takes a machine whose body has failed to its final suspension point.
  COSTATE_APART static std::coroutine_handle<> after_exception(machine &m) {
    COSTATE_ASSUME(m.whole_machine().state.current() == finishing); // little is left of run() then
    std::coroutine_handle<> next;
    COSTATE_RUN_HERE next = m.whole_machine().run();
    return next;
  }
#endif

  COSTATE_TAIL_CALLS static void resume_frame(frame_header *frame) {
    machine &m = static_cast<machine &>(*frame);
    // It waits, or has failed.
    COSTATE_ASSUME(m.whole_machine().state.current() >=
                   (COSTATE_FINISHES_HERE ? first_state : finishing));
    std::coroutine_handle<> next = advance(m);
    if (!next.address())
      return;
    auto *next_frame = costate::hidden(static_cast<frame_header *>(next.address()));
    COSTATE_MUSTTAIL return next_frame->resume(next_frame);
  }
  static void destroy_frame(frame_header *frame) {
    detail::deallocate<Machine>(static_cast<machine &>(*frame).end_life());
  }
  static void destroy_in_place(frame_header *frame) { static_cast<machine &>(*frame).end_life(); }
};

// In a try block: when an exception leaves it, or a jump, what is inside State is left while the
// stack unwinds; not when the machine waits.
template <class States> class unwinding {
public:
  unwinding(States &states, const step &step, number_t to) noexcept
      : states_(states), step_(step), to_(to) {}
  unwinding(const unwinding &) = delete;
  unwinding &operator=(const unwinding &) = delete;
  ~unwinding() noexcept(false) {
    if (!step_.suspended && states_.is_inside(to_))
      states_.leave_to(to_);
  }

private:
  States &states_;
  const step &step_;
  number_t to_;
};

namespace detail {

// Starts the machine when the return object is there. As a local of the function that returns the
// latter it lets an immovable one be made in place.
template <class Machine> struct start_at_end {
  Machine *machine;
  int exceptions = detail::uncaught_exceptions();
  ~start_at_end() noexcept(false) {
    if (detail::uncaught_exceptions() == exceptions)
      machine->start();
    else
      machine->dispose();
  }
};

// Destroys the machine when there is no return object to be had.
template <class Machine> struct machine_guard {
  Machine *machine;
  ~machine_guard() {
    if (machine)
      machine->dispose();
  }
};

// Keeps the machine when the conversion of the return object was completed.
template <class Machine> struct converting {
  machine_guard<Machine> &guard;
  int exceptions = detail::uncaught_exceptions();
  ~converting() {
    if (detail::uncaught_exceptions() == exceptions)
      guard.machine = nullptr;
  }
};

template <class Return, class Machine> COSTATE_CORO_WRAPPER Return hand_over(Machine *machine) {
  using object = decltype(machine->promise.get_return_object());
  if constexpr (std::is_void<object>::value) {
    machine_guard<Machine> guard{machine};
    machine->promise.get_return_object();
    guard.machine = nullptr;
    machine->start();
  } else if constexpr (std::is_same<object, Return>::value &&
                       !std::is_move_constructible<Return>::value) {
    start_at_end<Machine> start{machine};
    return machine->promise.get_return_object();
  } else {
    machine_guard<Machine> guard{machine};
    object result = machine->promise.get_return_object();
    guard.machine = nullptr;
    if (!machine->start())
      return static_cast<object &&>(result);
    // Should the conversion throw, the caller gets nothing that could destroy the coroutine.
    guard.machine = machine;
    converting<Machine> converting{guard};
    return static_cast<object &&>(result);
  }
}

template <class Return, class Machine>
COSTATE_CORO_WRAPPER Return hand_over_same(Machine *machine) {
  machine_guard<Machine> guard{machine};
  Return result = machine->promise.get_return_object();
  guard.machine = nullptr;
  machine->start();
  return result;
}

} // namespace detail

// Calls of these pass parameters on to the machine, which copies them: they are no wrappers that
// return what refers to their parameters, whatever the return type says of coroutines.
#if defined(__clang__) && __has_cpp_attribute(clang::coro_disable_lifetimebound)
#define COSTATE_START [[clang::coro_disable_lifetimebound]]
#else
#define COSTATE_START
#endif

namespace detail {

// Gets the return object of a machine that has just been made, and runs it until it first waits.
template <class Return, class Machine> COSTATE_CORO_WRAPPER Return run_first(Machine *machine) {
  using object = decltype(machine->promise.get_return_object());
  if constexpr (std::is_same<object, Return>::value && std::is_move_constructible<Return>::value)
    return hand_over_same<Return>(machine);
  else
    return hand_over<Return>(machine);
}

template <class Machine, class Return, class... Params>
COSTATE_START COSTATE_CORO_WRAPPER Return start_in(void *block, Params &...params) {
  if constexpr (may_lack_memory<typename Machine::promise_type>::value) {
    if (!block)
      return Machine::promise_type::get_return_object_on_allocation_failure();
  }
  void *memory = place_in<Machine>(block);
  memory_guard<Machine> guard{memory};
  auto *machine = ::new (memory) Machine(params...);
  machine->own_memory();
  guard.memory = nullptr;
  return run_first<Return>(machine);
}

} // namespace detail

// What the lowered function does: makes a Machine of its parameters and runs it until it first
// waits. Returns the return object, converted to Return if it has another type
// ([dcl.fct.def.coroutine]/7).
template <class Machine, class Return, class... Params>
COSTATE_START COSTATE_CORO_WRAPPER Return start(Params &...params) {
  return detail::start_in<Machine, Return>(detail::allocate<Machine>(params...), params...);
}

// The same for a lambda: its parameters and what it has captured are no business of the promise.
template <class Machine, class Return, class... Params>
COSTATE_START COSTATE_CORO_WRAPPER Return start_closure(Params &...params) {
  return detail::start_in<Machine, Return>(detail::allocate<Machine>(), params...);
}

} // namespace costate

#undef COSTATE_TAIL_CALLS
#undef COSTATE_MUSTTAIL
#undef COSTATE_HOT
#undef COSTATE_RUN_HERE
#undef COSTATE_FINISHES_HERE
#undef COSTATE_ASSUME

#include <costate/in_place.hpp>
