# embed_files(TARGET HEADER NAMESPACE FILE...) puts files into a program: HEADER, made in the build
# directory, defines a StringRef for each in NAMESPACE, `page_html` for lib/.../page.html, and `all`,
# an array of pairs of the files' names and texts.

if(CMAKE_SCRIPT_MODE_FILE) # cmake -DHEADER=... -DNAMESPACE=... -DFILES=... -P Embed.cmake
  set(text "// Made by cmake/Embed.cmake.\n#pragma once\n\n")
  string(APPEND text "#include \"llvm/ADT/StringRef.h\"\n\n#include <utility>\n\n"
    "namespace ${NAMESPACE} {\n")
  set(all "")
  foreach(file IN LISTS FILES)
    get_filename_component(base "${file}" NAME)
    set(name "${base}")
    string(MAKE_C_IDENTIFIER "${name}" name)
    file(READ "${file}" bytes HEX)
    string(LENGTH "${bytes}" length)
    math(EXPR length "${length} / 2")
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(APPEND text "inline constexpr unsigned char ${name}_bytes[] = {${bytes}0};\n"
      "inline const llvm::StringRef ${name}(reinterpret_cast<const char *>(${name}_bytes), ${length});\n")
    string(APPEND all "{\"${base}\", ${name}}, ")
  endforeach()
  string(APPEND text "inline const std::pair<llvm::StringRef, llvm::StringRef> all[] = {${all}};\n"
    "} // namespace ${NAMESPACE}\n")
  file(WRITE "${HEADER}" "${text}")
  return()
endif()

set(EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(embed_files target header namespace)
  set(directory "${PROJECT_BINARY_DIR}/embedded")
  list(TRANSFORM ARGN PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
  add_custom_command(OUTPUT "${directory}/${header}"
    COMMAND "${CMAKE_COMMAND}" "-DHEADER=${directory}/${header}" "-DNAMESPACE=${namespace}"
      "-DFILES=${files}" -P "${EMBED_SCRIPT}"
    DEPENDS ${files} "${EMBED_SCRIPT}"
    VERBATIM)
  target_sources(${target} PRIVATE "${directory}/${header}")
  target_include_directories(${target} PUBLIC "${directory}")
endfunction()
