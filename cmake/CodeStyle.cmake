# Targets for people who change costate, where the programs are installed:
#
#   format        rewrites the sources as .clang-format says
#   format-check  fails if that would change anything
#   tidy          runs clang-tidy over lib/ and tool/ with the checks of .clang-tidy

find_program(COSTATE_CLANG_FORMAT clang-format-22)
find_program(COSTATE_RUN_CLANG_TIDY run-clang-tidy-22)
mark_as_advanced(COSTATE_CLANG_FORMAT COSTATE_RUN_CLANG_TIDY)

file(GLOB styled_sources CONFIGURE_DEPENDS
  lib/*.h lib/*.cpp lib/*/*.h lib/*/*.cpp tool/*.h tool/*.cpp
  runtime/include/costate/*.hpp runtime/compat/coroutine examples/*.cpp test/runtime/*.cpp)

if(COSTATE_CLANG_FORMAT)
  add_custom_target(format COMMAND "${COSTATE_CLANG_FORMAT}" -i ${styled_sources})
  add_custom_target(format-check
    COMMAND "${COSTATE_CLANG_FORMAT}" --dry-run --Werror ${styled_sources})
endif()
if(COSTATE_RUN_CLANG_TIDY)
  add_custom_target(tidy
    COMMAND "${COSTATE_RUN_CLANG_TIDY}" -quiet -p "${PROJECT_BINARY_DIR}"
            "^${PROJECT_SOURCE_DIR}/(lib|tool)/"
    DEPENDS costate # and with it the precompiled header that the compile commands name
    VERBATIM)
endif()
