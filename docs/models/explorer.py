"""Breadth-first search over a whole state space, and the table that every model prints."""
import sys
import time
from collections import deque
from multiprocessing import Pool

SPEC = "SPEC as written, or a reading its wording allows"
GUARD = "GUARD removed from the mended protocol"
MENDED = "MENDED"
LIMIT = "LIMIT (residual, to be stated)"


class Options(dict):
    """The switches of one run; a switch that was not given is None."""
    __getattr__ = dict.get


def search(init, successors, violation, reached=None, cap=3_000_000):
    """Looks at every state that can be reached.

    Returns (number of states, verdict or None, shortest trace, note). `reached` names a state that must be reachable, so that
    "safe" does not mean "stuck". A search that hits the cap is INCOMPLETE, never safe.
    """
    parent = {init: None}
    queue = deque([init])
    seen = reached is None
    while queue:
        state = queue.popleft()
        for label, successor in successors(state):
            if successor in parent:
                continue
            parent[successor] = (state, label)
            found = violation(successor)
            if found:
                trace = []
                at = successor
                while parent[at]:
                    trace.append(parent[at][1])
                    at = parent[at][0]
                return len(parent), found, trace[::-1], ""
            seen = seen or bool(reached(successor))
            queue.append(successor)
        if len(parent) > cap:
            return len(parent), "INCOMPLETE", [], ""
    return len(parent), None if seen else "VACUOUS", [], ""


def always_reachable(init, successors, goal):
    """How many states can be reached, and from how many of them no state of the goal can be reached any more."""
    states = {init}
    queue = deque([init])
    back = {}
    while queue:
        state = queue.popleft()
        for _, successor in successors(state):
            back.setdefault(successor, []).append(state)
            if successor not in states:
                states.add(successor)
                queue.append(successor)
    good = {state for state in states if goal(state)}
    queue = deque(good)
    while queue:
        for before in back.get(queue.popleft(), ()):
            if before not in good:
                good.add(before)
                queue.append(before)
    return len(states), len(states - good)


def _one(job):
    runs, index, quick = job
    _, _, model, options, _ = runs[index]
    begun = time.time()
    return index, model(Options(options, quick=quick)), time.time() - begun


def main(runs):
    """Runs the table. A run is (group, name, model, options, expected: None safe, else how the verdict begins).

    --quick leaves out the runs with the option `long`; those take longest, and no removed guard is
    among them.
    """
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    verbose, quick = "-v" in sys.argv, "--quick" in sys.argv
    begun = time.time()
    chosen = [i for i, run in enumerate(runs) if (not words or words[0] in run[1]) and not (quick and run[3].get("long"))]
    with Pool(2) as pool:
        results = {i: (found, took) for i, found, took in pool.imap_unordered(_one, [(runs, i, quick) for i in chosen], chunksize=1)}
    wrong = 0
    group = None
    for i in chosen:
        section, name, _, _, expected = runs[i]
        (states, verdict, trace, note), took = results[i]
        if section != group:
            group = section
            print(f"\n== {group}")
        right = verdict is None if expected is None else bool(verdict) and verdict.startswith(expected)
        wrong += not right
        outcome = verdict or f"safe {note}".strip()
        if verdict and verdict not in ("INCOMPLETE", "VACUOUS"):
            outcome = f"RED {verdict}" + (f" ({len(trace)} steps)" if trace else "")
        print(f"{name:66s} {states:8d} states {took:6.1f}s  {outcome}{'' if right else '   <<< NOT AS EXPECTED'}")
        if trace and (verbose or section in (SPEC, LIMIT)):
            for number, label in enumerate(trace, 1):
                print(f"      {number:2d}. {label}")
    removed = [i for i in chosen if runs[i][0] == GUARD]
    red = sum(results[i][0][1] not in (None, "INCOMPLETE", "VACUOUS") for i in removed)
    took = f"{'quick, ' if quick else ''}{time.time() - begun:.0f}s"
    print(f"\n{len(chosen)} runs, {wrong} not as expected, {red} of {len(removed)} removed guards found red, {took}")
    sys.exit(1 if wrong else 0)
