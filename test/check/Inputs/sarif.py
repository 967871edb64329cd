"""Checks the structure of a SARIF 2.1.0 log (OASIS, section 3) as far as costate writes it, and prints
`RULE LEVEL FILE:LINE:COLUMN` for each result.

    sarif.py LOG
"""

import json
import os
import sys
import urllib.parse


def expect(condition, what):
    if not condition:
        sys.exit(f"not SARIF: {what}")


def only(thing, what, required, optional=()):
    expect(isinstance(thing, dict), f"{what} is no object")
    expect(set(required) <= set(thing), f"{what} lacks one of {required}")
    expect(set(thing) <= set(required) | set(optional), f"{what} has other members: {sorted(thing)}")
    return thing


def path_of(artifact):
    only(artifact, "artifactLocation", ["uri"])
    uri = urllib.parse.urlparse(artifact["uri"])
    expect(uri.scheme == "file", "the URI is no file")
    path = urllib.parse.unquote(uri.path)
    expect(os.path.exists(path), f"{path} does not exist")
    return path


def location(thing, with_message):
    optional = [] if with_message else ["logicalLocations"]
    only(thing, "location", ["physicalLocation"] + (["message"] if with_message else []), optional)
    if with_message:
        expect(thing["message"]["text"], "a related location says nothing")
    for each in thing.get("logicalLocations", []):
        only(each, "logicalLocation", ["fullyQualifiedName", "kind"])
    place = only(thing["physicalLocation"], "physicalLocation", ["artifactLocation", "region"])
    path = path_of(place["artifactLocation"])
    region = only(place["region"], "region",
                  ["startLine", "startColumn", "endColumn", "byteOffset", "byteLength"])
    data = open(path, "rb").read()
    before = data[:region["byteOffset"]]
    expect(before.count(b"\n") + 1 == region["startLine"], "line and offset differ")
    line = before[before.rfind(b"\n") + 1:].decode()
    expect(len(line) + 1 == region["startColumn"], "column and offset differ")
    return f"{os.path.basename(path)}:{region['startLine']}:{region['startColumn']}"


log = only(json.load(open(sys.argv[1], encoding="utf-8")), "the log", ["$schema", "version", "runs"])
expect(log["version"] == "2.1.0", "another version")
expect(len(log["runs"]) == 1, "not one run")
run = only(log["runs"][0], "run", ["tool", "results", "columnKind"])
expect(run["columnKind"] == "unicodeCodePoints", "columnKind")
driver = only(run["tool"]["driver"], "driver", ["name", "version", "rules"])
rules = [only(rule, "rule", ["id", "shortDescription", "defaultConfiguration", "help"])["id"]
         for rule in driver["rules"]]
expect(len(set(rules)) == len(rules), "two rules of one name")
for result in run["results"]:
    only(result, "result", ["ruleId", "ruleIndex", "level", "message", "locations"],
         ["relatedLocations", "fixes"])
    expect(rules[result["ruleIndex"]] == result["ruleId"], "ruleIndex and ruleId differ")
    expect(result["level"] in ("warning", "error"), "level")
    expect(len(result["locations"]) == 1, "not one location")
    at = location(result["locations"][0], False)
    related = [location(each, True) for each in result.get("relatedLocations", [])]
    for fix in result.get("fixes", []):
        only(fix, "fix", ["description", "artifactChanges"])
        for change in fix["artifactChanges"]:
            path_of(only(change, "artifactChange", ["artifactLocation", "replacements"])
                    ["artifactLocation"])
            for each in change["replacements"]:
                only(each, "replacement", ["deletedRegion", "insertedContent"])
                only(each["deletedRegion"], "deletedRegion", ["byteOffset", "byteLength"])
    print(result["ruleId"], result["level"], at, *related)
