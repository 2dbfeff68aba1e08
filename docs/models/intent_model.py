"""Exhaustive model of 06-reembed R6-R8 (and R15): two instances A and B work on one ledger row.

Revision 4 is committed; the events of revisions 5 and 6 may be taken by either instance at any time, again and again (redelivery,
rebalance, batch that skips 5). Any instance may stay silent for any time (SIGSTOP) or be killed and start again at every step. The row
is a compare-and-set document; the vector store has no conditional write, a request lands at most LANDING after it was sent, answers
get lost, requests are sent again until the deadline.

H1 no hole: with no intent open, every vector of the row is in the store (and one untouched by the open intent always is).
H2 never an older vector, never back to an older revision. H3 no orphan once nothing is in the network and no intent is open.
H4 readers always find one complete revision, never one older than the row's (R6).
L from every state revision 6 can still be committed (so that "safe" is not "stuck").
"own timer": the waiting instance counts DEADLINE + LANDING on its own monotonic clock from its first reading of that intent.

Usage: python3 intent_model.py [-v] [part of a run's name]     (-v: traces of the removed guards too)
Exit 1 if a run differs from what it expects. Bounds: 2 instances, 2 ids, 3 requests in the network.
"""
from collections import deque

from explorer import GUARD as G, LIMIT as X, MENDED as M, SPEC as S_, main

SC = {  # ids x = 1, y = 2 of revisions 4, 5, 6; True: the content of an id differs in every revision (an item's single id, changed metadata)
    'revert': ({4: 1, 5: 2, 6: 1}, False), 'grow': ({4: 1, 5: 3, 6: 2}, False), 'shrink': ({4: 3, 5: 1, 6: 3}, False),
    'delete': ({4: 1, 5: 0, 6: 1}, False), 'metadata': ({4: 3, 5: 3, 6: 1}, True), 'item': ({4: 1, 5: 1, 6: 1}, True)}

# state: row (rev, map id -> revision of its last write, intent (W, D, dl) or None), store (x, y), network (kind, mask, rev, owner, ticks left), A, B
# instance: (pc 0 idle 1 has read 2 writing 3 deleting 4 to close 5 deadline checked (gap) 6 intent open, deadline not fixed yet (late_fix), e event,
# fresh: its copy is still the row's version, dl ticks to its deadline, la ticks until its newest request has landed for sure, out requests without
# answer (3 = many), k ticks it has waited on the intent, W ids to write, D ids to delete, back: pc to go to after the gap)
def model(o):
    D, N = o.D or 1, o.N or 1; S, rewrite = SC[o.sc]; full = D + N + 1
    idle = (0, 0, 0, -1, -1, 0, 0, 0, 0, 0)
    m4 = tuple(4 if S[4] >> b & 1 else 0 for b in (0, 1))
    init = (4, m4, None, m4, (), (idle, idle), 0)
    nm = "AB"; names = {0: "nothing", 1: "x", 2: "y", 3: "x and y"}
    def succ(s):
        rev, m, it, st, net, I, bk = s; r = []
        def mine(i, x, cas=False):
            J = list(I); J[i] = x
            if cas and not o.no_cas: y = J[1 - i]; J[1 - i] = (y[0], y[1], 0) + y[3:]
            return tuple(J)
        def gone(i): return tuple(sorted((k, a, e, -1 if w == i else w, n) for k, a, e, w, n in net))
        if o.unbounded or not any(x[4] == 0 for x in net):
            def tk(y):
                pc, e, fr, dl, la, out, k, W, Dl, back = y
                if pc in (2, 3, 4, 5): dl = max(-1, dl - 1); la = max(-1, la - 1)
                if la < 0: out = 0
                if pc == 1 and it and not o.absolute: k = min(full, k + 1)
                return (pc, e, fr, dl, la, out, k, W, Dl, back)
            it2 = it and ((it[0], it[1], max(-full, it[2] - 1)) if o.absolute else it)
            r.append(("one tick passes", (rev, m, it2, st, tuple(sorted((k, a, e, w, n if o.unbounded else n - 1) for k, a, e, w, n in net)), tuple(map(tk, I)), bk)))
        for i in (0, 1):
            me = nm[i]; pc, e, fr, dl, la, out, k, W, Dl, back = I[i]; stale = not fr and not o.no_cas
            def go(lab, x, rev2=rev, m2=m, it2=it, net2=net, cas=False): r.append((lab, (rev2, m2, it2, st, net2, mine(i, x, cas), 1 if rev2 < rev else bk)))
            if pc == 0:
                for ev in (5, 6): go(f"{me} takes the event of revision {ev} and reads the row", (1, ev, 1, -1, -1, 0, 0, 0, 0, 0))
                continue
            go(f"{me} is killed and starts again", idle, net2=gone(i))
            if pc == 1:
                if stale: go(f"{me} reads the row again", (1, e, 1, -1, -1, 0, 0, 0, 0, 0)); continue
                if e <= rev and not o.no_r7: go(f"{me} drops the event: not above the row's revision", idle); continue
                waited = not it or o.no_wait or (it[2] - (o.skew or 0) < (0 if o.no_landing else -N) if o.absolute else k >= full - (N if o.no_landing else 0) - (o.early or 0))
                if not waited: continue
                U = 0 if not it or o.forget else it[0] | it[1]
                if o.trust and it: U = it[1]                                           # ids to write of the old intent are believed to be there
                have = sum(1 << b for b in (0, 1) if m[b] or (o.trust and it and it[0] >> b & 1)); want = S[e]
                W2 = want if rewrite else want & (~have | U); D2 = ~want & (have | U) & 3
                w = f"ids to write {names[W2]}, to delete {names[D2]}"
                m2 = tuple((e if W2 >> b & 1 else m[b]) if want >> b & 1 else 0 for b in (0, 1))
                nxt = 2 if W2 else 3 if D2 else 4
                if o.deletes_first: nxt = 3 if D2 else 2
                if o.no_intent: go(f"{me} plans without an intent: {w}", (nxt, e, fr, D, -1, 0, 0, W2, D2, 0))
                elif not W2 and not D2: go(f"{me} commits revision {e}: nothing to do", idle, e, m2, None, cas=True)
                elif o.late_fix: go(f"{me} opens the intent: {w}", (6, e, 1, -1, -1, 0, 0, W2, D2, nxt), it2=(W2, D2, D if o.absolute else 0), cas=True)
                elif o.slices and W2 and D2: go(f"{me} opens an intent for the first part: {names[W2]} to write", (2, e, 1, D, -1, 0, 0, W2, 0, 0), it2=(W2, (it[0] | it[1]) & ~W2 if it else 0, D if o.absolute else 0), cas=True)
                else: go(f"{me} opens the intent of revision {e}: {w}" + (", after waiting for the old one" if it else ""), (nxt, e, 1, D, -1, 0, 0, W2, D2, 0), it2=(W2, D2, D if o.absolute else 0), cas=True)
                continue
            if pc == 6: go(f"{me} fixes its deadline", (back, e, fr, D, -1, 0, 0, W, Dl, 0))
            if pc in (2, 3) and len(net) < 3 and sum(x[3] == i for x in net) < 2:
                kd, mask = ('W', W) if pc == 2 else ('D', Dl); wd = "writes" if pc == 2 else "deletes"
                n2 = tuple(sorted(net + ((kd, mask, e, i, N),)))
                if o.gap:
                    if dl >= 0: go(f"{me} checks the deadline: not passed", (5, e, fr, dl, la, out, k, W, Dl, pc))
                elif dl >= 0 or o.no_deadline: go(f"{me} {wd} {names[mask]}" + (" again" if out else ""), (pc, e, fr, D if o.renew else dl, N, min(3, out + 1), k, W, Dl, back), net2=n2)
            if pc == 5 and len(net) < 3:
                kd, mask = ('W', W) if back == 2 else ('D', Dl)
                go(f"{me} hands the {'write' if back == 2 else 'delete'} of {names[mask]} to the socket", (back, e, fr, dl, N, min(3, out + 1), k, W, Dl, 0), net2=tuple(sorted(net + ((kd, mask, e, i, N),))))
            if pc in (2, 3) and dl < 0 and not o.no_deadline: go(f"{me} gives up: deadline passed", idle, net2=gone(i))
            if pc == 4:
                if stale: go(f"{me} cannot commit: the row has changed", idle, net2=gone(i))
                elif not out or o.close_on_first_answer:
                    m2 = tuple((e if W >> b & 1 else m[b]) if S[e] >> b & 1 else 0 for b in (0, 1))
                    if o.slices and W and any(m[b] and not S[e] >> b & 1 for b in (0, 1)) or o.slices and W and it and it[1]:
                        m3 = tuple(e if W >> b & 1 else (m[b] or (e if it[1] >> b & 1 else 0)) for b in (0, 1))
                        go(f"{me} closes the first part: {names[W]} written; revision stays {rev}", (1, e, 1, -1, -1, 0, 0, 0, 0, 0), rev, m3, None if not it[1] else (0, it[1], D if o.absolute else 0), gone(i), True)
                    else: go(f"{me} commits revision {e} and closes the intent", idle, e, m2, None, gone(i), True)
        for x in sorted(set(net)):
            kd, a, e, w, n = x; l = list(net); l.remove(x); n2 = tuple(l)
            st2 = tuple((e if kd == 'W' else 0) if a >> b & 1 else st[b] for b in (0, 1)); wd = ("write" if kd == 'W' else "delete") + " of " + names[a] + (f" (revision {e})" if kd == 'W' else "")
            if w >= 0 and I[w][5]:
                y = I[w]; pc = y[0]; nxt = pc
                if o.deletes_first: nxt = {3: 2 if y[7] else 4, 2: 4}.get(pc, pc) if (pc, kd) in ((2, 'W'), (3, 'D')) else pc
                elif (pc, kd) in ((2, 'W'), (3, 'D')): nxt = 3 if pc == 2 and y[8] else 4
                J = list(I); J[w] = (nxt,) + y[1:5] + (y[5] if y[5] == 3 else y[5] - 1,) + y[6:]
                r.append((f"{nm[w]}'s {wd} lands, answered", (rev, m, it, st2, n2, tuple(J), bk)))
            r.append((f"{'an old' if w < 0 else nm[w] + chr(39) + 's'} {wd} lands, the answer is lost", (rev, m, it, st2, n2, I, bk)))
            if o.lossy: r.append((f"a {wd} is lost", (rev, m, it, st, n2, I, bk)))
        return r
    def bad(s):
        rev, m, it, st, net, I, back = s; open_ids = it[0] | it[1] if it else 0; f = []
        if back: f.append("H2 older revision: the row goes back from 6 to 5")
        for b in (0, 1):
            if not open_ids >> b & 1 and m[b]:
                if not st[b]: f.append(f"H1 hole: {'xy'[b]} of the row is not in the store")
                elif st[b] < m[b]: f.append(f"H2 older vector: the row says {'xy'[b]} of revision {m[b]}, the store has revision {st[b]}")
            if not it and not net and not m[b] and st[b]: f.append(f"H3 orphan: {'xy'[b]}")
        if not any(all(st[b] or not S[v] >> b & 1 for b in (0, 1)) for v in S if v >= rev): f.append("H4 readers find no complete revision")
        return f
    par = {init: None}; q = deque([init]); found = {}
    while q:                                                   # goes on after a violation: the shortest trace of each property is kept
        s = q.popleft()
        for lab, n in succ(s):
            if n in par: continue
            par[n] = (s, lab)
            for v in bad(n):
                if v[:2] not in found:
                    tr = []; x = n
                    while par[x]: tr.append(par[x][1]); x = par[x][0]
                    found[v[:2]] = (v, tr[::-1])
            q.append(n)
        if len(par) > ((20_000 if o.quick else 120_000) if found else 2_000_000): break     # red already: enough; not red: incomplete, and said so
    if q and not found: return len(par), {"--": ("INCOMPLETE", [])}
    if not found:                                              # L
        bk = {}
        for s in par:
            for _, n in succ(s): bk.setdefault(n, []).append(s)
        good = {s for s in par if s[0] == 6 and not s[2]}; q = deque(good)
        while q:
            for x in bk.get(q.popleft(), ()):
                if x not in good: good.add(x); q.append(x)
        if len(good) < len(par): found["L "] = (f"L from {len(par) - len(good)} states revision 6 can no longer be committed", [])
    return len(par), found

RUNS = [
 (S_, "1 item: one ledger write (R8, last sentence)", dict(sc='item', no_intent=1), 1),
 (S_, "2 intent closed by the first answer to each operation", dict(sc='revert', close_on_first_answer=1), 1),
 (S_, "3 the same, delete and create again", dict(sc='delete', close_on_first_answer=1), 1),
 (S_, "4 absolute deadline compared with B's clock, 1 tick ahead", dict(sc='revert', absolute=1, skew=1), 1),
 (S_, "5 deadline fixed after the intent is journalled", dict(sc='revert', late_fix=1), 1),
 (M, "source, revert (x, y, x)", dict(sc='revert'), 0),
 (M, "source, revert, lost requests", dict(sc='revert', lossy=1), 0),
 (M, "source, grow (x, xy, y)", dict(sc='grow'), 0),
 (M, "source, shrink (xy, x, xy)", dict(sc='shrink'), 0),
 (M, "source, delete and create again (x, -, x)", dict(sc='delete'), 0),
 (M, "source, metadata changes (xy, xy, x)", dict(sc='metadata'), 0),
 (M, "item with the same intent", dict(sc='item'), 0),
 (M, "item with the same intent, D=2 N=2", dict(sc='item', D=2, N=2), 0),
 (M, "absolute deadline, clocks exactly equal", dict(sc='revert', absolute=1), 0),
 (M, "in parts: writes first, then deletes, each its own intent", dict(sc='revert', slices=1), 0),
 (M, "in parts, grow", dict(sc='grow', slices=1), 0),
 (G, "no intent at all (source)", dict(sc='revert', no_intent=1), 1),
 (G, "no compare-and-set", dict(sc='revert', no_cas=1), 1),
 (G, "no waiting", dict(sc='revert', no_wait=1), 1),
 (G, "waiting for DEADLINE without LANDING", dict(sc='revert', no_landing=1), 1),
 (G, "waiting one tick less", dict(sc='revert', early=1), 1),
 (G, "no deadline before a send", dict(sc='revert', no_deadline=1), 1),
 (G, "deadline renewed at each send", dict(sc='revert', renew=1), 1),
 (G, "second attempt believes the row, forgets the intent's ids", dict(sc='revert', forget=1), 1),
 (G, "second attempt believes the intent's writes", dict(sc='revert', trust=1), 1),
 (G, "revision check of R7", dict(sc='item', no_r7=1), 1),
 (G, "delete before write (R6)", dict(sc='revert', deletes_first=1), 1),
 (X, "unbounded landing", dict(sc='revert', unbounded=1), 1),
 (X, "gap between the check and the socket", dict(sc='revert', gap=1), 1),
]

def run(o):
    states, found = model(o)
    shortest = min(found.values(), key=lambda v: len(v[1]), default=("", []))
    verdict = "INCOMPLETE" if "--" in found else ", ".join(sorted(found)) + f": {shortest[0]}" if found else None
    return states, verdict, shortest[1], "and live"


if __name__ == "__main__":
    main([(group, name, run, options, "H" if red else None) for group, name, options, red in RUNS])
