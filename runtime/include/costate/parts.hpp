// parts.hpp - objects that a suspension finds half made.
#pragma once

#include <costate/awaiter.hpp>

#include <cstddef>
#include <exception>
#include <initializer_list>
#include <new>
#include <type_traits>

namespace costate {

namespace detail {

// How many exceptions are under way: none in a program without them, which may have no library that
// counts.
inline int uncaught_exceptions() noexcept {
#ifdef __cpp_exceptions
  return std::uncaught_exceptions();
#else
  return 0;
#endif
}

} // namespace detail

// An element of an aggregate whose braces contain an await. The elements before the await are
// objects already
// ([dcl.init.list]/4); they die with what interrupts the initialisation, and belong to the
// aggregate after it.
template <class T> class element {
public:
  explicit element(T *made) noexcept : made_(made) {}
  element(const element &) = delete;
  element &operator=(const element &) = delete;
  ~element() {
    if (made_)
      made_->~T();
  }
  // The aggregate is complete: it destroys its elements from now on.
  void release() noexcept { made_ = nullptr; }

private:
  T *made_;
};

// Where an element of an aggregate is constructed, which may be const.
template <class T> void *place_of(T &object) noexcept {
  return const_cast<std::remove_cv_t<T> *>(__builtin_addressof(object));
}

// Room for an aggregate or array whose braces contain an await. Its elements are constructed one by
// one; nobody destroys them here.
template <class T> class room {
public:
  room() noexcept {}
  room(const room &) = delete;
  room &operator=(const room &) = delete;
  ~room() {}
  T &operator*() noexcept { return value_; }

private:
  union {
    T value_;
  };
};

// ... when it is complete: dies as one object, an array from its last element to its first.
template <class T> class whole {
public:
  explicit whole(T &made) noexcept : made_(made) {}
  whole(const whole &) = delete;
  whole &operator=(const whole &) = delete;
  ~whole() { destroy(made_); }
  T &operator*() noexcept { return made_; }

private:
  template <class U> static void destroy(U &object) {
    if constexpr (std::is_array_v<U>) {
      for (std::size_t i = std::extent_v<U>; i-- > 0;)
        destroy(object[i]);
    } else {
      object.~U();
    }
  }

  T &made_;
};

// A list that refers to an array which the machine holds, as one in braces would to an array of the
// compiler's. No standard function makes one.
template <class T, std::size_t N> std::initializer_list<T> list_of(const T (&array)[N]) noexcept {
#if defined(_MSVC_STL_VERSION)
  return std::initializer_list<T>(array, array + N);
#else
  struct { // as in libstdc++ and libc++
    const T *begin;
    std::size_t size;
  } const fields{array, N};
  static_assert(sizeof(fields) == sizeof(std::initializer_list<T>));
  return __builtin_bit_cast(std::initializer_list<T>, fields);
#endif
}

// The memory of a new-expression of a class with an allocation function of its own, whose
// initialiser contains an await: allocated before ([expr.new]/22), given back if the initialisation
// throws ([expr.new]/28).
template <class T> class new_memory {
public:
  explicit new_memory(void *memory) noexcept
      : memory_(memory), exceptions_(detail::uncaught_exceptions()) {}
  new_memory(const new_memory &) = delete;
  new_memory &operator=(const new_memory &) = delete;
  ~new_memory() {
    if (memory_ && detail::uncaught_exceptions() > exceptions_)
      give_back<T>(nullptr);
  }

  void *place() const noexcept { return memory_; }
  // The object is complete, and keeps its memory.
  T *made(T *object) noexcept {
    memory_ = nullptr;
    return object;
  }

private:
  template <class U>
  auto give_back(std::nullptr_t) -> decltype(U::operator delete(static_cast<void *>(nullptr))) {
    return U::operator delete(memory_);
  }
  template <class U>
  auto give_back(void *) -> decltype(U::operator delete(static_cast<void *>(nullptr), sizeof(U))) {
    return U::operator delete(memory_, sizeof(U));
  }
  template <class U> void give_back(...) { ::operator delete(memory_); }

  void *memory_;
  int exceptions_;
};

} // namespace costate
