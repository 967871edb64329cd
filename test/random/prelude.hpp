// What the random programs are made of: objects that print what becomes of them, awaiters of every kind,
// promises of several shapes, and the driver that resumes, throws and destroys.
//
// Everything that happens is printed with numbers that count from the start of a scenario, never with an
// address. Objects are numbered in the order of their construction and remember their address: one that was
// moved without a constructor says so at its end.
#ifndef COSTATE_TEST_RANDOM_PRELUDE_HPP
#define COSTATE_TEST_RANDOM_PRELUDE_HPP

#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <utility>

#ifdef NATIVE_FRAMES
// An exception before the body makes Clang ask the frame, which it has freed and may not have written, whether
// the return object is there.
void *operator new(std::size_t size) {
  void *memory = std::calloc(1, size);
  return memory ? memory : throw std::bad_alloc();
}
void operator delete(void *memory) noexcept {
  static void *last = nullptr;
  std::free(std::exchange(last, memory));
}
void operator delete(void *memory, std::size_t) noexcept { ::operator delete(memory); }
#endif

// ---- the trace ------------------------------------------------------------------------------------------

inline unsigned lines_left = 60000;

template <class... Values> void say(const char *format, Values... values) {
  std::printf(format, values...);
  std::puts("");
  if (--lines_left == 0) {
    std::puts("the trace is too long");
    std::fflush(stdout);
    std::_Exit(0);
  }
}

// ---- what a scenario controls ---------------------------------------------------------------------------

struct failure {
  unsigned number;
};

struct scenario_state {
  unsigned points = 0;      // that could have thrown so far
  unsigned throw_at = 0;    // the point that throws; 0 is none
  unsigned again = 0;       // how many points later the next one throws; 0 is never
  unsigned suspensions = 0; // so far
  unsigned destroy_at = 0;  // the suspension after which the root is destroyed; 0 is none
  bool destroy_inside = false;
  bool destroy_now = false;
  unsigned fuel = 0;
  unsigned ids = 0;
  int alive = 0;
  std::coroutine_handle<> root;
};
inline scenario_state now;
inline unsigned suspensions_in_all;

// A point that may throw.
inline bool fails(const char *where) {
  if (++now.points != now.throw_at)
    return false;
  if (now.again)
    now.throw_at += now.again;
  say("  throw in %s", where);
  return true;
}
inline void point(const char *where) {
  if (fails(where))
    throw failure{now.points};
}

// Loops end when there is none left.
inline bool fuel() {
  if (!now.fuel)
    return false;
  --now.fuel;
  return true;
}

// ---- objects --------------------------------------------------------------------------------------------

struct numbered {
  unsigned id;
  const numbered *self;
  numbered() : id(++now.ids), self(this) { ++now.alive; }
  numbered(const numbered &) : numbered() {}
  numbered &operator=(const numbered &) { return *this; }
  ~numbered() {
    --now.alive;
    if (self != this)
      say("  %u is not where it was made", id);
  }
};

struct noisy : numbered {
  unsigned value;
  explicit noisy(unsigned value) : value(value) {
    say("+%u(%u)", id, value);
    point("noisy(unsigned)");
  }
  noisy(const noisy &other) : numbered(), value(other.value) {
    say("+%u copy of %u", id, other.id);
    point("noisy(const noisy &)");
  }
  noisy(noisy &&other) : value(std::exchange(other.value, 0u)) {
    say("+%u move of %u", id, other.id);
    point("noisy(noisy &&)");
  }
  noisy &operator=(const noisy &other) {
    say("%u = copy of %u", id, other.id);
    point("operator=(const noisy &)");
    value = other.value;
    return *this;
  }
  noisy &operator=(noisy &&other) {
    say("%u = move of %u", id, other.id);
    point("operator=(noisy &&)");
    unsigned taken = other.value;
    other.value = 0;
    value = taken;
    return *this;
  }
  ~noisy() { say("-%u", id); }
  unsigned get() const {
    say("%u is %u", id, value);
    point("get()");
    return value;
  }
  unsigned taken() && {
    say("%u taken", id);
    return std::exchange(value, 1u);
  }
  noisy &operator<<(unsigned more) & {
    say("%u << %u", id, more);
    point("operator<<");
    value += more;
    return *this;
  }
  noisy &&operator<<(unsigned more) && { return std::move(*this << more); }
  explicit operator bool() const {
    say("%u as bool", id);
    point("operator bool");
    return value % 2;
  }
};
static_assert(!std::is_trivially_copyable_v<noisy>);

struct pinned : numbered {
  unsigned value;
  explicit pinned(unsigned value) : value(value) {
    say("+%u pinned(%u)", id, value);
    point("pinned(unsigned)");
  }
  pinned(const pinned &) = delete;
  ~pinned() { say("-%u pinned", id); }
  unsigned get() const {
    say("%u is %u", id, value);
    return value;
  }
};

// It ends without a trace; what its constructor has told of it holds until then.
struct rooted {
  unsigned value;
  unsigned *own;
  explicit rooted(unsigned value) : value(value), own(&this->value) { say("+rooted(%u)", value); }
  rooted(const rooted &) = delete;
};

struct counts {
  unsigned first, second;
  unsigned difference() const { return first - second; }
};

struct mover : numbered {
  unsigned value;
  explicit mover(unsigned value) : value(value) {
    say("+%u mover(%u)", id, value);
    point("mover(unsigned)");
  }
  mover(mover &&other) : value(std::exchange(other.value, 0u)) {
    say("+%u mover of %u", id, other.id);
    point("mover(mover &&)");
  }
  ~mover() { say("-%u mover", id); }
  unsigned get() const {
    say("%u is %u", id, value);
    return value;
  }
};

struct pod {
  unsigned first, second;
};

struct triple {
  unsigned a, b, c;
  unsigned total() const {
    say("triple %u %u %u", a, b, c);
    return a * 3 + b * 5 + c * 7;
  }
};

struct box {
  noisy first;
  unsigned number;
  noisy second;
};

struct bound {
  const noisy &object;
  unsigned number;
};

struct numbers {
  unsigned values[3];
  unsigned *begin() { return say("begin"), values; }
  unsigned *end() { return values + 3; }
};

// ---- functions ------------------------------------------------------------------------------------------

inline unsigned note(unsigned number) {
  say("note %u", number);
  point("note");
  return number;
}
inline unsigned use(const noisy &object) {
  say("use %u", object.id);
  point("use");
  return object.value;
}
inline unsigned use_with(const noisy &object, unsigned number) {
  say("use %u with %u", object.id, number);
  point("use_with");
  return object.value + number;
}
inline unsigned consume(noisy object, unsigned number) {
  say("consume %u with %u", object.id, number);
  point("consume");
  return object.value * 3 + number;
}
inline unsigned use_three(const noisy &a, unsigned number, const noisy &b) {
  say("use three %u %u %u", a.id, number, b.id);
  point("use_three");
  return a.value + number + b.value;
}
inline const noisy &pass(const noisy &object) {
  say("pass %u", object.id);
  return object;
}
inline noisy &change(noisy &object, unsigned number) {
  say("change %u", object.id);
  object.value += number;
  return object;
}
inline noisy copy_of(const noisy &object) { return object; }
inline unsigned from_new(noisy *object) {
  unsigned value = object->value;
  delete object;
  return value;
}
template <class T> unsigned any_of(const T &object, unsigned number) { return object.get() + number; }

// ---- awaiters -------------------------------------------------------------------------------------------

enum mode : unsigned { ready, later, inside, back, onward };

struct waiter_base : numbered {
  unsigned how;
  std::coroutine_handle<> handle;
  waiter_base *next = nullptr;
  bool listed = false;

  explicit waiter_base(unsigned how) : how(how) {
    say("+%u waiter", id);
    point("waiter");
  }
  waiter_base(const waiter_base &) = delete;
  ~waiter_base();
  bool await_ready() {
    say("%u ready?", id);
    point("await_ready");
    return how == ready;
  }
};

struct queue {
  waiter_base *first = nullptr;
  void add(waiter_base *waiter, std::coroutine_handle<> handle) {
    waiter->handle = handle;
    waiter->listed = true;
    waiter_base **place = &first;
    while (*place)
      place = &(*place)->next;
    *place = waiter;
  }
  void remove(waiter_base *waiter) {
    for (waiter_base **place = &first; *place; place = &(*place)->next)
      if (*place == waiter) {
        *place = waiter->next;
        break;
      }
    waiter->next = nullptr;
    waiter->listed = false;
  }
  std::coroutine_handle<> take() {
    waiter_base *waiter = first;
    remove(waiter);
    return waiter->handle;
  }
};
inline queue waiting;

inline waiter_base::~waiter_base() {
  if (listed)
    waiting.remove(this);
  say("-%u waiter", id);
}

// A coroutine has suspended: whether the root is to be destroyed here and now.
inline bool suspended(unsigned id) {
  say("%u suspends", id);
  point("await_suspend");
  ++suspensions_in_all;
  if (++now.suspensions != now.destroy_at)
    return false;
  if (!now.destroy_inside) {
    now.destroy_now = true;
    return false;
  }
  say("destroy inside");
  std::exchange(now.root, nullptr).destroy();
  say("destroyed inside");
  return true;
}

inline void resume_quietly(std::coroutine_handle<> handle) {
  try {
    handle.resume();
  } catch (failure caught) {
    say("caught %u from resume()", caught.number);
  }
}

// The three kinds of await_suspend.
struct as_void : waiter_base {
  using waiter_base::waiter_base;
  void await_suspend(std::coroutine_handle<> handle) {
    if (suspended(id))
      return;
    if (how == inside)
      resume_quietly(handle);
    else
      waiting.add(this, handle);
  }
};
struct as_bool : waiter_base {
  using waiter_base::waiter_base;
  template <class Promise> bool await_suspend(std::coroutine_handle<Promise> handle) {
    if (suspended(id))
      return true;
    if (how == back)
      return false;
    if (how == inside)
      resume_quietly(handle);
    else
      waiting.add(this, handle);
    return true;
  }
};
struct as_handle : waiter_base {
  using waiter_base::waiter_base;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) {
    if (suspended(id))
      return std::noop_coroutine();
    if (how == back)
      return handle;
    if (how == inside) {
      resume_quietly(handle);
      return std::noop_coroutine();
    }
    waiting.add(this, handle);
    if (how == onward)
      return waiting.take();
    return std::noop_coroutine();
  }
};

// What an await gives, and where it is until then.
template <class Result> struct held {
  unsigned number;
  Result give() { return Result(number); }
};
template <> struct held<void> {
  unsigned number;
  void give() {}
};
template <> struct held<const noisy &> {
  noisy object;
  explicit held(unsigned number) : object(number) {}
  const noisy &give() { return object; }
};
template <> struct held<noisy &&> {
  noisy object;
  explicit held(unsigned number) : object(number) {}
  noisy &&give() { return std::move(object); }
};
template <> struct held<noisy &> {
  noisy &object;
  explicit held(noisy &object) : object(object) {}
  noisy &give() { return object; }
};

template <class Result, class Kind> struct wait : Kind {
  held<Result> result;
  template <class Value>
  wait(unsigned how, Value &&value) : Kind(how), result{std::forward<Value>(value)} {}
  Result await_resume() {
    say("%u resumed", this->id);
    point("await_resume");
    return result.give();
  }
};

// Awaitables with operators.
template <class Result, class Kind> struct with_member : noisy {
  unsigned how;
  with_member(unsigned how, unsigned number) : noisy(number), how(how) {}
  wait<Result, Kind> operator co_await() const { return wait<Result, Kind>(how, value); }
};
template <class Result, class Kind> struct with_function : noisy {
  unsigned how;
  with_function(unsigned how, unsigned number) : noisy(number), how(how) {}
};
template <class Result, class Kind>
wait<Result, Kind> operator co_await(with_function<Result, Kind> &&awaited) {
  return wait<Result, Kind>(awaited.how, awaited.value + 1);
}

// ---- tasks ----------------------------------------------------------------------------------------------

enum option : unsigned {
  eager = 1,
  transforming = 2,       // has await_transform
  allocating = 4,         // has operator new
  by_value = 8,           // return_value takes its parameter by value
  final_void = 16,        // the final await_suspend gives nothing
  final_bool = 32,        // or a bool
  with_parameters = 64,   // the promise is constructed from the parameters
  nothrow = 128,          // get_return_object_on_allocation_failure
  start_inside = 256,     // an await of the task resumes it inside of await_suspend
  initial_bool = 512,     // the first await_suspend gives a bool
  placement = 1024,       // operator new takes the parameters
};

inline void describe(const noisy &object) { say("  with %u", object.id); }
inline void describe(const mover &object) { say("  with mover %u", object.id); }
inline void describe(unsigned number) { say("  with %u as number", number); }
template <class Other> void describe(const Other &) { say("  with another"); }

// Nothing throws between get_return_object and the first await_resume: Clang then asks the frame that it has
// freed whether the return object is there. (See the systematic tests.)
template <unsigned Options> struct initial_awaiter {
  bool await_ready() {
    say("initial ready?");
    return (Options & (eager | initial_bool)) == eager;
  }
  auto await_suspend(std::coroutine_handle<>) {
    say("initial suspend");
    if constexpr (Options & initial_bool)
      return !(Options & eager);
  }
  void await_resume() {
    say("initial resume");
    point("initial await_resume");
  }
};

template <unsigned Options> struct final_awaiter : numbered {
  ~final_awaiter() { say("-%u final", id); }
  bool await_ready() noexcept { return false; }
  template <class Promise> auto await_suspend(std::coroutine_handle<Promise> handle) noexcept {
    say("%u final suspend", id);
    std::coroutine_handle<> next = handle.promise().continuation;
    if constexpr (Options & final_void) {
      if (next)
        next.resume();
    } else if constexpr (Options & final_bool) {
      if (next)
        next.resume();
      return true;
    } else {
      return next ? next : std::noop_coroutine();
    }
  }
  void await_resume() noexcept {}
};

template <class Result, unsigned Options> struct results {
  union {
    Result result;
  };
  bool full = false;
  results() {}
  ~results() {
    if (full)
      result.~Result();
  }
  void return_value(const Result &value) {
    say("return_value(const &)");
    point("return_value");
    ::new (static_cast<void *>(&result)) Result(value);
    full = true;
  }
  void return_value(Result &&value) {
    say("return_value(&&)");
    point("return_value");
    ::new (static_cast<void *>(&result)) Result(std::move(value));
    full = true;
  }
  Result take() {
    if (!full) { // whoever awaits was resumed by another
      say("no result");
      throw failure{98u};
    }
    return Result(std::move(result));
  }
};
template <class Result, unsigned Options> struct results_by_value : results<Result, Options> {
  void return_value(Result value) { results<Result, Options>::return_value(std::move(value)); }
};
template <unsigned Options> struct results<void, Options> {
  void return_void() {
    say("return_void");
    point("return_void");
  }
  void take() {}
};

template <unsigned Options, bool = (Options & transforming) != 0> struct transforms {};
template <unsigned Options> struct transforms<Options, true> {
  wait<unsigned, as_bool> await_transform(unsigned number) {
    say("await_transform(%u)", number);
    point("await_transform");
    return wait<unsigned, as_bool>(later, number);
  }
  wait<unsigned, as_bool> await_transform(unsigned char number) { return await_transform(unsigned(number)); }
  template <class Awaitable> Awaitable &&await_transform(Awaitable &&awaited) {
    say("await_transform");
    point("await_transform");
    return std::forward<Awaitable>(awaited);
  }
};

template <unsigned Options, bool = (Options & allocating) != 0> struct allocates {};
template <unsigned Options> struct allocates<Options, true> {
  static void *operator new(std::size_t size) {
    say("new");
    point("operator new");
    return ::operator new(size);
  }
  template <class... Parameters, class = std::enable_if_t<(Options & placement) && sizeof...(Parameters)>>
  static void *operator new(std::size_t size, Parameters &...parameters) {
    say("new with %u", unsigned(sizeof...(Parameters)));
    (describe(parameters), ...);
    point("operator new");
    return ::operator new(size);
  }
  static void operator delete(void *memory, std::size_t) {
    say("delete");
    ::operator delete(memory);
  }
};
template <unsigned Options, bool = (Options & nothrow) != 0> struct allocates_or_not {};
template <class Task, unsigned Options, bool = (Options & nothrow) != 0>
struct fails_to_allocate : allocates<Options> {};
template <class Task, unsigned Options> struct fails_to_allocate<Task, Options, true> {
  static void *operator new(std::size_t size) noexcept {
    say("new, nothrow");
    return fails("nothrow new") ? nullptr : ::operator new(size);
  }
  static void operator delete(void *memory) {
    say("delete");
    ::operator delete(memory);
  }
  static Task get_return_object_on_allocation_failure() {
    say("no memory");
    return Task(nullptr);
  }
};

template <class Result, unsigned Options = 0> struct task : numbered {
  struct promise_type;
  using handle_type = std::coroutine_handle<promise_type>;
  using results_type =
      std::conditional_t<(Options & by_value) != 0, results_by_value<Result, Options>, results<Result, Options>>;
  struct promise_type : numbered,
                        results_type,
                        transforms<Options>,
                        fails_to_allocate<task, Options> {
    std::coroutine_handle<> continuation;
    std::exception_ptr thrown;
    promise_type() {
      say("+%u promise", this->id);
      point("promise");
    }
    template <class First, class... Others, class = std::enable_if_t<sizeof(First) && (Options & with_parameters)>>
    promise_type(First &first, Others &...others) {
      say("+%u promise with %u", this->id, unsigned(1 + sizeof...(Others)));
      describe(first);
      (describe(others), ...);
      point("promise with parameters");
    }
    promise_type(const promise_type &) = delete;
    ~promise_type() { say("-%u promise", this->id); }
    task get_return_object() {
      say("%u get_return_object", this->id);
      point("get_return_object");
      return task(handle_type::from_promise(*this));
    }
    initial_awaiter<Options> initial_suspend() {
      say("%u initial_suspend", this->id);
      return {};
    }
    final_awaiter<Options> final_suspend() noexcept {
      say("%u final_suspend", this->id);
      return {};
    }
    void unhandled_exception() {
      say("%u unhandled_exception", this->id);
      thrown = std::current_exception();
    }
  };

  handle_type handle;
  explicit task(handle_type handle) : handle(handle) { say("+%u task", id); }
  task(task &&other) : handle(std::exchange(other.handle, nullptr)) { say("+%u task of %u", id, other.id); }
  ~task() {
    say("-%u task", id);
    if (handle)
      handle.destroy();
  }

  struct awaiter : numbered {
    handle_type handle;
    explicit awaiter(handle_type handle) : handle(handle) { say("+%u awaiter", id); }
    awaiter(const awaiter &) = delete;
    ~awaiter() { say("-%u awaiter", id); }
    bool await_ready() {
      say("%u task ready?", id);
      return !handle || handle.done();
    }
    auto await_suspend(std::coroutine_handle<> waiter) {
      say("%u awaits", id);
      handle.promise().continuation = waiter;
      if constexpr (Options & eager)
        return;
      else if constexpr (Options & start_inside)
        handle.resume();
      else
        return handle;
    }
    Result await_resume() {
      say("%u task resumed", id);
      if (!handle)
        throw failure{1000};
      if (handle.promise().thrown)
        std::rethrow_exception(handle.promise().thrown);
      return handle.promise().take();
    }
  };
  awaiter operator co_await() && { return awaiter(handle); }
};

// ---- generators -----------------------------------------------------------------------------------------

template <class Item, bool Rethrows = false> struct generator;

template <class Item, bool Rethrows> struct generator_promise : numbered {
  using handle_type = std::coroutine_handle<generator_promise>;
  const Item *item = nullptr;
  generator_promise *root = this;
  handle_type parent;
  handle_type leaf; // of the root
  std::exception_ptr thrown;
  generator_promise() {
    say("+%u generator promise", id);
    point("generator promise");
  }
  ~generator_promise() { say("-%u generator promise", id); }
  generator<Item, Rethrows> get_return_object();
  struct start {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) { say("generator starts"); }
    void await_resume() { point("generator start"); }
  };
  start initial_suspend() { return {}; }
  struct end {
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(handle_type handle) noexcept {
      generator_promise &promise = handle.promise();
      say("%u generator ends", promise.id);
      promise.root->item = nullptr;
      if (!promise.parent)
        return std::noop_coroutine();
      promise.root->leaf = promise.parent;
      return promise.parent;
    }
    void await_resume() noexcept {}
  };
  end final_suspend() noexcept { return {}; }
  void return_void() { say("%u generator returns", id); }
  void unhandled_exception() {
    say("%u generator throws", id);
    if (!parent && Rethrows)
      throw;
    thrown = std::current_exception();
  }

  struct yielded : numbered {
    yielded() { say("+%u yielded", id); }
    ~yielded() { say("-%u yielded", id); }
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<generator_promise> handle) {
      say("%u yields", id);
      if (!fails("yield await_suspend"))
        return;
      handle.promise().root->item = nullptr; // its life ends
      throw failure{now.points};
    }
    unsigned await_resume() {
      say("%u yield resumed", id);
      point("yield await_resume");
      return id;
    }
  };
  yielded yield_value(const Item &value) {
    point("yield_value");
    root->item = &value;
    return yielded();
  }

  struct all_of {
    generator<Item, Rethrows> items;
    bool await_ready() { return false; }
    handle_type await_suspend(handle_type handle);
    unsigned await_resume();
  };
  all_of yield_value(generator<Item, Rethrows> &&items) { return all_of{std::move(items)}; }
};

template <class Item, bool Rethrows> struct generator : numbered {
  using promise_type = generator_promise<Item, Rethrows>;
  using handle_type = std::coroutine_handle<promise_type>;
  handle_type handle;
  explicit generator(handle_type handle) : handle(handle) {
    handle.promise().leaf = handle;
    say("+%u generator", id);
  }
  generator(generator &&other) : handle(std::exchange(other.handle, nullptr)) {
    say("+%u generator of %u", id, other.id);
  }
  ~generator() {
    say("-%u generator", id);
    if (handle)
      handle.destroy();
  }
  // Resumes until there is an item or an end. What waits in between is resumed here.
  bool next() {
    say("%u next", id);
    promise_type &promise = handle.promise();
    promise.item = nullptr;
    if (handle.done())
      return false;
    promise.leaf.resume();
    while (!promise.item && !handle.done()) {
      if (!waiting.first) {
        say("stuck");
        return false;
      }
      waiting.take().resume();
    }
    if (promise.thrown)
      std::rethrow_exception(std::exchange(promise.thrown, nullptr));
    return promise.item;
  }
  const Item &item() const { return *handle.promise().item; }

  struct sentinel {};
  struct iterator {
    generator *from;
    const Item &operator*() const { return from->item(); }
    iterator &operator++() {
      more = from->next();
      return *this;
    }
    bool operator!=(sentinel) const { return more; }
    bool more;
  };
  iterator begin() {
    bool more = next();
    return {this, more};
  }
  sentinel end() { return {}; }
};

template <class Item, bool Rethrows>
generator<Item, Rethrows> generator_promise<Item, Rethrows>::get_return_object() {
  point("get_return_object");
  return generator<Item, Rethrows>(handle_type::from_promise(*this));
}
template <class Item, bool Rethrows>
typename generator_promise<Item, Rethrows>::handle_type
generator_promise<Item, Rethrows>::all_of::await_suspend(handle_type handle) {
  generator_promise &inner = items.handle.promise();
  say("%u yields all", inner.id);
  inner.parent = handle;
  inner.root = handle.promise().root;
  inner.root->leaf = items.handle;
  return items.handle;
}
template <class Item, bool Rethrows> unsigned generator_promise<Item, Rethrows>::all_of::await_resume() {
  if (items.handle.promise().thrown)
    std::rethrow_exception(items.handle.promise().thrown);
  return 3;
}

// The sum of what a generator gives, with an end after so many items.
inline unsigned weigh(unsigned number) { return number; }
inline unsigned weigh(const noisy &object) { return object.get(); }
template <class Item, bool Rethrows> unsigned next_of(generator<Item, Rethrows> &items) {
  return items.next() ? weigh(items.item()) : 0;
}
// A template takes the generator as a reference: that a parameter of a dependent call ends with the
// full-expression is no promise of the standard, nor of ours.
template <class Item, bool Rethrows>
unsigned sum_over(generator<Item, Rethrows> &&items, unsigned most) {
  unsigned sum = 0;
  while (most-- && items.next())
    sum += weigh(items.item());
  return sum;
}
template <class Item, bool Rethrows>
unsigned sum_of(generator<Item, Rethrows> items, unsigned most) {
  return sum_over(std::move(items), most);
}

// ---- scenarios ------------------------------------------------------------------------------------------

// What a root's parameters refer to.
inline noisy *kept;

template <class Make>
void scenario(const char *name, Make make, unsigned throw_at, unsigned again, unsigned destroy_at, bool destroy_inside) {
  now = scenario_state();
  now.fuel = 25;
  now.destroy_at = destroy_at;
  now.destroy_inside = destroy_inside;
  kept = new noisy(4);
  now.points = 0;
  now.throw_at = throw_at;
  now.again = again;
  say("== %s, %u, %u, %u, %s", name, throw_at, again, destroy_at, destroy_inside ? "true" : "false");
  try {
    auto root = make();
    now.root = root.handle;
    if (now.root && !now.root.done()) {
      if (destroy_inside)
        root.handle = nullptr; // whoever destroys it asks now.root
      if (!now.suspensions)
        now.root.resume();
      while (now.root && !now.root.done() && !now.destroy_now && waiting.first)
        waiting.take().resume();
    }
    if (now.root && now.root.done()) {
      auto &promise = decltype(root.handle)::from_address(now.root.address()).promise();
      if (promise.thrown)
        say("ended with an exception");
      else
        say("ended");
    } else if (now.root) {
      say(now.destroy_now ? "destroy" : "not ended");
    }
    if (destroy_inside && now.root && !root.handle)
      now.root.destroy();
  } catch (failure caught) {
    say("%u came out", caught.number);
  }
  delete kept;
  say("%d alive", now.alive);
}

// Runs a root as it is, then with exceptions at some of its points, then destroyed at some of its suspensions.
template <class Make>
void explore(const char *name, Make make, unsigned seed, unsigned throws, unsigned destroys, bool destroy_inside) {
  scenario(name, make, 0, 0, 0, false);
  const unsigned points = now.points, suspensions = now.suspensions;
  auto random = [&](unsigned below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
  };
  for (unsigned i = 0; points && i < throws; ++i) {
    unsigned throw_at = 1 + random(points);
    unsigned again = random(3) ? 0 : 1 + random(20);
    scenario(name, make, throw_at, again, 0, false);
  }
  for (unsigned i = 0; suspensions && i < destroys; ++i) {
    unsigned throw_at = random(3) ? 0 : 1 + random(points);
    unsigned destroy_at = 1 + random(suspensions);
    scenario(name, make, throw_at, 0, destroy_at, destroy_inside && i % 2);
  }
}

inline int finish() {
  say("%u suspensions", suspensions_in_all);
  return 0;
}

#endif
