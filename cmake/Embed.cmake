# embed_files(TARGET HEADER FILE...) puts files into a program: HEADER, made in the build directory,
# defines a StringRef for each in costate::assets, `page_html` for lib/.../page.html.

if(CMAKE_SCRIPT_MODE_FILE) # cmake -DHEADER=... -DFILES=... -P Embed.cmake
  set(text "// Made from ${FILES} by cmake/Embed.cmake.\n#pragma once\n\n")
  string(APPEND text "#include \"llvm/ADT/StringRef.h\"\n\nnamespace costate::assets {\n")
  foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    string(MAKE_C_IDENTIFIER "${name}" name)
    file(READ "${file}" bytes HEX)
    string(LENGTH "${bytes}" length)
    math(EXPR length "${length} / 2")
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(APPEND text "inline constexpr unsigned char ${name}_bytes[] = {${bytes}0};\n"
      "inline const llvm::StringRef ${name}(reinterpret_cast<const char *>(${name}_bytes), ${length});\n")
  endforeach()
  string(APPEND text "} // namespace costate::assets\n")
  file(WRITE "${HEADER}" "${text}")
  return()
endif()

set(EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(embed_files target header)
  set(directory "${PROJECT_BINARY_DIR}/embedded")
  list(TRANSFORM ARGN PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
  add_custom_command(OUTPUT "${directory}/${header}"
    COMMAND "${CMAKE_COMMAND}" "-DHEADER=${directory}/${header}" "-DFILES=${files}"
      -P "${EMBED_SCRIPT}"
    DEPENDS ${files} "${EMBED_SCRIPT}"
    VERBATIM)
  target_sources(${target} PRIVATE "${directory}/${header}")
  target_include_directories(${target} PRIVATE "${directory}")
endfunction()
