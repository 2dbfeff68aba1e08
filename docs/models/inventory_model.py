"""Exhaustive model of 08-erasure D4, D10, D11, D15, D18: what comes under a scope, the inventory, the verifier, second delete, patrol.

Fence and drain stand here for the property that fence_lease_model.py shows: once every writer has observed the fence, nothing admitted
before it is on its way; what an evicted writer had pending (a stray) lands whenever it likes, or never. Whatever can be found of a
scope is one child that comes under it late, by the sides that see it:
  entry   what ingest keeps of the child (registry entry, document, key): seen by the registry; 1 live, 2 closed
  row     the ledger's row of the routed index, row2 of a second target that is on no route any more: 1 intent, 2 committed
  store   its namespace in the routed index: seen by registry, ledger and listing; store2 in the second target: by row2 alone
  alien   a namespace of a foreign client under the owner's name, written until the last delete was answered: by the listing alone
A vector is listed within VISIBLE ticks of its landing. A listing has two pages (store, alien), is begun by anybody
at any time, and a page may fail. A delete may be answered although one name was left out (once).

X4 CONFIRMED: nothing is left of the scope and of what came under it, but what a stray brought.
X5 after the second delete (somebody was evicted) and after each patrol nothing is left of what a stray brought before.
X6 another live uid inside a name of the scope is never dropped. X7 whatever was there at DRAINED was exported before it was deleted.
X8 an approval cannot be made stale for ever by a creator who keeps registering. X9 from every state an end can be reached.

Usage: python3 inventory_model.py [-v] [part of a run's name]     (-v: traces of the removed guards too)
Exit 1 if a run differs from what it expects. Bounds: 1 child, 2 writers, 3 names, 3 rounds, 1 delete that does not do what it says.
"""
from collections import namedtuple

from explorer import GUARD, LIMIT, MENDED, SPEC, always_reachable, main, search

CHILD, SECOND, ALIEN = 1, 2, 4
PLANNED, FENCED, DRAINED, VECTORS, LEDGER, ENTRIES, VERIFYING, CONFIRMED, SETTLED, PATROLLED, PAGED = range(1, 12)

# writers: (knows the fence, pending operation) of ingest and of reembed; strays: what evicted ones had pending; since: ticks since the
# phase began; listing: (pages read, begun late enough, names on it); plan, inventory: names; late: names that came after DRAINED;
# brought: what a stray left behind, and whether a second delete or patrol was due since; faults: deletes that may still be answered
# although a name was left out; lost: 1 another's vector, 3 something that was not exported
Scope = namedtuple("Scope", "phase entry row row2 store store2 alien writers strays since listing plan inventory late brought rounds faults lost evicted")
NO_LISTING = (0, 0, 0)
WORDS = {"entry": "registers a child", "close": "closes the child", "row": "opens the intent of the child's vector",
         "vector": "writes the child's vector", "row2": "opens an intent for the second target", "vector2": "writes to the second target",
         "commit2": "commits the row of the second target"}


def effect(s, operation, landed):
    """The field that an operation sets and its value; a change of what is not there any more changes nothing."""
    return {"entry": ("entry", 1), "close": ("entry", 2 if s.entry else 0), "row": ("row", 1), "row2": ("row2", 1),
            "commit2": ("row2", 2 if s.row2 else 0), "vector": ("store", landed), "vector2": ("store2", landed)}[operation]


def wanted(s, writer):
    """The operations that the late events give this writer to do."""
    if writer == 0:
        return ["entry"] if not s.entry else ["close"] if s.entry == 1 else []
    found = []
    if s.entry == 1:
        found += [op for op, there in (("row", s.row), ("row2", s.row2)) if not there]
    return found + ["vector"] * (s.row and not s.store) + ["vector2"] * (s.row2 == 1 and not s.store2) + ["commit2"] * (s.row2 == 1 and bool(s.store2))


def by_registry(o, s):
    return CHILD if (s.entry == 1 or s.entry == 2 and not o.live_children) and not o.no_registry else 0


def by_ledger(o, s):
    if o.no_ledger:
        return 0
    return (CHILD if s.row else 0) | (SECOND if s.row2 == 2 or s.row2 == 1 and not o.no_intents else 0)


def left(s, but=""):
    return any(getattr(s, name) for name in ("entry", "row", "row2", "store", "store2", "alien") if name != but)


def scope(o):
    visible = o.visible or 1                                  # ticks from landing until a vector is listed for sure
    landed = 1 + visible

    def successors(s):
        found = []

        def go(label, **changes):
            found.append((label, s._replace(**changes)))

        # time
        aged = {name: max(1, getattr(s, name) - 1) if getattr(s, name) else 0 for name in ("store", "store2", "alien")}
        if s.since < visible or any(aged[name] != getattr(s, name) for name in aged):
            go("one tick passes", since=min(visible, s.since + 1), **aged)

        # writers and what they have pending; fence and drain
        for i, (knows, pending) in enumerate(s.writers):
            me = ("ingest", "reembed")[i]

            def now(label, w, **more):
                go(f"{me} {label}", writers=(w, s.writers[1]) if i == 0 else (s.writers[0], w), **more)

            if s.phase <= FENCED:
                if not knows and not pending:
                    for operation in wanted(s, i):
                        now(f"is admitted: {WORDS[operation]}", (0, operation))
                if pending:
                    now(f"{WORDS[pending]}: landed", (knows, ""), **dict([effect(s, pending, landed)]))
                if s.phase == FENCED and not knows:
                    now("knows the fence", (1, pending))
                if s.phase == FENCED and o.evict and pending and not s.strays:
                    now("is evicted with a request at the socket", (1, ""), strays=(pending,), evicted=1)
        for operation in s.strays:
            name, value = effect(s, operation, landed)
            go(f"what was stalled at the socket lands: {WORDS[operation]}", strays=(), brought=(name, 0), late=s.late | CHILD | SECOND, **{name: value})
        if o.foreign and not s.alien and s.phase < VERIFYING and not s.late & ALIEN:
            go("a foreign client writes under the owner's name", alien=landed, late=s.late | (ALIEN if s.phase >= DRAINED else 0))
        if s.phase == 0:
            plan = (by_registry(o, s) | by_ledger(o, s)) if o.plan_only else 0
            go("the plan is made and approved", phase=PLANNED, plan=plan)
        if s.phase == PLANNED:
            go("the fence is written", phase=FENCED)
        if s.phase == FENCED and all(knows and not pending for knows, pending in s.writers):
            go("DRAINED", phase=DRAINED, since=0, listing=(s.listing[0], 0, s.listing[2]))

        # listings, shared with other requests
        pages, timely, names = s.listing

        def seen(name, bit):
            value = getattr(s, name)
            return {0} if not value else {bit} if value == 1 else {0, bit}

        if s.phase in (FENCED, DRAINED, VERIFYING) and pages != 1:
            waited = s.since >= visible or (o.inventory_no_wait if s.phase == DRAINED else o.verifier_no_wait)
            for bits in seen("store", CHILD):
                go("a listing is begun: page 1", listing=(1, int(s.phase > FENCED and bool(waited)), bits))
        if pages == 1:
            for bits in seen("alien", ALIEN):
                go("the listing's page 2", listing=(2, timely, names | bits))
            go("page 2 of the listing fails", listing=(2, timely, names) if o.failed_page_is_empty else NO_LISTING)
        listed = names if pages == 2 and (timely or o.any_listing) else None
        if o.no_store or o.plan_only:
            listed = 0

        # inventory and export
        if s.phase == (FENCED if o.inventory_early else DRAINED) and not s.inventory & 8:
            if o.inventory_early:
                listed = names if pages == 2 else None
            if listed is not None:
                union = s.plan if o.plan_only else by_registry(o, s) | by_ledger(o, s) | listed
                go("the inventory is journalled, the export written", inventory=union | 8)
        if s.phase == DRAINED and s.inventory & 8:
            go("the deleting begins", phase=ENTRIES if o.lookup_first else VECTORS)

        # deletes: vectors, then the ledger, then what ingest keeps
        if s.phase == VECTORS:
            drops = [(bit, name) for bit, name in ((CHILD, "store"), (SECOND, "store2"), (ALIEN, "alien")) if s.inventory & bit]
            after = {"phase": VERIFYING if o.lookup_first else LEDGER, "since": 0, "listing": NO_LISTING}
            if o.neighbour and s.inventory & ALIEN and s.alien and not o.no_look:
                go("the look finds another live uid inside: paged", phase=PAGED)
            else:
                lost = int(bool(o.neighbour and s.inventory & ALIEN))
                go("the namespaces are dropped, answered", lost=lost, **{name: 0 for _, name in drops}, **after)
                for bit, name in drops:
                    if s.faults and getattr(s, name):
                        go(f"the namespaces are dropped, answered, but {name} was left out", lost=lost, faults=0,
                           **{other: 0 for _, other in drops if other != name}, **after)
        if s.phase == LEDGER:
            go("the ledger's rows are erased by uid", phase=VECTORS if o.lookup_first else ENTRIES, row=0, row2=0)
        if s.phase == ENTRIES:
            gone = 0 if s.inventory & CHILD else s.entry
            go("what ingest keeps is erased", phase=LEDGER if o.lookup_first else VERIFYING, entry=gone, since=0, listing=NO_LISTING)
        if o.not_journalled and s.phase in (LEDGER, ENTRIES, VERIFYING):
            go("the coordinator is killed and takes the inventory again", phase=DRAINED, inventory=0, since=0, listing=NO_LISTING)

        # verification
        if s.phase == VERIFYING and (listed is not None or o.verifier_journal_only or o.no_verify):
            fresh = 0 if o.verifier_journal_only or o.plan_only else by_registry(o, s) | by_ledger(o, s) | (listed or 0)
            asked = 0 if o.verifier_fresh_only else s.inventory
            there = (CHILD if asked & CHILD and s.store else 0) | (SECOND if asked & SECOND and s.store2 else 0) | (ALIEN if asked & ALIEN and s.alien else 0)
            hit = 0 if o.no_verify else fresh | there
            if not hit:
                go("verified: CONFIRMED", phase=CONFIRMED, since=0, listing=NO_LISTING)
            elif s.rounds == 2:
                go("something is left after three rounds: paged", phase=PAGED)
            else:
                unknown = hit & ~s.inventory & ~s.late
                go("verification finds something: journalled, deleted again", phase=ENTRIES if o.lookup_first else VECTORS, inventory=s.inventory | hit,
                   rounds=s.rounds + 1, lost=3 if unknown and not o.plan_only else s.lost, listing=NO_LISTING)

        # second delete and patrol: what is kept of the inventory, and a new enumeration
        def sweep(kept, anew):
            names = (s.inventory if kept else 0) | (by_registry(o, s) | by_ledger(o, s) | (CHILD if s.store == 1 else 0) if anew else 0)
            clean = {name: 0 for bit, name in ((CHILD, "store"), (SECOND, "store2")) if names & bit}
            return dict(clean, entry=0 if names & CHILD else s.entry, row=0, row2=0)
        due = s.brought and (s.brought[0], 1)
        if s.phase == CONFIRMED and not s.evicted:
            go("nobody was evicted: no second delete", phase=SETTLED)
        if s.phase == CONFIRMED and s.evicted:
            changes = {} if o.no_second else sweep(not o.second_fresh_only, not o.second_journal_only)
            go("the second delete, LANDING after the first", phase=SETTLED, brought=due, **changes)
        if s.phase == SETTLED:
            changes = {} if o.no_patrol else sweep(not o.patrol_fresh_only, not o.patrol_journal_only)
            go("the patrol", phase=PATROLLED, brought=due, **changes)
        return found

    def violation(s):
        if s.lost == 1:
            return "X6: a vector of another live uid is dropped"
        if s.lost == 3:
            return "X7: something that was there at DRAINED is deleted and was not exported"
        residual = s.brought[0] if s.brought and not s.brought[1] and not o.strays_count else ""
        if s.phase in (CONFIRMED, SETTLED, PATROLLED) and left(s, residual):
            return {CONFIRMED: "X4: CONFIRMED, and something of what came under the scope is left",
                    SETTLED: "X5: what a stray brought is left after the second delete",
                    PATROLLED: "X5: what a stray brought is left after the patrol"}[s.phase]
        return None

    init = Scope(0, 0, 0, 0, 0, 0, 0, ((0, ""), (0, "")), (), 0, NO_LISTING, 0, 0, 0, (), 0, 1 if o.fault else 0, 0, 0)
    if o.live:
        states, stuck = always_reachable(init, successors, lambda s: s.phase in (PATROLLED, PAGED))
        return states, f"X9: from {stuck} states no end can be reached" if stuck else None, [], ""
    return search(init, successors, violation, lambda s: s.phase == PATROLLED and not left(s) and s.inventory & CHILD)


# --------------------------------------------------------------------------------------------------------------- Q: approval
# (0 asked 1 planned 2 approved, names of the scope when the plan was made, names now); the creator registers between plan and approval,
# every time; names modulo 3, enough to tell "another than before"
def approval(o):
    def successors(s):
        state, then, now = s
        if state == 0:
            return [("the plan is made", (1, now, now))]
        if state == 1 and then == now:
            return [("the creator registers another twin", (1, then, (now + 1) % 3))]
        if state == 1:
            return [("approved", (2, then, now))] if not o.binds_names else [("refused: the digest is stale", (0, then, now))]
        return []
    states, stuck = always_reachable((0, 0, 0), successors, lambda s: s[0] == 2)
    return states, f"X8: from {stuck} states no approval is possible any more" if stuck else None, [], ""


alien = dict(foreign=1, fault=1)
RUNS = [
    (SPEC, "I1 the plan's names alone (as built until 2026-11-28)", scope, dict(plan_only=1), "X4"),
    (SPEC, "I2 D18: names of committed rows, not of open intents", scope, dict(no_intents=1), "X4"),
    (SPEC, "I3 D10: the second delete repeats the first", scope, dict(evict=1, second_journal_only=1), "X5"),
    (MENDED, "I a foreign client, a delete that leaves a name out", scope, dict(alien), None),
    (MENDED, "I a writer evicted with a request at the socket", scope, dict(evict=1), None),
    (MENDED, "I another live uid inside a name", scope, dict(foreign=1, neighbour=1), None),
    (MENDED, "I all of it", scope, dict(alien, evict=1), None),
    (MENDED, "I all of it, a visibility of three ticks", scope, dict(alien, evict=1, visible=3, long=1), None),
    (MENDED, "I all of it: an end can always be reached", scope, dict(alien, evict=1, neighbour=1, live=1), None),
    (MENDED, "Q the digest binds uid, participants, options", approval, dict(), None),
    (GUARD, "I inventory before DRAINED", scope, dict(inventory_early=1), "X7"),
    (GUARD, "I inventory's listing does not wait for visibility", scope, dict(foreign=1, inventory_no_wait=1), "X7"),
    (GUARD, "I no registry side", scope, dict(no_registry=1), "X4"),
    (GUARD, "I registry side: live children alone", scope, dict(live_children=1), "X4"),
    (GUARD, "I no ledger side", scope, dict(no_ledger=1), "X4"),
    (GUARD, "I no store side", scope, dict(foreign=1, no_store=1), "X4"),
    (GUARD, "I a listing of others that began too early", scope, dict(foreign=1, any_listing=1), "X4"),
    (GUARD, "I a page that fails is taken for an empty one", scope, dict(foreign=1, failed_page_is_empty=1), "X7"),
    (GUARD, "I inventory not journalled: taken again after a crash", scope, dict(fault=1, not_journalled=1), "X4"),
    (GUARD, "I no verification", scope, dict(fault=1, no_verify=1), "X4"),
    (GUARD, "I verifier without an enumeration of its own", scope, dict(foreign=1, verifier_journal_only=1), "X4"),
    (GUARD, "I verifier without the journalled inventory", scope, dict(fault=1, verifier_fresh_only=1), "X4"),
    (GUARD, "I verifier's listing does not wait for visibility", scope, dict(foreign=1, verifier_no_wait=1), "X4"),
    (GUARD, "I no look for another live uid before a drop", scope, dict(foreign=1, neighbour=1, no_look=1), "X6"),
    (GUARD, "I no second delete", scope, dict(evict=1, no_second=1), "X5"),
    (GUARD, "I second delete without the kept inventory", scope, dict(evict=1, second_fresh_only=1), "X5"),
    (GUARD, "I no patrol", scope, dict(evict=1, no_patrol=1), "X5"),
    (GUARD, "I patrol without the kept inventory", scope, dict(evict=1, patrol_fresh_only=1), "X5"),
    (GUARD, "I patrol without a new enumeration", scope, dict(evict=1, patrol_journal_only=1), "X5"),
    (GUARD, "Q the digest binds names and counts", approval, dict(binds_names=1), "X8"),
    (LIMIT, "I a stray that lands after CONFIRMED", scope, dict(evict=1, strays_count=1), "X4"),
]

if __name__ == "__main__":
    main(RUNS)
