# What runs the pipeline in memory over mutated programs: build/bin/hammer. See test/fire/.

add_executable(hammer test/fire/Hammer.cpp test/fire/Mutator.cpp tool/Examine.cpp tool/Unit.cpp)
target_include_directories(hammer PRIVATE tool)
target_link_libraries(hammer PRIVATE costateLib)
set_target_properties(hammer PROPERTIES ENABLE_EXPORTS ON) # names in stack traces
if(COSTATE_PCH)
  target_precompile_headers(hammer REUSE_FROM costateLib)
endif()
