# Compiles through ccache where it is installed. The sloppiness is what ccache asks for before it
# caches anything that uses a precompiled header.

find_program(COSTATE_CCACHE ccache)
mark_as_advanced(COSTATE_CCACHE)
if(COSTATE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      "${COSTATE_CCACHE}")
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()
