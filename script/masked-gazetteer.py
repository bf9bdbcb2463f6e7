#!/usr/bin/env python3
"""Makes a made-up gazetteer for texts whose places are masked with letters (A3区, B7县).

    script/masked-gazetteer.py TEXTS.tsv Rules/districts/yuhang-2019 > places.tsv
    shanzhi intake gazetteer places.tsv --data DIR

Masked districts and the estates, roads and villages named beside them are laid onto villages of a demo district, always
the same ones for the same texts. Nothing of it is true; it only lets texts with masked places find a place.
"""

import csv
import hashlib
import re
import sys
from collections import Counter, defaultdict

# A whole city is no place: only its districts and counties are laid onto villages.
AREA = r"[A-Z]\d{1,2}[区县]"
ENDS = {
    "estate": "小区|花园|家园|公寓|[名雅佳家嘉景豪]苑|嘉园|华府|山庄|国际城|广场|新城|公馆|雅居|豪庭|学府|御园|[一二三四]期",
    "road": "大道|[东西南北中]路|路",
    "village": "社区|村",
}
# Only what stands right behind a masked district has a sure beginning: X1区某某小区, X2县某某路.
NAMED = re.compile(
    r"(%s)(?:[\u4e00-\u9fff]{2,4}(?:街道|镇))?([\u4e00-\u9fff]{2,7}?(?:%s))" % (AREA, "|".join(ENDS.values()))
)
NO_NAME = re.compile(r"[的在是与和及有这那我你他们为被把将请了]|^(?:小区|部分|多个|各|某|农村|高速|主要|新建)")


def kind_of(name):
    return "road" if re.search("(?:%s)$" % ENDS["road"], name) else "estate"


def read(path):
    areas, names, beside = Counter(), Counter(), defaultdict(Counter)
    text = open(path, encoding="utf-8").read()
    areas.update(re.findall(AREA, text))
    for area, name in NAMED.findall(text):
        if len(name) >= 4 and not NO_NAME.search(name):
            names[name] += 1
            beside[name][area] += 1
    return areas, names, beside


def main():
    texts, folder = sys.argv[1:3]
    towns = defaultdict(list)
    for row in csv.DictReader(open(folder + "/villages.tsv", encoding="utf-8"), delimiter="\t"):
        towns[row["town"]].append(row["code"])
    areas, names, beside = read(texts)
    order = sorted(towns)
    home = {area: order[index % len(order)] for index, (area, _) in enumerate(areas.most_common())}
    print("name\ttype\tvillage_code\taliases")
    for area, town in home.items():
        print(f"{area}\testate\t{towns[town][0]}\t")
    for name, count in sorted(names.items()):
        if count < 2:
            continue
        villages = towns[home[beside[name].most_common(1)[0][0]]]
        place = int(hashlib.sha256(name.encode()).hexdigest(), 16) % len(villages)
        # The library knows villages, estates and roads; a village of the texts becomes an estate of the demo.
        print(f"{name}\t{kind_of(name)}\t{villages[place]}\t")


if __name__ == "__main__":
    main()
