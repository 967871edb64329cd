# Every program in examples/ is a test: native and lowered must print examples/NAME.expected. No
# example needs a RUN line for it.

import os

import lit.formats

here = os.path.dirname(os.path.abspath(__file__))
lit_config.load_config(config, os.path.join(os.path.dirname(here), "lit.cfg.py"))

config.name += "-examples"
config.test_format = lit.formats.ShTest(preamble_commands=["%run_and_compare %s %t"])
config.suffixes = [".cpp"]
config.excludes = [*config.excludes, "cortex-m"]  # runs on another machine: test/cortex-m
config.test_source_root = os.path.join(os.path.dirname(os.path.dirname(here)), "examples")
config.test_exec_root = os.path.join(config.test_exec_root, "examples")
