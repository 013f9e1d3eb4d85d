"""One pool through the open solver of PyPI's sortition-algorithms, for `cargo xtask bench lottery`.

Prints the seconds of a processor that it took and the smallest chance.
"""

import csv
import io
import sys
import time
from pathlib import Path

from sortition_algorithms import Settings
from sortition_algorithms.adapters import CSVStringDataSource, SelectionData
from sortition_algorithms.committee_generation import maximin


def rows(path, rename):
    """The rows of a file, with headings as the library wants them."""
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            yield {rename.get(name, name): value for name, value in row.items()}


def text(rows):
    """Rows as the text of a CSV file."""
    rows = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main():
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    quotas = list(rows(folder / "categories.csv", {"category": "feature", "feature": "value"}))
    people = [
        {"id": str(number), **row} for number, row in enumerate(rows(folder / "respondents.csv", {}), start=1)
    ]
    address = ["household"] if "household" in people[0] else []
    settings = Settings(
        id_column="id",
        columns_to_keep=[],
        check_same_address=bool(address),
        check_same_address_columns=address,
        solver_backend="highspy",
    )
    data = SelectionData(CSVStringDataSource(text(quotas), text(people)))
    features, _ = data.load_features(size)
    pool, _ = data.load_people(settings, features)
    started = time.process_time()
    panels, weights, _ = maximin.find_distribution_maximin(features, pool, size, address, "highspy")
    seconds = time.process_time() - started
    chances = dict.fromkeys((person["id"] for person in people), 0.0)
    for panel, weight in zip(panels, weights, strict=True):
        for person in panel:
            chances[person] += weight
    print(f"{seconds:.1f} {min(chances.values()):.4f}")


main()
