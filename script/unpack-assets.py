"""Takes the files of assets.tsv out of the downloaded packages: unpack-assets.py DOWNLOADS TARGET."""

import csv
import hashlib
import pathlib
import sys
import zipfile


def main(downloads: pathlib.Path, target: pathlib.Path) -> None:
    table = pathlib.Path(__file__).with_name("assets.tsv")
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            package = next(downloads.glob(row["package"] + "-*.whl"), None)
            if package is None:
                sys.exit(f"no package {row['package']} in {downloads}")
            with zipfile.ZipFile(package) as archive:
                content = archive.read(row["path"])
            if hashlib.sha256(content).hexdigest() != row["sha256"]:
                sys.exit(f"{row['file']}: SHA-256 differs from assets.tsv")
            file = target / row["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
