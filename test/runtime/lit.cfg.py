# The runtime's unit tests: the GoogleTest programs that CMake builds from the sources in this
# directory (cmake/RuntimeTests.cmake). Each of their tests counts as one.

import os

import lit.formats

here = os.path.dirname(os.path.abspath(__file__))
lit_config.load_config(config, os.path.join(os.path.dirname(here), "lit.cfg.py"))

variant = "sanitize" if "sanitize" in config.available_features else "plain"
config.name += "-runtime"
config.environment["ASAN_OPTIONS"] = "detect_stack_use_after_return=1"
# A test of threads that hangs must not hang the others.
config.test_format = lit.formats.GoogleTest(".", "_test", run_under=["timeout", "-k", "5", "120"])
config.test_source_root = os.path.join(os.path.dirname(config.test_exec_root), "runtime", variant)
config.test_exec_root = config.test_source_root
