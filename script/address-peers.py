"""Peers beside us, in one run on the same rows: jionlp and cpca cut addresses into divisions (PyPI; in a venv of their own).

Usage: address-peers.py FILE < OUR_PARSE_LINES
FILE has labelled addresses, one token and its BIO tag a line; standard input is what `shanzhi addresses parse` says about them.
Judged per address on the first part of a label, endings such as 省 市 区 县 街道 镇 ignored, as the peers drop them.
"""
import contextlib, json, re, sys, time

LABELS = ["prov", "city", "district", "town", "community", "road", "roadno"]
ENDING = re.compile(r"(自治区|街道|社区|省|市|区|县|镇|乡|村|号)$")


def bare(text):
    return ENDING.sub("", text) if isinstance(text, str) else ""


def labelled(path):
    rows, text, parts = [], "", []
    for line in open(path, encoding="utf-8"):
        if not line.strip():
            if text:
                rows.append((text, parts))
            text, parts = "", []
            continue
        token, tag = line.split()
        token, tag = (" " if token == "_" else token), tag.lower()
        if tag.startswith("b-"):
            parts.append([tag[2:], token])
        elif tag.startswith("i-") and parts:
            parts[-1][1] += token
        text += token
    if text:
        rows.append((text, parts))
    return [(text, {label: said for label, said in reversed(parts)}) for text, parts in rows]


def judge(name, rows, answers, seconds):
    told = {label for answer in answers for label in answer}
    right, asked = {}, {}
    for (_, gold), answer in zip(rows, answers):
        for label in LABELS:
            if label in gold and label in told:
                asked[label] = asked.get(label, 0) + 1
                right[label] = right.get(label, 0) + (bare(gold[label]) == bare(answer.get(label)))
    shares = {label: round(100 * right[label] / asked[label], 1) for label in LABELS if asked.get(label)}
    rate = round(len(rows) / seconds) if seconds else None
    print(json.dumps({"tool": name, "rows": len(rows), "right_percent": shares, "per_second": rate}, ensure_ascii=False))


def main():
    rows = labelled(sys.argv[1])
    ours = []
    for line in sys.stdin:
        parts = json.loads(line)["parts"]
        ours.append({part["label"]: part["text"] for part in reversed(parts)})
    judge("shanzhi", rows, ours, None)
    try:
        with contextlib.redirect_stdout(sys.stderr):  # it greets on import
            import jionlp
        start = time.process_time()
        said = []
        for text, _ in rows:
            try:
                found = jionlp.parse_location(text, town_village=True)
            except Exception:
                found = {}
            said.append({"prov": found.get("province"), "city": found.get("city"), "district": found.get("county"),
                         "town": found.get("town"), "community": found.get("village")})
        judge("jionlp " + jionlp.__version__, rows, said, time.process_time() - start)
    except ImportError as error:
        print(json.dumps({"tool": "jionlp", "skipped": str(error)}))
    try:
        import cpca
        start = time.process_time()
        frame = cpca.transform([text for text, _ in rows])
        seconds = time.process_time() - start
        said = [{"prov": row["省"], "city": row["市"], "district": row["区"]} for _, row in frame.iterrows()]
        judge("cpca", rows, said, seconds)
    except ImportError as error:
        print(json.dumps({"tool": "cpca", "skipped": str(error)}))


main()
