# Finds LLVM and Clang 22 and defines `costate_clang`, an interface target with everything that code
# using Clang's libraries is built with, and COSTATE_RESOURCE_DIR, the directory of Clang's builtin
# headers.

# LLVM's package accepts no version but its own 22.x, so that it is compared here.
find_package(LLVM REQUIRED CONFIG HINTS /usr/lib/llvm-22/lib/cmake/llvm)
if(NOT LLVM_VERSION_MAJOR EQUAL 22)
  message(FATAL_ERROR "LLVM 22 is needed, and ${LLVM_DIR} is ${LLVM_PACKAGE_VERSION}")
endif()
find_package(Clang REQUIRED CONFIG HINTS "${LLVM_DIR}/../clang")
message(STATUS "Clang ${LLVM_PACKAGE_VERSION} in ${CLANG_INSTALL_PREFIX}")

set(COSTATE_RESOURCE_DIR "${CLANG_INSTALL_PREFIX}/lib/clang/${LLVM_VERSION_MAJOR}")
if(NOT EXISTS "${COSTATE_RESOURCE_DIR}/include/stddef.h")
  message(FATAL_ERROR "Clang's builtin headers are not in ${COSTATE_RESOURCE_DIR}")
endif()

separate_arguments(llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
add_library(costate_clang INTERFACE)
target_compile_features(costate_clang INTERFACE cxx_std_20)
target_compile_definitions(costate_clang INTERFACE ${llvm_definitions})
target_compile_options(costate_clang INTERFACE -Wall -Wextra)
target_include_directories(costate_clang SYSTEM INTERFACE
  ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
# The shared libraries: seconds to link instead of minutes, and the tool stays small.
target_link_libraries(costate_clang INTERFACE clang-cpp LLVM)

# A class derived from one of LLVM's needs the type information that LLVM was built with.
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(costate_clang INTERFACE -fno-rtti)
endif()
if(NOT LLVM_ENABLE_EH)
  target_compile_options(costate_clang INTERFACE -fno-exceptions)
endif()
if(COSTATE_ASSERTIONS)
  target_compile_options(costate_clang INTERFACE -UNDEBUG)
endif()
if(COSTATE_SANITIZERS)
  target_compile_options(costate_clang INTERFACE
    -fsanitize=${COSTATE_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(costate_clang INTERFACE -fsanitize=${COSTATE_SANITIZERS})
endif()
