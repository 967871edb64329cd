"""Checks that a JSON file is as docs/report.schema.json says, and that its indices point somewhere.

    check_schema.py SCHEMA FILE
"""

import json
import sys

import jsonschema

schema, file = (json.load(open(path)) for path in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.validate(file, schema, cls=jsonschema.Draft202012Validator)
assert file["coroutines"], "no coroutine"
for coroutine in file["coroutines"]:
    states, values = coroutine["states"], coroutine["values"]
    for index, state in enumerate(states):
        assert all(states[inner]["parent"] == index for inner in state["inner"])
        assert all(values[value]["state"] == index for value in state["values"])
    for point in coroutine["suspension_points"]:
        assert states[point["state"]]["kind"] == "suspension"
        assert all(values[kept["value"]]["name"] == kept["name"] for kept in point["kept"])
    for transition in coroutine["transitions"]:
        assert all(end is None or end < len(states) for end in (transition["from"], transition["to"]))
