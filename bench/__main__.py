"""`make bench`, or `python -m bench [SUBJECT …]`: measures and prints tables."""

import argparse
import time
from collections.abc import Callable, Mapping

from bench import catalogue, enrolment, footprint, layers, parsing, registration, reminders
from bench.table import print_machine

SUBJECTS: Mapping[str, Callable[[], bool]] = {
    "registration": registration.measure,
    "layers": layers.measure,
    "parsing": parsing.measure,
    "footprint": footprint.measure,
    "enrolment": enrolment.measure,
    "reminders": reminders.measure,
    "catalogue": catalogue.measure,
}


def main() -> None:
    """Measure the chosen subjects, or all of them; a missed target is printed, not an error."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    chosen = parser.parse_args().subjects or list(SUBJECTS)
    if unknown := [name for name in chosen if name not in SUBJECTS]:
        parser.error(f"no such subject: {', '.join(unknown)}; there are {', '.join(SUBJECTS)}")
    print_machine()
    for name in chosen:
        started = time.monotonic()
        SUBJECTS[name]()
        print(f"\n({name} took {time.monotonic() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
