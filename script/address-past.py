#!/usr/bin/env python3
"""Counts answers of `addresses resolve` (JSON lines on standard input): by band, how many mean the address whose code is their
id, and how many were found by a former name."""

import collections
import json
import sys

bands, right, former = collections.Counter(), 0, 0
for line in sys.stdin:
    answer = json.loads(line)
    bands[answer["band"]] += 1
    right += answer.get("current") == answer["id"]
    former += any(part["reason"] == "former" for part in answer["evidence"])
print(json.dumps({"texts": sum(bands.values()), "right": right, "former_names": former, "bands": dict(sorted(bands.items()))}))
