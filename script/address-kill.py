#!/usr/bin/env python3
"""Kills `addresses import` when so many rows are committed, runs it again, and compares the links with those of a run that
nobody killed. address-kill.py BINARY LOADED-FOLDER SYSTEM.tsv ROWS...: copies of the folder are made and removed."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

binary, loaded, system = sys.argv[1:4]


def start(folder):
    return subprocess.Popen(
        [binary, "addresses", "import", system, "--source", "killed", "--map", "id=id,address=address", "--data", folder],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rows(folder):
    try:
        with sqlite3.connect(f"file:{folder}/shanzhi.sqlite?mode=ro", uri=True, timeout=5) as database:
            return database.execute("SELECT COUNT(*) FROM address_links WHERE source = 'killed'").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def outcome(folder):
    """Every link by source, row, band and place; a place that was proposed by its name, since its id is made anew."""
    with sqlite3.connect(f"file:{folder}/shanzhi.sqlite?mode=ro", uri=True) as database:
        links = database.execute(
            "SELECT l.row_key, l.band, COALESCE(a.code, a.name, '') FROM address_links l LEFT JOIN addresses a"
            " ON a.id = l.address_id WHERE l.source = 'killed' ORDER BY 1").fetchall()
        cases = database.execute("SELECT COUNT(*), SUM(rows) FROM address_cases").fetchone()
        places = database.execute("SELECT COUNT(*) FROM addresses").fetchone()
    return links, cases, places


with tempfile.TemporaryDirectory() as work:
    whole = os.path.join(work, "whole")
    shutil.copytree(loaded, whole)
    assert start(whole).wait() == 0
    expected = outcome(whole)
    for limit in map(int, sys.argv[4:]):
        folder = os.path.join(work, str(limit))
        shutil.copytree(loaded, folder)
        process = start(folder)
        while process.poll() is None and rows(folder) < limit:
            time.sleep(0.02)
        process.kill()
        killed = process.wait() != 0
        committed = rows(folder)
        assert start(folder).wait() == 0
        print(json.dumps({
            "killed": killed, "committed": committed, "links": len(expected[0]), "equal": outcome(folder) == expected}))
        shutil.rmtree(folder)
