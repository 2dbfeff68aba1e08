"""Exhaustive model of 08-erasure D5, D11, D19-D21 and 03-tenancy T9: deletes as tasks, leave to come back, legal hold.

A delete is a task: the coordinator journals an attempt with an expiry, a participant's process takes the record, is admitted under
a deadline of its own, and sends. Two things differ from a coordinator that deletes itself (part D of fence_lease_model.py): the
deadline is fixed long after the attempt was journalled, and one record may be taken by two processes (a rebalance while the first
stands still), so that the receipt of one says nothing about the other. Any process may stay silent for any time or be killed and
start again at every step. A request lands at most LANDING after it was sent; answers and receipts get lost.

R  leave to come back. X1: what was sent in time never removes a vector of the new uid. X2: what a drop that was stalled between its
   last check and the socket takes (the stated residual) has been repaired when the last patrol has ended, unless it landed later.
H  legal hold. X3: nothing is deleted once the hold is effective.

Usage: python3 tasks_model.py [-v] [part of a run's name]     (-v: traces of the removed guards too)
Exit 1 if a run differs from what it expects. Bounds: 2 processes, 2 requests in the network, 2 attempts (3 where named).
"""
from collections import namedtuple

from explorer import GUARD, LIMIT, MENDED, SPEC, main, search

DEADLINE, LANDING, SKEW, LIFE = 1, 1, 1, 2         # ticks; LIFE: from the journalling of an attempt to its expiry
PAST = LIFE + SKEW + LANDING + 1                   # the first tick at which nothing of an attempt can land any more

# A process: pc 0 idle, 1 admitted, 2 looked for another live uid, 3 deadline checked (gap), 4 sent; task: index of its attempt;
# kind D drop by name, U by uid; left: ticks to its deadline, -1 passed.
Process = namedtuple("Process", "pc task kind left")
IDLE = Process(0, 0, "", -1)
# An attempt: age since it was journalled, age of its signature (they differ only where a relay signs anew), sent (2: the relay has
# read that no leave was given), receipt.
Attempt = namedtuple("Attempt", "kind age signed sent receipt")


def older(attempt):
    return attempt._replace(age=min(PAST, attempt.age + 1), signed=min(PAST, attempt.signed + 1))


def put(items, i, item):
    return items[:i] + (item,) + items[i + 1:]


def participants(o, s, go, look):
    """What the two processes can do; s has attempts, processes, net. go(label, **changes) adds a successor."""
    for i, p in enumerate(s.processes):
        me = "process " + "AB"[i]
        if o.one_process and i:
            break

        def now(label, q, **more):
            go(f"{me} {label}", processes=put(s.processes, i, q), **more)

        if p.pc == 0:
            for j, a in enumerate(s.attempts):
                expires = LIFE + SKEW - a.signed if not o.no_expiry else DEADLINE
                if a.sent == 1 and expires >= 0:
                    left = DEADLINE if o.deadline_beyond_expiry else min(DEADLINE, expires)
                    now(f"takes the task of attempt {j + 1} and is admitted", Process(1, j, a.kind, left))
            continue
        orphans = tuple(sorted((k, n, late, -1 if w == i else w) for k, n, late, w in s.net))
        now("is killed and starts again", IDLE, net=orphans)
        if p.pc in (1, 2, 4) and p.left < 0 and not o.no_deadline:
            now("gives up: deadline passed", IDLE, net=orphans)
            continue
        if p.pc == 1 and p.kind == "D" and not o.no_look:
            now(*look(p))
        ready = p.pc in (2, 4) or (p.pc == 1 and (p.kind == "U" or o.no_look))
        if ready and len(s.net) < 2:
            if o.gap:
                now("checks its deadline: not passed", p._replace(pc=3))
            else:
                sent = tuple(sorted(s.net + ((p.kind, LANDING, 0, i),)))
                now("sends the " + ("drop" if p.kind == "D" else "delete by uid"), p._replace(pc=4), net=sent)
        if p.pc == 3 and len(s.net) < 2:
            late = int(p.left < 0)
            sent = tuple(sorted(s.net + ((p.kind, LANDING, late, i),)))
            now("hands the request to the socket" + (", long after" if late else ""), p._replace(pc=4), net=sent)


def network(o, s, go, effect):
    """Requests land, answered or not; effect(kind, late) gives what changes in the store. A receipt says that nothing of its own
    process is on its way any more (retries counted singly)."""
    for x in sorted(set(s.net)):
        kind, _, late, w = x
        rest = list(s.net)
        rest.remove(x)
        rest = tuple(rest)
        change = effect(kind, late)
        what = "drop" if kind == "D" else "delete by uid"
        go(f"a {what} lands, the answer is lost", net=rest, **change)
        if w >= 0 and s.processes[w].pc == 4 and (o.first_answer or not any(y[3] == w for y in rest)):
            p = s.processes[w]
            ended = put(s.attempts, p.task, s.attempts[p.task]._replace(receipt=1))
            left = tuple(sorted((k, n, lt, -1 if v == w else v) for k, n, lt, v in rest))
            idle = put(s.processes, w, IDLE)
            go(f"a {what} lands, process {'AB'[w]} gets the answer and its receipt is read", net=left, processes=idle, attempts=ended, **change)


def tick(s, go, **more):
    if any(x[1] == 0 for x in s.net):
        return
    go("one tick passes", attempts=tuple(map(older, s.attempts)), net=tuple(sorted((k, n - 1, late, w) for k, n, late, w in s.net)),
       processes=tuple(p._replace(left=max(-1, p.left - 1)) for p in s.processes), **more)


# ------------------------------------------------------------------------------------------------------ R: leave to come back
# phase: 0 DRAINED 1 delete under way 2 deleted 3 CONFIRMED 4 second delete (or repair, or an attached request's) under way 5 done
# back: 0 erased 1 leave given 2 uid minted 3 its vector written; slot: 0 empty 1 old uid 2 new uid, 9 new one lost to a request sent
# in time, 8 lost to a stalled one, 7 the same after the last patrol; reconciles: 1 that of the readmission has run, 2 that of the
# last patrol; attached: 0, 1 an attached request has read that no leave was given, 2 has journalled its own delete,
# 3 has ended; looked: after the leave, before the uid is minted, the journals of all requests of the scope were read
Leave = namedtuple("Leave", "phase attempts processes net back slot reconciles attached looked")


def leave(o):
    most = o.attempts or 2

    def successors(s):
        found = []

        def go(label, **changes):
            found.append((label, s._replace(**changes)))

        def look(p):
            if s.back >= 2:
                return "looks: another live uid, so it deletes by uid", p._replace(pc=2, kind="U")
            return "looks: no other live uid", p._replace(pc=2)

        def effect(kind, late):
            if s.slot == 1 or (kind == "D" and s.slot != 2):
                return {"slot": 0 if s.slot == 1 else s.slot}
            if kind == "D" and s.slot == 2:
                return {"slot": 8 if late else 9}
            return {}

        tick(s, go)
        participants(o, s, go, look)
        network(o, s, go, effect)

        newest = s.attempts[-1] if s.attempts else None
        over = newest is None or newest.receipt or newest.age > LIFE + LANDING       # D19: ended, or expired and LANDING passed
        by_name = "U" if o.by_uid or (s.back and not o.by_name_after_leave) else "D"
        fresh = s.attempts + (Attempt(by_name, 0, 0, 1, 0),)
        if len(s.attempts) < most and over:
            if s.phase in (0, 1) and not (newest and newest.receipt):
                go("the coordinator journals and sends an attempt", phase=1, attempts=fresh)
            if s.phase in (3, 4) and (s.phase == 3 or not newest.receipt):
                go(f"the coordinator journals and sends the second delete, by {'name' if by_name == 'D' else 'uid'}", phase=4, attempts=fresh)
            if o.own_document and s.attached == 1:
                go("the attached request journals its delete in its own document, by name", attached=2,
                   attempts=s.attempts + (Attempt("D", 0, 0, 0 if o.reads_leave else 1, 0),))
        if o.reads_leave and newest:
            i = len(s.attempts) - 1
            if newest.sent == 0 and (o.reads_leave != "before"):
                sent = newest._replace(sent=1, kind="U") if s.back else newest._replace(sent=2)
                go("the relay reads, after the journalling: " + ("leave was given, by uid then" if s.back else "no leave"), attempts=put(s.attempts, i, sent))
            if newest.sent == 2 or newest.sent == 0 and o.reads_leave == "before":
                go("the relay sends the task", attempts=put(s.attempts, i, newest._replace(sent=1)))
        if o.own_document and s.attached == 0 and s.phase >= 3 and not s.back:
            go("an attached request finds something left and reads that no leave was given", attached=1)
        if s.attached == 2 and newest.receipt and o.attached_blocks:
            go("the attached request has ended", attached=3)
        if s.phase == 1 and newest.receipt:
            go("deleted, by its receipt", phase=2)
        if s.phase == 2 and s.slot != 1:
            go("verified: CONFIRMED", phase=3)
        if s.phase == 4 and newest.receipt and s.attached < 2:
            go("second delete ended, by its receipt", phase=5)

        if s.back == 0 and s.phase >= 3:
            counted = s.attempts[-1] if s.attached < 2 or o.attached_blocks else s.attempts[0]
            no_intent = s.phase != 4 or counted.age >= PAST
            if o.intents_ignored:
                no_intent, counted = True, s.attempts[0]
            waited = {
                None: counted.age >= PAST,                                           # every attempt is over, receipts or not
                "t9": counted.age > DEADLINE + LANDING,
                "receipt": counted.receipt or counted.age >= PAST,
                "none": True,
                "early": counted.age >= PAST - 1,
            }[o.rule]
            if no_intent and waited and not (o.attached_blocks and s.attached in (1, 2)):
                go("leave to come back is given", back=1)
        if s.back == 1 and o.looks_again and not s.looked and all(a.age >= PAST or a.kind == "U" for a in s.attempts):
            go("the journals of all requests are read: every attempt by name is over", looked=1)
        if s.back == 1 and (s.looked or not o.looks_again):
            go("the new uid is minted", back=2)
        if s.back == 2:
            go("the new uid's vector is written", back=3, slot=2)
        if s.back == 3 and s.reconciles == 0:
            go("the reconcile that the readmission starts has run", reconciles=1, slot=2 if s.slot == 8 else s.slot)
        if s.reconciles == 1:
            repaired = {8: 7 if o.reconcile_once else 2}.get(s.slot, s.slot)
            go("the last patrol has run", reconciles=2, slot=repaired)
        return found

    def violation(s):
        if s.slot == 9:
            return "X1: a vector of the new uid is removed by a delete of the old erasure that was sent in time"
        if s.slot == 8 and o.no_residual:
            return "X1: a vector of the new uid is removed by a drop that was stalled at the socket"
        if s.slot == 7:
            return "X2: what a stalled drop took is missing after the last patrol"
        return None

    init = Leave(0, (), (IDLE, IDLE), (), 0, 1, 0, 0, 0)
    return search(init, successors, violation, lambda s: s.back == 3 and s.reconciles == 2 and s.slot == 2)


# -------------------------------------------------------------------------------------------------------------- H: legal hold
# Holds stand in a collection of their own, so that no compare-and-set spans hold and request. planner: 1 has read that there is no
# hold; relay: 0, or 1 + the attempt for which it has read, after its journalling, that there is no hold. hold: 0 none 1 written
# (pending) 2 the journals have been read 3 effective; counted: attempts that were in the journal when they were read; gone: 1 a
# delete landed while the hold was effective
Hold = namedtuple("Hold", "attempts processes net planner relay hold counted gone")


def hold(o):
    most = o.attempts or 2

    def successors(s):
        found = []

        def go(label, **changes):
            found.append((label, s._replace(**changes)))

        tick(s, go)
        participants(o, s, go, lambda p: ("looks: no other live uid", p._replace(pc=2)))
        network(o, s, go, lambda kind, late: {"gone": 1} if s.hold == 3 else {})

        newest = s.attempts[-1] if s.attempts else None
        over = newest is None or newest.receipt or newest.age > LIFE + LANDING
        held = s.hold > (1 if o.reads_first else 0) and not o.blind
        if not s.planner and not held and over and len(s.attempts) < most:
            go("the planner reads: no hold", planner=1)
        if s.planner:
            go("the planner journals an attempt", planner=0, attempts=s.attempts + (Attempt("D", 0, 0, 0, 0),))
        if newest and not s.relay and (not newest.sent or o.renewed) and not newest.receipt and (not held or o.relay_blind):
            go("the relay reads, after the journalling: no hold", relay=len(s.attempts))
        if s.relay:
            a = s.attempts[s.relay - 1]
            signed = 0 if o.renewed and a.sent else a.signed
            go("the relay sends the task" + (" again, with a new expiry" if o.renewed and a.sent else ""), relay=0,
               attempts=put(s.attempts, s.relay - 1, a._replace(sent=1, signed=signed)))
        if s.hold == 0:
            if o.reads_first:
                go("the hold reads the journals", hold=1, counted=len(s.attempts))
            else:
                go("a hold is written: pending", hold=1)
        if s.hold == 1:
            go("the hold is written" if o.reads_first else "the journals are read", hold=2, counted=s.counted if o.reads_first else len(s.attempts))
        if s.hold == 2:
            def over_for_hold(a):
                return {
                    None: a.age >= PAST,                                             # receipts or not
                    "receipt": a.receipt or a.age >= PAST,
                    "at_once": True,
                    "early": a.age >= PAST - 1,
                    "sent_only": not a.sent or a.age >= PAST,
                }[o.rule]
            if all(over_for_hold(a) for a in s.attempts[:s.counted]):
                go("the hold is effective", hold=3)
        if s.hold >= 2 and not o.kept:
            go("the hold is released", hold=0, counted=0)
        return found

    init = Hold((), (IDLE, IDLE), (), 0, 0, 0, 0, 0)
    return search(init, successors, lambda s: "X3: something is deleted although the hold is effective" if s.gone else None,
                  lambda s: s.hold == 3 and len(s.attempts) == most)


RUNS = [
    (SPEC, "R1 T9: no intent open, DEADLINE + LANDING since it was read", leave, dict(rule="t9"), "X1"),
    (SPEC, "R2 a receipt ends a task for leave to come back", leave, dict(rule="receipt"), "X1"),
    (SPEC, "R3 D20: the readmission's reconcile alone, patrols by old uid", leave, dict(gap=1, attempts=1, reconcile_once=1), "X2"),
    (SPEC, "R4 D21: an attached request journals deletes on its own", leave, dict(own_document=1), "X1"),
    (SPEC, "H1 D5: a receipt ends a task for a hold", hold, dict(rule="receipt"), "X3"),
    (SPEC, "H2 D5: open tasks are those that were sent", hold, dict(rule="sent_only"), "X3"),
    (SPEC, "H3 D5: the journals are read, then the hold is written", hold, dict(reads_first=1), "X3"),
    (MENDED, "R two processes, two attempts, lost receipts, kills", leave, dict(), None),
    (MENDED, "R three attempts, one process", leave, dict(attempts=3, one_process=1), None),
    (MENDED, "R a drop stalled at the socket, each patrol reconciles", leave, dict(gap=1, attempts=1), None),
    (MENDED, "R the same, two attempts, one process", leave, dict(gap=1, one_process=1), None),
    (MENDED, "R leave refuses while an attached request is open", leave, dict(own_document=1, attached_blocks=1, long=1), None),
    (MENDED, "R journals read after the leave, leave before each send", leave, dict(own_document=1, reads_leave="after", looks_again=1, long=1), None),
    (MENDED, "R deletes by uid alone, stalled: no residual, no wait", leave, dict(gap=1, by_uid=1, rule="none", no_residual=1, attempts=1), None),
    (MENDED, "H two processes, two attempts, release and hold again", hold, dict(), None),
    (MENDED, "H three attempts, one process", hold, dict(attempts=3, one_process=1), None),
    (GUARD, "R leave without waiting", leave, dict(rule="none"), "X1"),
    (GUARD, "R leave without LANDING, or without SKEW, or one tick early", leave, dict(rule="early"), "X1"),
    (GUARD, "R leave while an intent is open", leave, dict(intents_ignored=1), "X1"),
    (GUARD, "R tasks without expiry", leave, dict(no_expiry=1), "X1"),
    (GUARD, "R a deadline that reaches beyond the expiry", leave, dict(deadline_beyond_expiry=1), "X1"),
    (GUARD, "R no deadline before a send", leave, dict(no_deadline=1), "X1"),
    (GUARD, "R second delete by name after leave was given", leave, dict(by_name_after_leave=1), "X1"),
    (GUARD, "R the reconcile of the last patrol", leave, dict(gap=1, attempts=1, reconcile_once=1), "X2"),
    (GUARD, "R the leave is not read after the journalling", leave, dict(own_document=1, reads_leave="before", looks_again=1), "X1"),
    (GUARD, "R the journals are not read after the leave", leave, dict(own_document=1, reads_leave="after"), "X1"),
    (GUARD, "H effective at once", hold, dict(rule="at_once"), "X3"),
    (GUARD, "H effective without LANDING, or without SKEW, or one tick early", hold, dict(rule="early"), "X3"),
    (GUARD, "H tasks without expiry", hold, dict(no_expiry=1), "X3"),
    (GUARD, "H a deadline that reaches beyond the expiry", hold, dict(deadline_beyond_expiry=1), "X3"),
    (GUARD, "H no deadline before a send", hold, dict(no_deadline=1), "X3"),
    (GUARD, "H expiry renewed when the relay sends again", hold, dict(renewed=1), "X3"),
    (GUARD, "H the relay does not read the holds after the journalling", hold, dict(relay_blind=1), "X3"),
    (GUARD, "H a hold of a child that only the inventory found is not seen", hold, dict(blind=1), "X3"),
    (LIMIT, "R a drop stalled at the socket past a readmission", leave, dict(gap=1, attempts=1, no_residual=1), "X1"),
    (LIMIT, "H a delete stalled at the socket past its expiry", hold, dict(gap=1), "X3"),
]

if __name__ == "__main__":
    main(RUNS)
