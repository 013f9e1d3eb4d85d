"""Times red-dwarf on one file of votes. Prints seconds and the sizes of its groups, or why it broke off."""
import csv
import sys
import time
import warnings

warnings.filterwarnings("ignore")
try:
    from reddwarf.implementations.polis import run_pipeline
except ImportError:
    from reddwarf.implementations.polis import run_clustering as run_pipeline

latest = {}
with open(sys.argv[1], newline="") as file:
    for row in csv.DictReader(file):
        latest[(int(row["voter-id"]), int(row["comment-id"]))] = (int(row["timestamp"]), int(row["vote"]))
# Given once each: it does not take repeated votes.
votes = [
    {"participant_id": who, "statement_id": what, "vote": vote, "modified": at}
    for (who, what), (at, vote) in latest.items()
]
# Once before, so that what it loads when first called is not timed.
if len(sys.argv) > 2:
    try:
        run_pipeline(votes=votes)
    except Exception:
        pass
started = time.perf_counter()
try:
    result = run_pipeline(votes=votes)
    seconds = time.perf_counter() - started
    people = result.participants_df
    column = "cluster_id" if "cluster_id" in people.columns else people.columns[-1]
    sizes = people[column].dropna().astype(int).value_counts().tolist()
    print(f"{seconds:.2f} s; {', '.join(map(str, sizes))}")
except Exception as error:
    print(f"broke off: {type(error).__name__}")
