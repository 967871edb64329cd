# The runtime's unit tests. test/runtime/NAME_cxx17_test.cpp is built as C++17 with compat/ on the
# include path, NAME_cxx20_test.cpp as C++20 without it; each one plain, into test/runtime/plain of
# the build, and with ASan and UBSan, into test/runtime/sanitize. lit finds them there and runs them
# (test/runtime/lit.cfg.py).

find_package(GTest REQUIRED)
find_package(Threads REQUIRED)

function(costate_add_runtime_test source variant)
  get_filename_component(name "${source}" NAME_WE)
  set(target "${name}_${variant}")
  add_executable(${target} "${source}")
  target_include_directories(${target} PRIVATE runtime/include)
  target_link_libraries(${target} PRIVATE GTest::gtest_main Threads::Threads)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Werror -UNDEBUG -D_GLIBCXX_ASSERTIONS)
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME ${name}
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/test/runtime/${variant}"
    CXX_EXTENSIONS OFF)
  if(name MATCHES "_cxx17_test$")
    set_target_properties(${target} PROPERTIES CXX_STANDARD 17)
    target_include_directories(${target} PRIVATE runtime/compat)
  else()
    set_target_properties(${target} PROPERTIES CXX_STANDARD 20)
  endif()
  if(variant STREQUAL sanitize)
    set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)
    target_compile_options(${target} PRIVATE ${sanitizers} -O1 -g -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE ${sanitizers})
  endif()
endfunction()

file(GLOB runtime_tests CONFIGURE_DEPENDS
  test/runtime/*_cxx17_test.cpp test/runtime/*_cxx20_test.cpp)
foreach(source IN LISTS runtime_tests)
  costate_add_runtime_test("${source}" plain)
  costate_add_runtime_test("${source}" sanitize)
endforeach()

# lit runs what lies in these directories; nothing may lie there whose source is gone.
file(GLOB built "${PROJECT_BINARY_DIR}/test/runtime/*/*_test")
foreach(program IN LISTS built)
  get_filename_component(name "${program}" NAME)
  if(NOT EXISTS "${PROJECT_SOURCE_DIR}/test/runtime/${name}.cpp")
    file(REMOVE "${program}")
  endif()
endforeach()
