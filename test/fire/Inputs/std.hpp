// What the mutated programs see instead of the standard library: declarations alone, as much of them as our own tests
// use, so that a program is read in a few milliseconds. Nothing that includes this is ever linked.
#pragma once

typedef __SIZE_TYPE__ size_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef unsigned char uint8_t;
typedef signed char int8_t;
typedef short int16_t;
typedef unsigned short uint16_t;
typedef unsigned uint32_t;
typedef unsigned long uint64_t;
typedef int int32_t;
typedef long int64_t;

#define assert(condition) ((condition) ? void() : __builtin_abort())
#define NULL 0
#define offsetof(type, member) __builtin_offsetof(type, member)

extern "C" {
int printf(const char *, ...);
int puts(const char *);
int vprintf(const char *, __builtin_va_list);
int snprintf(char *, size_t, const char *, ...);
void *malloc(size_t);
void free(void *);
[[noreturn]] void abort();
[[noreturn]] void exit(int);
void *memset(void *, int, size_t);
void *memcpy(void *, const void *, size_t);
int memcmp(const void *, const void *, size_t);
int strcmp(const char *, const char *);
size_t strlen(const char *);
}
inline char *strrchr(const char *, int) { return nullptr; }
typedef __builtin_va_list va_list;
#define va_start(list, last) __builtin_va_start(list, last)
#define va_end(list) __builtin_va_end(list)
#define va_arg(list, type) __builtin_va_arg(list, type)

namespace std {
using ::abort, ::exit, ::free, ::int16_t, ::int32_t, ::int64_t, ::int8_t, ::malloc, ::memcmp, ::memcpy, ::memset,
    ::printf, ::ptrdiff_t, ::puts, ::size_t, ::snprintf, ::strcmp, ::strlen, ::strrchr, ::uint16_t, ::uint32_t, ::uint64_t, ::uint8_t,
    ::uintptr_t, ::va_list, ::vprintf;
using nullptr_t = decltype(nullptr);
struct max_align_t { long double a; };
enum class byte : unsigned char {};
enum class align_val_t : size_t {};
struct nothrow_t { explicit nothrow_t() = default; };
extern const nothrow_t nothrow;

// ---- <type_traits>

template <class T, T V> struct integral_constant {
  static constexpr T value = V;
  using value_type = T;
  using type = integral_constant;
  constexpr operator T() const { return V; }
};
template <bool B> using bool_constant = integral_constant<bool, B>;
using true_type = bool_constant<true>;
using false_type = bool_constant<false>;
template <class...> using void_t = void;
template <bool B, class T, class F> struct conditional { using type = T; };
template <class T, class F> struct conditional<false, T, F> { using type = F; };
template <bool B, class T, class F> using conditional_t = typename conditional<B, T, F>::type;
template <bool B, class T = void> struct enable_if {};
template <class T> struct enable_if<true, T> { using type = T; };
template <bool B, class T = void> using enable_if_t = typename enable_if<B, T>::type;
template <class T> struct type_identity { using type = T; };
template <class T> using remove_reference_t = __remove_reference_t(T);
template <class T> struct remove_reference { using type = remove_reference_t<T>; };
template <class T> using remove_cv_t = __remove_cv(T);
template <class T> using remove_const_t = __remove_const(T);
template <class T> using remove_cvref_t = __remove_cvref(T);
template <class T> using remove_pointer_t = __remove_pointer(T);
template <class T> using decay_t = __decay(T);
template <class T> struct decay { using type = __decay(T); };
template <class T> using add_lvalue_reference_t = __add_lvalue_reference(T);
template <class T> using add_rvalue_reference_t = __add_rvalue_reference(T);
template <class T> using add_const_t = const T;
template <class T> inline constexpr bool is_const_v = __is_const(T);
template <class T> inline constexpr bool is_reference_v = __is_reference(T);
template <class T> inline constexpr bool is_lvalue_reference_v = __is_lvalue_reference(T);
template <class T> inline constexpr bool is_rvalue_reference_v = __is_rvalue_reference(T);
template <class T> inline constexpr bool is_pointer_v = __is_pointer(T);
template <class T> inline constexpr bool is_void_v = __is_void(T);
template <class T> inline constexpr bool is_integral_v = __is_integral(T);
template <class T> inline constexpr bool is_floating_point_v = __is_floating_point(T);
template <class T> inline constexpr bool is_enum_v = __is_enum(T);
template <class T> inline constexpr bool is_class_v = __is_class(T);
template <class T> inline constexpr bool is_array_v = __is_array(T);
template <class T> inline constexpr unsigned long extent_v = __array_extent(T, 0);
template <class T> inline constexpr bool is_empty_v = __is_empty(T);
template <class T> inline constexpr bool is_trivially_copyable_v = __is_trivially_copyable(T);
template <class T> inline constexpr bool is_trivially_destructible_v = __is_trivially_destructible(T);
template <class T, class U> inline constexpr bool is_same_v = __is_same(T, U);
template <class T, class U> inline constexpr bool is_convertible_v = __is_convertible(T, U);
template <class T, class U> inline constexpr bool is_base_of_v = __is_base_of(T, U);
template <class T, class... A> inline constexpr bool is_constructible_v = __is_constructible(T, A...);
template <class T> inline constexpr bool is_copy_constructible_v = __is_constructible(T, const T &);
template <class T> inline constexpr bool is_move_constructible_v = __is_constructible(T, T &&);
template <class T> struct is_void : bool_constant<__is_void(T)> {};
template <class T> struct is_pointer : bool_constant<__is_pointer(T)> {};
template <class T> struct is_reference : bool_constant<__is_reference(T)> {};
template <class T> struct is_empty : bool_constant<__is_empty(T)> {};
template <class T> struct is_final : bool_constant<__is_final(T)> {};
template <class T> struct is_aggregate : bool_constant<__is_aggregate(T)> {};
template <class T> struct is_arithmetic : bool_constant<__is_arithmetic(T)> {};
template <class T> struct is_integral : bool_constant<__is_integral(T)> {};
template <class T> struct is_trivially_destructible : bool_constant<__is_trivially_destructible(T)> {};
template <class T> struct is_nothrow_destructible : bool_constant<__is_nothrow_destructible(T)> {};
template <class T> struct is_move_constructible : bool_constant<__is_constructible(T, __add_rvalue_reference(T))> {};
template <class T> struct is_copy_constructible : bool_constant<__is_constructible(T, __add_lvalue_reference(const T))> {};
template <class T, class U> struct is_same : bool_constant<__is_same(T, U)> {};
template <class T, class U> struct is_convertible : bool_constant<__is_convertible(T, U)> {};
template <class T, class U> struct is_base_of : bool_constant<__is_base_of(T, U)> {};
template <class T, class... A> struct is_constructible : bool_constant<__is_constructible(T, A...)> {};
template <class T> add_rvalue_reference_t<T> declval() noexcept;
template <class F, class... A> using invoke_result_t = decltype(declval<F>()(declval<A>()...));
template <class Call, class F, class... A> struct can_invoke : false_type {};
template <class F, class... A> struct can_invoke<decltype(void(declval<F>()(declval<A>()...))), F, A...> : true_type {};
template <class F, class... A> struct is_invocable : can_invoke<void, F, A...> {};
#if __cplusplus >= 202002L
template <class T, class U> concept same_as = __is_same(T, U) && __is_same(U, T);
template <class T> concept integral = __is_integral(T);
template <class T> concept floating_point = __is_floating_point(T);
template <class T, class U> concept convertible_to = __is_convertible(T, U);
template <class T, class U> concept derived_from = __is_base_of(U, T);
#endif

// ---- <utility>

template <class T> constexpr remove_reference_t<T> &&move(T &&value) noexcept {
  return static_cast<remove_reference_t<T> &&>(value);
}
template <class T> constexpr T &&forward(remove_reference_t<T> &value) noexcept { return static_cast<T &&>(value); }
template <class T> constexpr T &&forward(remove_reference_t<T> &&value) noexcept { return static_cast<T &&>(value); }
template <class T, class U = T> constexpr T exchange(T &object, U &&value) {
  T old = std::move(object);
  object = std::forward<U>(value);
  return old;
}
template <class T> constexpr void swap(T &, T &) {}
template <class T> constexpr const T &as_const(T &value) noexcept { return value; }
template <class T> constexpr T *addressof(T &value) noexcept { return __builtin_addressof(value); }
template <class T> constexpr const T &min(const T &a, const T &b) { return b < a ? b : a; }
template <class T> constexpr const T &max(const T &a, const T &b) { return a < b ? b : a; }
template <class T, T... I> struct integer_sequence {
  static constexpr size_t size() { return sizeof...(I); }
};
template <size_t... I> using index_sequence = integer_sequence<size_t, I...>;
template <size_t N> using make_index_sequence = __make_integer_seq<integer_sequence, size_t, N>;
template <class... T> using index_sequence_for = make_index_sequence<sizeof...(T)>;
struct piecewise_construct_t {};
template <class T, class U> struct pair {
  using first_type = T;
  using second_type = U;
  T first;
  U second;
  pair() : first(), second() {}
  pair(const pair &) = default;
  pair(pair &&) = default;
  template <class A, class B> pair(A &&a, B &&b) : first(std::forward<A>(a)), second(std::forward<B>(b)) {}
};
template <class T, class U> pair(T, U) -> pair<T, U>;
template <class T, class U> pair<decay_t<T>, decay_t<U>> make_pair(T &&, U &&) { throw; }
template <class T> struct tuple_size;
template <class T> struct tuple_size<const T> : tuple_size<T> {};
template <class T> inline constexpr size_t tuple_size_v = tuple_size<T>::value;
template <size_t I, class T> struct tuple_element;
template <size_t I, class T> struct tuple_element<I, const T> {
  using type = const typename tuple_element<I, T>::type;
};
template <size_t I, class T> using tuple_element_t = typename tuple_element<I, T>::type;
template <class T, class U> struct tuple_size<pair<T, U>> : integral_constant<size_t, 2> {};
template <class T, class U> struct tuple_element<0, pair<T, U>> { using type = T; };
template <class T, class U> struct tuple_element<1, pair<T, U>> { using type = U; };
template <size_t I, class T, class U> tuple_element_t<I, pair<T, U>> &get(pair<T, U> &) { throw; }
template <size_t I, class T, class U> tuple_element_t<I, pair<T, U>> &&get(pair<T, U> &&) { throw; }
template <class... T> struct tuple {
  tuple() {}
  template <class... A> tuple(A &&...) {}
};
template <class... T> tuple(T...) -> tuple<T...>;
template <class... T> struct tuple_size<tuple<T...>> : integral_constant<size_t, sizeof...(T)> {};
template <size_t I, class... T> struct tuple_element<I, tuple<T...>> { using type = __type_pack_element<I, T...>; };
template <size_t I, class... T> tuple_element_t<I, tuple<T...>> &get(tuple<T...> &) { throw; }
template <size_t I, class... T> const tuple_element_t<I, tuple<T...>> &get(const tuple<T...> &) { throw; }
template <size_t I, class... T> tuple_element_t<I, tuple<T...>> &&get(tuple<T...> &&) { throw; }
template <class... T> tuple<decay_t<T>...> make_tuple(T &&...) { throw; }
template <class... T> tuple<T &&...> forward_as_tuple(T &&...) { throw; }
template <class... T> tuple<T &...> tie(T &...) { throw; }
template <class F, class... T> decltype(auto) apply(F &&f, tuple<T...> &t) {
  return [&]<size_t... I>(index_sequence<I...>) -> decltype(auto) { return f(std::get<I>(t)...); }(
             index_sequence_for<T...>());
}
template <class F, class... T> decltype(auto) apply(F &&f, tuple<T...> &&t) { return std::apply(f, t); }

// ---- <initializer_list>

template <class T> class initializer_list {
  const T *first = nullptr;
  size_t count = 0;

public:
  using value_type = T;
  constexpr initializer_list() noexcept = default;
  constexpr const T *begin() const noexcept { return first; }
  constexpr const T *end() const noexcept { return first + count; }
  constexpr size_t size() const noexcept { return count; }
};

// ---- <exception>, <stdexcept>, <typeinfo>

class exception {
public:
  exception() noexcept;
  exception(const exception &) noexcept;
  virtual ~exception();
  virtual const char *what() const noexcept;
};
class type_info {
public:
  virtual ~type_info();
  const char *name() const noexcept;
  bool operator==(const type_info &) const noexcept;
};
struct bad_alloc : exception {};
struct bad_cast : exception {};
class exception_ptr {
  void *p = nullptr;

public:
  exception_ptr() noexcept = default;
  exception_ptr(nullptr_t) noexcept;
  exception_ptr(const exception_ptr &) noexcept;
  exception_ptr &operator=(const exception_ptr &) noexcept;
  ~exception_ptr();
  friend bool operator==(const exception_ptr &, const exception_ptr &) noexcept;
  explicit operator bool() const noexcept;
};
exception_ptr current_exception() noexcept;
[[noreturn]] void rethrow_exception(exception_ptr);
template <class T> exception_ptr make_exception_ptr(T) noexcept;
int uncaught_exceptions() noexcept;
[[noreturn]] void terminate() noexcept;

// ---- <string>, <string_view>

class string_view {
public:
  string_view() noexcept;
  string_view(const char *);
  const char *data() const noexcept;
  const char *begin() const noexcept;
  const char *end() const noexcept;
  size_t size() const noexcept;
  bool empty() const noexcept;
  char operator[](size_t) const;
  string_view substr(size_t, size_t = -1) const;
  friend bool operator==(string_view, string_view) noexcept;
};
class string {
  char *text;
  size_t count;

public:
  using value_type = char;
  static constexpr size_t npos = -1;
  string() noexcept;
  string(const char *);
  string(const char *, size_t);
  string(size_t, char);
  explicit string(string_view);
  string(const string &);
  string(string &&) noexcept;
  ~string();
  string &operator=(const string &);
  string &operator=(string &&) noexcept;
  string &operator=(const char *);
  string &operator+=(const string &);
  string &operator+=(const char *);
  string &operator+=(char);
  string &operator+=(string_view);
  friend string operator+(const string &, string_view);
  const char &front() const;
  const char &back() const;
  operator string_view() const noexcept;
  const char *c_str() const noexcept;
  char *data() noexcept;
  char *begin();
  char *end();
  const char *begin() const;
  const char *end() const;
  char &operator[](size_t);
  const char &operator[](size_t) const;
  char &back();
  char &front();
  size_t size() const noexcept;
  size_t length() const noexcept;
  bool empty() const noexcept;
  void clear() noexcept;
  void push_back(char);
  void pop_back();
  size_t find(const string &, size_t = 0) const;
  size_t find(char, size_t = 0) const;
  size_t rfind(char, size_t = npos) const;
  string substr(size_t, size_t = npos) const;
  string &append(const string &);
  friend string operator+(const string &, const string &);
  friend string operator+(const string &, const char *);
  friend string operator+(const char *, const string &);
  friend string operator+(const string &, char);
  friend string operator+(char, const string &);
  friend bool operator==(const string &, const string &) noexcept;
  friend bool operator<(const string &, const string &) noexcept;
};
string to_string(int);
string to_string(unsigned);
string to_string(long);
string to_string(unsigned long);
string to_string(double);
int stoi(const string &);
inline namespace literals {
inline namespace string_literals {
string operator""s(const char *, size_t);
}
} // namespace literals
struct logic_error : exception {
  explicit logic_error(const string &);
  explicit logic_error(const char *);
};
struct runtime_error : exception {
  explicit runtime_error(const string &);
  explicit runtime_error(const char *);
};
struct out_of_range : logic_error {
  using logic_error::logic_error;
};
struct invalid_argument : logic_error {
  using logic_error::logic_error;
};
struct ostringstream {
  template <class T> ostringstream &operator<<(const T &);
  string str() const;
};

// ---- containers

template <class T> class vector {
  T *first = nullptr, *last = nullptr;

public:
  using value_type = T;
  using iterator = T *;
  using const_iterator = const T *;
  using size_type = size_t;
  vector() {}
  explicit vector(size_t) {}
  vector(size_t, const T &) {}
  vector(initializer_list<T>) {}
  template <class I> vector(I, I) {}
  vector(const vector &) {}
  vector(vector &&) noexcept {}
  ~vector() {}
  vector &operator=(const vector &) { throw; }
  vector &operator=(vector &&) noexcept { throw; }
  T *begin() { throw; }
  T *end() { throw; }
  const T *begin() const { throw; }
  const T *end() const { throw; }
  T &operator[](size_t) { throw; }
  const T &operator[](size_t) const { throw; }
  T &at(size_t) { throw; }
  T &front() { throw; }
  T &back() { throw; }
  const T &front() const { throw; }
  const T &back() const { throw; }
  T *data() { throw; }
  size_t size() const { throw; }
  bool empty() const { throw; }
  void clear() {}
  void reserve(size_t) {}
  void resize(size_t) {}
  void push_back(const T &) {}
  void push_back(T &&) {}
  template <class... A> T &emplace_back(A &&...) { throw; }
  void pop_back() {}
  void push_front(const T &) {}
  void pop_front() {}
  T *insert(const T *, const T &) { throw; }
  T *erase(const T *) { throw; }
  friend bool operator==(const vector &, const vector &);
};
template <class T> vector(initializer_list<T>) -> vector<T>;
template <class T> struct deque : vector<T> {
  using vector<T>::vector;
};
template <class T> struct list : vector<T> {
  using vector<T>::vector;
};
template <class T, size_t N> struct array {
  T elements[N];
  T *begin() { return elements; }
  T *end() { return elements + N; }
  const T *begin() const { return elements; }
  const T *end() const { return elements + N; }
  T &operator[](size_t i) { return elements[i]; }
  const T &operator[](size_t i) const { return elements[i]; }
  constexpr size_t size() const { return N; }
};
template <class T, class... U> array(T, U...) -> array<T, 1 + sizeof...(U)>;
template <class T, size_t N> struct tuple_size<array<T, N>> : integral_constant<size_t, N> {};
template <size_t I, class T, size_t N> struct tuple_element<I, array<T, N>> { using type = T; };
template <size_t I, class T, size_t N> T &get(array<T, N> &) { throw; }
template <size_t I, class T, size_t N> T &&get(array<T, N> &&) { throw; }
template <class K, class V> class map {
public:
  using value_type = pair<const K, V>;
  using iterator = value_type *;
  map() {}
  map(initializer_list<value_type>) {}
  map(const map &) {}
  map(map &&) {}
  ~map() {}
  V &operator[](const K &) { throw; }
  V &at(const K &) { throw; }
  iterator begin() { throw; }
  iterator end() { throw; }
  iterator begin() const { throw; }
  iterator end() const { throw; }
  iterator find(const K &) { throw; }
  template <class... A> pair<iterator, bool> emplace(A &&...) { throw; }
  pair<iterator, bool> insert(const value_type &) { throw; }
  size_t erase(const K &) { throw; }
  size_t count(const K &) const { throw; }
  size_t size() const { throw; }
  bool empty() const { throw; }
};
template <class C> constexpr auto size(const C &c) { return c.size(); }
template <class T, size_t N> constexpr size_t size(const T (&)[N]) { return N; }
template <class I> I next(I, int = 1) { throw; }
template <class I> void sort(I, I) {}
template <class I, class F> void sort(I, I, F) {}
template <class I, class F> int count_if(I, I, F) { throw; }

// ---- <memory>, <functional>, <optional>, <variant>

template <class T> class unique_ptr {
  T *p = nullptr;

public:
  unique_ptr() noexcept = default;
  unique_ptr(nullptr_t) noexcept {}
  explicit unique_ptr(T *p) noexcept : p(p) {}
  unique_ptr(unique_ptr &&other) noexcept : p(other.p) {}
  unique_ptr &operator=(unique_ptr &&) noexcept;
  ~unique_ptr() { delete p; }
  add_lvalue_reference_t<T> operator*() const { throw; }
  T *operator->() const noexcept;
  T *get() const noexcept;
  T *release() noexcept;
  void reset(T * = nullptr) noexcept;
  explicit operator bool() const noexcept;
  friend bool operator==(const unique_ptr &, nullptr_t) noexcept { return true; }
};
template <class T> struct unique_ptr<T[]> {
  ~unique_ptr();
  T &operator[](size_t) const;
};
template <class T, class... A> unique_ptr<T> make_unique(A &&...a) {
  return unique_ptr<T>(new T(std::forward<A>(a)...));
}
template <class T> class shared_ptr {
public:
  shared_ptr() noexcept {}
  shared_ptr(nullptr_t) noexcept {}
  explicit shared_ptr(T *) {}
  shared_ptr(const shared_ptr &) noexcept {}
  shared_ptr(shared_ptr &&) noexcept {}
  template <class U> shared_ptr(const shared_ptr<U> &) noexcept {}
  ~shared_ptr() {}
  shared_ptr &operator=(const shared_ptr &) noexcept { throw; }
  add_lvalue_reference_t<T> operator*() const { throw; }
  T *operator->() const noexcept { throw; }
  T *get() const noexcept { throw; }
  explicit operator bool() const noexcept { throw; }
  long use_count() const noexcept { throw; }
};
template <class T, class... A> shared_ptr<T> make_shared(A &&...) { throw; }
template <class T> struct enable_shared_from_this { shared_ptr<T> shared_from_this(); };
template <class T> class reference_wrapper {
public:
  reference_wrapper(T &) {}
  operator T &() const { throw; }
  T &get() const { throw; }
};
template <class T> reference_wrapper<T> ref(T &) { throw; }
template <class> class function;
template <class R, class... A> class function<R(A...)> {
public:
  function() noexcept {}
  function(nullptr_t) noexcept {}
  function(const function &) {}
  function(function &&) noexcept {}
  template <class F, class = decltype(declval<F &>()(declval<A>()...))> function(F) {}
  ~function() {}
  function &operator=(const function &) { throw; }
  R operator()(A...) const { throw; }
  explicit operator bool() const noexcept { throw; }
};
struct nullopt_t {};
inline constexpr nullopt_t nullopt;
template <class T> class optional {
  union {
    char none;
    T some;
  };
  bool has;

public:
  optional() noexcept {}
  optional(nullopt_t) noexcept {}
  optional(const T &) {}
  optional(T &&) {}
  optional(const optional &) {}
  optional(optional &&) {}
  ~optional() {}
  optional &operator=(const optional &) { throw; }
  optional &operator=(T) { throw; }
  T &operator*() { throw; }
  const T &operator*() const { throw; }
  T *operator->() { throw; }
  T &value() { throw; }
  T value_or(T) const { throw; }
  bool has_value() const noexcept { throw; }
  explicit operator bool() const noexcept { throw; }
  template <class... A> T &emplace(A &&...) { throw; }
  void reset() noexcept {}
};
template <class... T> class variant {
public:
  variant() {}
  template <class U> variant(U) {}
  ~variant() {}
  size_t index() const { throw; }
};
template <size_t I, class... T> __type_pack_element<I, T...> &get(variant<T...> &) { throw; }
template <class U, class... T> U &get(variant<T...> &) { throw; }

// ---- <source_location>, <atomic>, <mutex>, <thread>, <chrono>

struct source_location {
  static consteval source_location current(const void *p = __builtin_source_location()) noexcept {
    source_location result;
    result.p = static_cast<const __impl *>(p);
    return result;
  }
  struct __impl {
    const char *_M_file_name;
    const char *_M_function_name;
    unsigned _M_line;
    unsigned _M_column;
  };
  const __impl *p = nullptr;
  constexpr unsigned line() const noexcept { return p->_M_line; }
  constexpr unsigned column() const noexcept { return p->_M_column; }
  constexpr const char *file_name() const noexcept { return p->_M_file_name; }
  constexpr const char *function_name() const noexcept { return p->_M_function_name; }
};
enum memory_order { memory_order_relaxed, memory_order_acquire, memory_order_release, memory_order_acq_rel };
template <class T> struct atomic {
  atomic() = default;
  atomic(T);
  T load(memory_order = memory_order_acquire) const;
  void store(T, memory_order = memory_order_release);
  T exchange(T, memory_order = memory_order_acq_rel);
  T fetch_add(T, memory_order = memory_order_acq_rel);
  bool compare_exchange_strong(T &, T, memory_order = memory_order_acq_rel, memory_order = memory_order_acquire);
  operator T() const;
};
struct mutex {
  void lock();
  void unlock();
};
template <class M> struct lock_guard {
  explicit lock_guard(M &);
  ~lock_guard();
};
template <class M> struct unique_lock {
  explicit unique_lock(M &);
  ~unique_lock();
  void unlock();
};
struct condition_variable {
  void notify_one();
  void notify_all();
  template <class L> void wait(L &);
  template <class L, class P> void wait(L &, P);
};
struct thread {
  thread() {}
  template <class F, class... A> explicit thread(F &&, A &&...) {}
  thread(thread &&) noexcept {}
  ~thread() {}
  void join() {}
  struct id {};
};
namespace this_thread {
void yield();
thread::id get_id();
template <class T> void sleep_for(T) {}
} // namespace this_thread
} // namespace std

void *operator new(size_t, const std::nothrow_t &) noexcept;
inline void *operator new(size_t, void *where) noexcept { return where; }
inline void *operator new[](size_t, void *where) noexcept { return where; }
void *operator new(size_t, std::align_val_t);
void *operator new(size_t, std::align_val_t, const std::nothrow_t &) noexcept;
void operator delete(void *, const std::nothrow_t &) noexcept;

// ---- <coroutine>

namespace std {
template <class R, class...> struct __coroutine_traits {};
template <class R> struct __coroutine_traits<R, void_t<typename R::promise_type>> {
  using promise_type = typename R::promise_type;
};
template <class R, class...> struct coroutine_traits : __coroutine_traits<R, void> {};
template <class P = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  void *frame = nullptr;
  constexpr coroutine_handle() noexcept = default;
  constexpr coroutine_handle(nullptr_t) noexcept {}
  coroutine_handle &operator=(nullptr_t) noexcept;
  constexpr void *address() const noexcept { return frame; }
  static coroutine_handle from_address(void *address) noexcept {
    coroutine_handle result;
    result.frame = address;
    return result;
  }
  constexpr explicit operator bool() const noexcept { return frame; }
  bool done() const noexcept;
  void operator()() const;
  void resume() const;
  void destroy() const;
  friend bool operator==(coroutine_handle, coroutine_handle) noexcept;
};
template <class P> struct coroutine_handle {
  void *frame = nullptr;
  constexpr coroutine_handle() noexcept = default;
  constexpr coroutine_handle(nullptr_t) noexcept {}
  coroutine_handle &operator=(nullptr_t) noexcept;
  static coroutine_handle from_promise(P &);
  static coroutine_handle from_address(void *address) noexcept {
    coroutine_handle result;
    result.frame = address;
    return result;
  }
  operator coroutine_handle<>() const noexcept { return coroutine_handle<>::from_address(frame); }
  constexpr void *address() const noexcept { return frame; }
  constexpr explicit operator bool() const noexcept { return frame; }
  friend bool operator==(coroutine_handle, coroutine_handle) noexcept { return true; }
  bool done() const noexcept;
  void operator()() const;
  void resume() const;
  void destroy() const;
  P &promise() const;
};
struct noop_coroutine_promise {};
using noop_coroutine_handle = coroutine_handle<noop_coroutine_promise>;
noop_coroutine_handle noop_coroutine() noexcept;
struct suspend_always {
  constexpr bool await_ready() const noexcept { return false; }
  constexpr void await_suspend(coroutine_handle<>) const noexcept {}
  constexpr void await_resume() const noexcept {}
};
struct suspend_never {
  constexpr bool await_ready() const noexcept { return true; }
  constexpr void await_suspend(coroutine_handle<>) const noexcept {}
  constexpr void await_resume() const noexcept {}
};
} // namespace std
