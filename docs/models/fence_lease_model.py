"""Exhaustive models of 08-erasure D8-D12 and 03-tenancy T9: fence, lease, drain, eviction, delete, verify, confirm, second delete, re-admission.

The store has no conditional write; a request lands at most LANDING after it was sent (or, in a run of its own, whenever).
A drain (writers, store, coordinator); B admission inside one writer (threads); C eviction seen by the next fence; D two coordinators
and re-admission; E cancel. A pause (SIGSTOP) needs no state of its own: any process may stay silent for any time while clocks go on.
Cut off from Kafka = a writer that makes no poll or publish step. Restart under a new id = another writer joins.

P1 after CONFIRMED the erased uid is never in the store. P2 the vector of a re-admitted uid is never removed by the old erasure.
P3 with live writers DRAINED can always still be reached without eviction. P4 CANCELLED means no fence was written.

Part D: the coordinator deletes by itself, its deadline fixed before its intent; by tasks: tasks_model.py. Inventory: inventory_model.py.
Usage: python3 fence_lease_model.py [-v] [part of a run's name]     (-v: traces of the removed guards too)
Exit 1 if a run differs from what it expects. Bounds: 2 writers (ids), 2 requests of each in the network, 2 deletes, 5 intents in D,
L D N of 1 to 3 ticks. All clocks are monotonic and tick together unless the run says otherwise; clocks of two machines are never compared.
"""
from collections import deque

from explorer import GUARD as G, LIMIT as X, MENDED as M, SPEC as S, main, search as bfs

def live(init, succ, goal, ticks=None, note=""):                               # P3: from every state the goal can still be reached
    par = {init}; q = deque([init]); back = {}; worst = -1
    while q:
        s = q.popleft()
        for lab, n in succ(s):
            back.setdefault(n, []).append(s)
            if lab == "DRAINED": worst = max(worst, ticks(s))
            if n not in par: par.add(n); q.append(n)
    good = {s for s in par if goal(s)}; q = deque(good)
    while q:
        for p in back.get(q.popleft(), ()):
            if p not in good: good.add(p); q.append(p)
    return len(par), (f"P3: from {len(par) - len(good)} states DRAINED cannot be reached" if len(good) < len(par) else None), [], note and note % worst

def without(t, x):
    l = list(t); l.remove(x); return tuple(l)

# ------------------------------------------------------------------------------------------------------------------- A: drain
# writer = (mode 0 absent 1 registering 2 at work 3 gone; reg, its record in `writers`: 0 none 1 registered 2 observed 3 tombstone 4 evicted
# 5 sent, not there yet; kn fence applied; ls age of the last poll's start, L = expired; dl ticks left to the deadline of the pending write;
# la ticks left until the newest request has landed for sure; ph 0 nothing pending 1 admitted 2 deadline checked (gap) 3 sent;
# out requests without answer, 3 = many; fl requests in the network: ticks left (+8: a delete); inw on the roll; pl slow poll)
# coordinator c: 0 idle 1 fence acknowledged 2 roll read 3 DRAINED 4 delete sent 5 answered 6 CONFIRMED 7 second sent 8 done
# slot: 0 empty, 1 vector of the erased uid, 2 vector of the re-admitted uid (same vector id, or same namespace)
def drain(o):
    L, D, N = o.L or 2, o.D or 1, o.N or 1
    wait = L + D + N if o.wait is None else o.wait
    K8 = 8 if o.op == 'd' else 0; what = "delete" if K8 else "write"
    off = (0, 0, 0, L, -1, -1, 0, 0, (), 0, -1)
    init = (0, ((2, 1) + off[2:],) + (off,) * ((o.nw or 2) - 1), (0, 0, ()), 1 if o.op == 'd' else 0, 0, o.budget or 0)
    nm = "ABC"
    def norm(w):
        mode, reg, kn, ls, dl, la, ph, out, fl, inw, pl = w
        if mode == 3: return (3, reg, 0, 0, -1, -1, 0, 0, fl, inw, -1)
        if kn and not o.lift: ls = L; pl = -1
        if ph == 0: dl = -1
        return (mode, reg, kn, ls, dl, la, ph, out, fl, inw, pl)
    def tickw(w, times=1):
        mode, reg, kn, ls, dl, la, ph, out, fl, inw, pl = w
        for _ in range(times):
            if ls < L: ls += 1
            if dl >= 0: dl -= 1
            if dl < 0 and ph in (1, 3) and not o.no_deadline: ph = 0          # gives the write up: its deadline has passed
            if la >= 0: la -= 1
            if la < 0 and not o.no_limit: out = 0                             # landed or never will: LANDING has passed
            if pl >= 0 and pl // 2 < L: pl += 2
        if fl and not o.unbounded: fl = tuple(n - 1 for n in fl)
        return norm((mode, reg, kn, ls, dl, la, ph, out, fl, inw, pl))
    def all_in(W): return all(not w[9] or w[1] in (2, 3, 4) for w in W)
    def hurry(F, W, c):                                                       # prompt: live writers and coordinator act before time goes on
        return c == 1 or (c == 2 and all_in(W)) or any(w[0] == 1 or (w[0] == 2 and (w[2] < F or (w[2] and w[1] == 1 and w[6] == 0 and w[7] == 0))) for w in W)
    def roll(W): return tuple(w[:9] + (1 if w[1] in (1, 2) else 0,) + w[10:] for w in W)
    def succ(s):
        F, W, C, slot, re, bud = s
        c, tm, kf = C; r = []
        if (o.unbounded or not (any(n % 8 == 0 for w in W for n in w[8]) or any(n == 0 for _, n in kf))) and not (o.prompt and F and c < 3 and hurry(F, W, c)):
            C2 = (c, min(wait, tm + 1) if c in (1, 2) else min(N + 1, tm + 1) if c in (3, 6) else tm, tuple((k, n - 1) for k, n in kf))
            r.append(("one tick passes", (F, tuple(map(tickw, W)), C2, slot, re, bud)))
            if bud:
                for i, w in enumerate(W):
                    if w[0] == 2:
                        W2 = tuple(tickw(x, (2 if o.fast else 0) if j == i else 1) for j, x in enumerate(W))
                        r.append((f"one tick passes, {'two' if o.fast else 'none'} on {nm[i]}'s clock", (F, W2, C2, slot, re, bud if o.clockstop else bud - 1)))
        for i, w in enumerate(W):
            mode, reg, kn, ls, dl, la, ph, out, fl, inw, pl = w; me = nm[i]
            def go(lab, w2, slot2=slot): r.append((lab, (F, W[:i] + (norm(w2),) + W[i + 1:], C, slot2, re, bud)))
            see = 'sees the fence' if F else 'no fence there'
            if mode == 0:
                if o.read_first: go(f"{me} starts and reads the fences to the end ({see})", (1, 0, F, 0, dl, la, ph, out, fl, inw, pl))
                else: go(f"{me} starts and sends its registration", (1, 5, 0, L, dl, la, ph, out, fl, inw, pl))
            if reg == 5: go(f"{me}'s registration is in the topic, acknowledged", (mode, 1) + w[2:])
            if mode == 1:
                if o.read_first: go(f"{me} registers and is acknowledged", (2, 1) + w[2:])
                elif reg != 5 or o.no_ack: go(f"{me} reads the fences to the end ({see})", (2, reg, F, 0) + w[4:])
            if mode == 2 and not kn:
                if o.slowpoll:
                    if pl < 0: go(f"{me} begins a fence poll", w[:10] + (F,))
                    else: go(f"{me}'s poll reaches the end that it asked for at its beginning ({'sees the fence' if pl % 2 else 'no fence there'})",
                             (mode, reg, pl % 2, 0 if o.lease_from_end else pl // 2) + w[4:10] + (-1,))
                elif ls > 0 or F: go(f"{me} polls the fences to the end ({see})", (mode, reg, F, 0) + w[4:])
                if o.short_poll and F: go(f"{me}'s poll comes back empty before the end", (mode, reg, kn, 0) + w[4:])
                if ph == 0 and (ls < L or o.no_lease): go(f"{me} admits the late event of the old uid", (mode, reg, kn, ls, D, la, 1, out, fl, inw, pl))
            if mode == 2 and len(fl) < 2:
                f2 = tuple(sorted(fl + (N + K8,))); la2 = N + (o.margin or 0); o2 = min(3, out + 1)
                if not o.gap and ph in (1, 3) and (dl >= 0 or o.no_deadline):
                    go(f"{me} sends the {what}" + (" again" if ph == 3 else ""), (mode, reg, kn, ls, D if o.renew and ph == 3 else dl, la2, 3, o2, f2, inw, pl))
                if o.gap and ph in (1, 3) and dl >= 0: go(f"{me} checks the deadline: not passed", (mode, reg, kn, ls, dl, la, 2, out, fl, inw, pl))
                if o.gap and ph == 2: go(f"{me} hands the {what} to the socket", (mode, reg, kn, ls, dl, la2, 3 if dl >= 0 else 0, o2, f2, inw, pl))
            if o.refused_deletes and mode == 2 and kn and re and not fl:
                go(f"{me} refuses a late event of the old uid and deletes its vector id", w[:8] + ((N + 8,),) + w[9:])
            for x in sorted(set(fl)):
                f2 = without(fl, x); s2 = 0 if x >= 8 else 1
                if mode == 2 and out: go(f"{me}'s {what} lands, {me} gets the answer", (mode, reg, kn, ls, dl, la, 0 if ph == 3 else ph, 0 if o.per_write else out if out == 3 else out - 1, f2, inw, pl), s2)
                go(f"{me}'s {what} lands, the answer is lost", w[:8] + (f2,) + w[9:], s2)
                if o.lossy: go(f"{me}'s {what} is lost", w[:8] + (f2,) + w[9:])
            if mode == 2 and kn and reg == 1 and c < 3 and (ph == 0 or (o.literal_observed and ph == 2 and dl < 0)) and (out == 0 or o.literal_observed):
                go(f"{me} publishes Observed", (mode, 2) + w[2:])
            if mode == 2 and ph == 0 and (out == 0 or o.literal_stop) and reg in (1, 2) and not o.live: go(f"{me} stops gracefully and leaves a tombstone", (3, 3) + w[2:])
            if mode in (1, 2) and not o.live: go(f"{me} is killed", (3,) + w[1:])
            if mode == 3 and o.same_id and reg in (1, 5): go(f"{me} starts again under its old id and registers", (1, 1, 0, L) + w[4:])
        def co(lab, C2, F2=F, W2=W, slot2=slot, re2=re): r.append((lab, (F2, W2, C2, slot2, re2, bud)))
        if o.roll_first:
            if c == 0: co("the coordinator reads `writers` to its end", (1, 0, kf), W2=roll(W))
            if c == 1: co("the coordinator writes the fence, acknowledged", (2, 0, kf), 1)
        else:
            if c == 0: co("the coordinator writes the fence, acknowledged", (1, 0, kf), 1)
            if c == 0 and not F: co("the coordinator writes the fence and dies before it knows; starts again", (0, 0, kf), 1)
            if c == 1: co("the coordinator reads `writers` to its end", (2, tm, kf), W2=roll(W))
        if c == 2:
            for i, w in enumerate(W):
                if w[9] and w[1] == 1 and tm >= wait and not o.live and not o.no_evict: co(f"the coordinator evicts {nm[i]}", C, W2=W[:i] + (w[:1] + (4,) + w[2:],) + W[i + 1:])
            if all_in(W) or o.no_drain: co("DRAINED", (3, 0, kf), W2=tuple(norm(w[:9] + (0,) + w[10:]) for w in W))
        if c in (1, 2) and not o.live: co("the coordinator is killed and starts again", (1, wait if o.restart_trusts else 0, kf))
        if c in (3, 4) and len(kf) < 2 and not (c == 3 and o.landing_wait and tm <= N): co("the coordinator sends the delete", (4, 0, tuple(sorted(kf + (('K', N),)))))
        for x in sorted(set(kf)):
            k2 = without(kf, x); s2 = 0 if x[0] == 'K' or slot == 1 else slot
            if c in (4, 7): co("the coordinator's delete lands, answered", (5 if c == 4 else 8, 0, k2), slot2=s2)
            co("a delete of the coordinator lands, the answer is lost", (c, tm, k2), slot2=s2)
            if o.lossy: co("a delete of the coordinator is lost", (c, tm, k2))
        if c == 4: co("the coordinator is killed and starts again", (3, 0, kf))
        if c == 4 and o.timeout_is_done: co("the coordinator takes a timeout for done", (5, 0, kf))
        if c == 5:
            if slot != 1 or o.no_verify: co("verified: CONFIRMED", (6, 0, kf))
            else: co("verification finds it: delete again", (3, N + 1, kf))
        if c == 6 and tm > N and len(kf) < 2: co("the second delete is sent, by uid", (7, 0, tuple(sorted(kf + (('U', N),)))))
        if o.readmit:
            if re == 0 and c >= (3 if o.readmit_early else 6) and (not kf or o.readmit_early):
                if o.lift: co("the scope is re-admitted, the fence lifted", C, 0, tuple(norm(w[:2] + (0,) + w[3:]) for w in W), re2=1)
                else: co("the scope is re-admitted under a new uid", C, re2=1)
            if re == 1: co("the new uid's vector is written and acknowledged", C, slot2=2, re2=2)
        return r
    def bad(s):
        c = s[2][0]; slot = s[3]
        if not o.p2: return "P1: the erased uid is in the store after CONFIRMED" if c >= 6 and slot == 1 else None
        if s[4] == 2 and slot != 2: return "P2: the re-admitted uid's vector is gone"
    if not o.p3: return bfs(init, succ, bad, lambda s: s[2][0] == 8 and (not o.readmit or s[4] == 2))
    return live(init, succ, lambda s: s[2][0] >= (o.goal or 3), lambda s: s[2][1], f"DRAINED at most %d ticks after the fence; eviction would take {wait}" if o.prompt else "")

# ------------------------------------------------------------------------------------------------------- B: admission in one writer
# Threads: poller (swaps in the fence set and the poll's start), worker (admits and sends), observer (publishes Observed). State: F, kn, ls,
# half (lease renewed, fence not applied yet), worker pc 0..3 + sl (age of the poll start in the worker's copy), tab (in the table), dl, la, out,
# fl, obs, coordinator c 0/1/2(drained)/6, tm, slot. steps = order of the worker's steps: E enter table, U uid check, L lease check,
# C clock reading that fixes the deadline; letters written together are one atomic step on one snapshot.
def admission(o):
    L, D, N = 2, 1, 1; wait = L + D + N; steps = o.steps; n = len(steps)
    init = (0, 0, L, -1, 0, -1, 0, -1, -1, 0, (), 0, 0, 0, 0)
    word = {'E': "is entered in the table of admitted work", 'U': "checks the uid: no fence in its set", 'L': "checks the lease: valid", 'C': "reads the clock and fixes the deadline"}
    def succ(s):
        F, kn, ls, half, pc, sl, tab, dl, la, out, fl, obs, c, tm, slot = s; r = []
        def go(lab, **k):
            d = dict(F=F, kn=kn, ls=ls, half=half, pc=pc, sl=sl, tab=tab, dl=dl, la=la, out=out, fl=fl, obs=obs, c=c, tm=tm, slot=slot); d.update(k)
            r.append((lab, tuple(d.values())))
        if 0 not in fl:
            la2 = max(-1, la - 1)
            go("one tick passes", ls=min(L, ls + 1), sl=min(L, sl + 1) if sl >= 0 else -1, dl=max(-1, dl - 1), la=la2, out=0 if la2 < 0 else out, fl=tuple(x - 1 for x in fl), tm=min(wait, tm + 1) if c == 1 else tm)
        if half < 0 and (ls > 0 or F > kn):
            if o.renew_before_apply: go("the poller renews the lease", ls=0, half=F)
            else: go(f"the poller polls to the end ({'sees the fence' if F else 'no fence there'})", kn=F, ls=0)
        if half >= 0: go("the poller applies what it read", kn=half, half=-1)
        if pc < n:
            st = steps[pc]; ok = True; k = dict(pc=pc + 1)
            if 'U' in st and kn: ok = False
            age = sl if o.saved and sl >= 0 else ls
            if 'L' in st and age >= L: ok = False
            if o.saved and 'U' in st: k['sl'] = ls
            if 'C' in st: k['dl'] = D
            if 'E' in st: k['tab'] = 1
            if ok: go("the worker " + " and ".join(word[x] for x in st), **k)
            if 'U' in st and kn and tab: go("the worker refuses the event", pc=0, tab=0, dl=-1, sl=-1)
        if pc == n and dl >= 0 and len(fl) < 1: go("the worker sends the write", fl=fl + (N,), la=N, out=1, pc=n + 1)
        if 0 < pc <= n + 1 and dl < 0 and (pc >= n or any('C' in x for x in steps[:pc])): go("the worker gives up: deadline passed", pc=0, tab=0, sl=-1)
        if fl:
            go("the write lands, answered", fl=(), out=0, slot=1, pc=0 if pc == n + 1 else pc, tab=0 if pc == n + 1 else tab)
            go("the write lands, the answer is lost", fl=(), slot=1)
        if kn and not tab and not out and not obs: go("the observer finds no admitted work and publishes Observed", obs=1)
        if c == 0: go("the coordinator writes the fence, reads the roll", F=1, c=1)
        if c == 1 and obs: go("DRAINED (observed)", c=2)
        if c == 1 and not obs and tm >= wait and not o.no_evict: go("DRAINED (evicted)", c=2)
        if c == 2: go("deleted, verified, CONFIRMED", c=6, slot=0)
        return r
    return bfs(init, succ, lambda s: "P1: the erased uid is in the store after CONFIRMED" if s[12] == 6 and s[14] == 1 else None, lambda s: s[12] == 6)

# -------------------------------------------------------------------------------------------- C: eviction, seen by the next fence
# Two scopes, a and b; one process; its first id is evicted by a's coordinator although it works (it polls, but its Observed does not get
# through). The late event belongs to b. ev: 0 no 1 Evicted written 2 tombstone after it; evt: ticks since Evicted. rule of b's coordinator for
# an evicted id: 'ignore' it, or 'wait' (until its tombstone or LEASE+DEADLINE+LANDING after b's fence). learns: a renewal reads `writers` too.
# compacts: 4 ticks after the tombstone neither it nor Evicted can be read any more. limit: an instance that has not renewed for 3 ticks takes a new id.
def eviction(o):
    L, D, N = 2, 1, 1; wait = L + D + N; old = 3 if o.limit else L
    init = (0, 0, 0, 0, 0, 0, -1, -1, 0, 0, (), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    def succ(s):
        fa, fb, ka, kb, ke, ls, dl, la, ph, out, fl, reg, ev, evt, ident, reg2, ta, b, tb, w1, w2, slot = s; r = []
        def go(lab, **k):
            d = dict(fa=fa, fb=fb, ka=ka, kb=kb, ke=ke, ls=ls, dl=dl, la=la, ph=ph, out=out, fl=fl, reg=reg, ev=ev, evt=evt, ident=ident, reg2=reg2, ta=ta, b=b, tb=tb, w1=w1, w2=w2, slot=slot); d.update(k)
            r.append((lab, tuple(d.values())))
        if 0 not in fl:
            dl2 = max(-1, dl - 1); la2 = max(-1, la - 1)
            go("one tick passes", ls=min(old, ls + 1), dl=dl2, ph=0 if dl2 < 0 else ph, la=la2, out=0 if la2 < 0 else out, fl=tuple(x - 1 for x in fl),
               ta=min(wait, ta + 1) if fa else 0, tb=min(wait, tb + 1) if b in (1, 2) else tb, evt=min(wait, evt + 1) if ev == 1 or (ev == 2 and o.compacts) else evt)
        e = 1 if ident == 0 and ((ev and o.learns and not (o.compacts and ev == 2 and evt >= 4)) or (o.limit and ls >= old)) else 0
        if ls > 0 or ka < fa or kb < fb or ke < e:
            go("the writer polls to the end (" + ", ".join(["fence a"] * fa + ["fence b"] * fb + ["its id is evicted or too old"] * e or ["nothing new"]) + ")", ka=fa, kb=fb, ke=e, ls=old if e else 0)
        if ke and ident == 0: go("the instance registers under a new id, acknowledged", ident=1, reg2=1, ke=0, ls=old)
        if ph == 0 and ls < L and not kb and not ke: go("the writer admits the late event of b", ph=1, dl=D)
        if ph in (1, 3) and dl >= 0 and not fl and out < 1: go("the writer sends the write", ph=3, fl=(N,), la=N, out=1)
        if fl:
            go("the write lands, answered", fl=(), out=0, slot=1, ph=0 if ph == 3 else ph)
            go("the write lands, the answer is lost", fl=(), slot=1)
        if ident == 0 and ph == 0 and out == 0:
            if ka and not kb and reg == 1: go("the writer publishes Observed(a)", reg=2)
            if kb and reg < 3: go("the writer publishes Observed(b)", reg=3)
        if ident == 1 and kb and reg2 == 1 and ph == 0 and out == 0: go("the writer publishes Observed(b) under the new id", reg2=3)
        if not fa: go("a's coordinator writes fence a", fa=1)
        if fa and not ev and reg == 1 and ta >= wait: go("a's coordinator evicts the writer's id", ev=1)
        if ev == 1 and evt >= wait and o.closes: go("a's coordinator writes the id's tombstone", ev=2, evt=0)
        if b == 0: go("b's coordinator writes fence b", fb=1, b=1)
        if b == 1: go("b's coordinator reads `writers` to its end", b=2, w1=0 if ev == 2 or (ev == 1 and o.rule == 'ignore') else 1, w2=1 if reg2 else 0)
        if b == 2:
            late = tb >= wait and not o.p3                                    # p3: b's coordinator does not wait anybody out
            one = not w1 or reg == 3 or ev == 2 or (ev == 1 and o.rule == 'ignore') or late
            two = not w2 or reg2 == 3 or late
            if one and two: go("b is DRAINED", b=3)
        if b == 3: go("b is deleted, verified, CONFIRMED", b=6, slot=0)
        return r
    if o.p3: return live(init, succ, lambda s: s[17] >= 3)
    return bfs(init, succ, lambda s: "P1: the erased uid is in the store after CONFIRMED" if s[17] == 6 and s[21] == 1 else None, lambda s: s[17] == 6)

# ------------------------------------------------------------------------------------------- D: two coordinators and re-admission
# request document p: 0 DRAINED 1 delete intent 2 deleted 3 CONFIRMED 4 second intent 5 second done 6 repair intent; age: ticks since the last
# intent; re: 0 no 1 re-admitted 2 new vector written. coordinator = (pc 0 none 1 has read 2 intent written 3 sent 4 answered; fresh: its copy is
# still the document's version; r ticks left to its deadline; kind K by namespace or id, U by uid in the store; re and p as it read them). slot 9: new one deleted
def readmission(o):
    D, N = 1, 1; full = D + N + 1; none = (0, 0, -1, '', 0, 0)
    init = (0, full, 0, 1, (none, none), (), 1 if o.stray else 0, 0)
    nm = ("X", "Y")
    def succ(s):
        p, age, re, slot, I, fl, stray, runs = s; r = []
        def go(lab, **k):
            d = dict(p=p, age=age, re=re, slot=slot, I=I, fl=fl, stray=stray, runs=runs); d.update(k)
            r.append((lab, tuple(d.values())))
        def dele(kind): return (9 if slot == 2 and re == 2 else 0) if kind == 'K' else (0 if slot == 1 else slot)
        if not any(x[1] == 0 for x in fl):
            go("one tick passes", age=min(full, age + 1), I=tuple(y[:2] + (max(-1, y[2] - 1),) + y[3:] for y in I), fl=tuple(sorted((k, n - 1, w) for k, n, w in fl)))
        for i in (0, 1):
            pc, fresh, t, kind, sre, cp = I[i]; me = "coordinator " + nm[i]
            def me_is(x, others_stale=False):
                J = [None, None]; J[i] = x; y = I[1 - i]
                J[1 - i] = (y[0], 0) + y[2:] if others_stale and not o.no_cas else y      # its compare-and-set will fail
                return tuple(J)
            def drop(): return tuple(sorted((k, n, -1 if w == i else w) for k, n, w in fl))
            if pc == 0: go(f"{me} reads the document", I=me_is((1, 1, -1, '', 1 if re else 0, p)))
            if pc == 1 and not fresh: go(f"{me}'s copy is stale: it reads again", I=me_is(none))
            if pc == 1 and fresh:
                to = {0: 1, 1: 1, 3: 4, 4: 4, 6: 6}.get(cp, 6 if cp == 5 and slot == 1 and stray == 0 and o.stray else None)
                if to and runs < 5:
                    k2 = 'K' if to == 1 or (to == 4 and (not sre or o.second_by_namespace)) else 'U'
                    if to == 6: k2 = {'filter': 'U', 'byid': 'K', 'row': 'R'}[o.repair]
                    if to == 4 and k2 == 'U' and o.repair == 'row': k2 = 'R'
                    nmk = {'K': "by vector id" if to == 6 else "by namespace", 'U': "by uid", 'R': "through the live row"}[k2]
                    go(f"{me} journals the intent of the {['', 'delete', '', '', 'second delete', '', 'repair'][to]} ({nmk})", p=to, age=0, runs=runs + 1, I=me_is((2, 1, D, k2, sre, to), True))
                if cp == 2:
                    if slot != 1: go(f"{me} verifies: CONFIRMED", p=3, I=me_is(none, True))
                    else: go(f"{me} verifies: found, delete again", p=0, I=me_is(none, True))
            if pc in (2, 3) and (t >= 0 or o.no_deadline) and len(fl) < 2:
                if kind == 'R': go(f"{me} has the row written again under the row's own intent", slot=2 if re == 2 else (0 if slot == 1 else slot), I=me_is((4, fresh, t, kind, sre, cp)))
                else: go(f"{me} sends the delete" + (" again" if pc == 3 else ""), I=me_is((3, fresh, t, kind, sre, cp)), fl=tuple(sorted(fl + ((kind, N, i),))))
            if pc == 4:
                if fresh: go(f"{me} journals the outcome", p={1: 2, 4: 5, 6: 5}[cp], I=me_is(none, True))
                else: go(f"{me}'s copy is stale: it reads again", I=me_is(none))
            if pc in (2, 3) and t < 0 and not o.no_deadline: go(f"{me} gives up: deadline passed", I=me_is(none), fl=drop())
            if pc: go(f"{me} is killed and starts again", I=me_is(none), fl=drop())
        for x in sorted(set(fl)):
            k, n, w = x; f2 = without(fl, x)
            if w >= 0 and I[w][0] == 3:
                J = list(I); J[w] = (4,) + I[w][1:]
                go(f"a delete of {nm[w]} lands, answered", slot=dele(k), fl=f2, I=tuple(J))
            go("a delete lands, the answer is lost", slot=dele(k), fl=f2)
        if stray: go("a request of the old uid, sent by an evicted writer, lands at last", slot=1, stray=0)
        if re == 0 and p >= (2 if o.early else 3):
            ok = {'network': not fl, 'journal': p not in (1, 4, 6), 'time': p not in (1, 4, 6) and age >= full - (o.early_tick or 0)}[o.guard]
            if ok: go("the scope is re-admitted under a new uid", re=1, I=tuple((y[0], 0) + y[2:] for y in I) if o.doc and not o.no_cas else I)
        if re == 1 or (re == 2 and slot in (0, 1) and o.stray and not o.holes): go("the new uid's vector is written and acknowledged", re=2, slot=2)
        return r
    def bad(s):
        p, age, re, slot, I, fl, stray, runs = s
        if slot == 9: return "P2: the re-admitted uid's vector is deleted by the old erasure"
        if p >= 3 and slot == 1 and not o.stray: return "P1: the erased uid is in the store after CONFIRMED"
        if o.holes and re == 2 and slot == 0 and not fl: return "P2: after the repair the re-admitted uid has no vector (its id had been overwritten)"
    return bfs(init, succ, bad, lambda s: s[0] == 5 and s[2] == 2 and s[3] == 2)

# ---------------------------------------------------------------------------------------------------------------------- E: cancel
def cancel(o):
    def succ(s):
        doc, pc, F = s; r = []                                # doc: 0 approved 1 fence intent 2 FENCED 9 CANCELLED
        if pc == 0 and doc in (0, 1): r.append(("the coordinator journals the intent to fence", (1, 1, F)))
        if pc == 1: r.append(("the coordinator writes the fence", (doc, 2, 1)))
        if pc == 2 and doc == 1: r.append(("the coordinator journals FENCED", (2, 0, F)))
        if pc: r.append(("the coordinator is killed and starts again", (doc, 0, F)))
        if doc == 0 or (doc == 1 and not o.mend): r.append(("the requester cancels", (9, pc, F)))
        return r
    return bfs((0, 0, 0), succ, lambda s: "P4: CANCELLED, but the fence stands for ever" if s[0] == 9 and s[2] else None)

# ------------------------------------------------------------------------------------------------------------------------- runs
p2 = dict(readmit=1, p2=1, op='d')
RUNS = [  # group, name, model, options, expected red?
 (S, "A1 Observed as written: finished or past its deadline", drain, dict(nw=1, literal_observed=1), 1),
 (S, "A2 the same, P2: a writer's delete of the old uid", drain, dict(nw=1, literal_observed=1, **p2), 1),
 (S, "A3 a write counts as finished by the answer to its retry", drain, dict(nw=1, per_write=1), 1),
 (S, "A4 graceful stop leaves a tombstone, requests unanswered", drain, dict(nw=1, literal_stop=1), 1),
 (S, "A5 a silent one is evicted L+D+N after its last word", drain, dict(nw=1, wait=0), 1),
 (S, "A6 timer taken as run out after a coordinator's restart", drain, dict(nw=1, restart_trusts=1), 1),
 (S, "A7 restart under the same id (only evicted ids are barred)", drain, dict(nw=1, same_id=1), 1),
 (S, "B1 admission as four steps: uid, lease, deadline, table", admission, dict(steps="U L C E".split()), 1),
 (S, "B2 table first, then uid, lease, deadline", admission, dict(steps="E U L C".split()), 1),
 (S, "B3 table first, lease and deadline by one clock reading", admission, dict(steps="E U LC".split()), 1),
 (S, "C1 the evicted instance does not learn of it", eviction, dict(rule='ignore'), 1),
 (S, "C2 it learns at its next renewal; others ignore the id", eviction, dict(rule='ignore', learns=1), 1),
 (S, "C3 Evicted and its tombstone compacted away before it polls", eviction, dict(rule='wait', learns=1, closes=1, compacts=1), 1),
 (S, "D1 T9 'no delete in flight' = none in the network", readmission, dict(guard='network', doc=1), 1),
 (S, "D2 T9 = no open intent in the journal", readmission, dict(guard='journal', doc=1), 1),
 (S, "D3 T9 = and D+N since the last intent, mark in registry", readmission, dict(guard='time'), 1),
 (S, "D4 patrol lists by uid, then deletes by vector id", readmission, dict(guard='time', doc=1, stray=1, repair='byid'), 1),
 (S, "D5 repair by uid only; the id had been overwritten", readmission, dict(guard='time', doc=1, stray=1, repair='filter', holes=1), 1),
 (S, "E1 cancel until FENCED", cancel, dict(), 1),
 (M, "A P1, 2 writers, 1 joins, kills, restarts, lost answers", drain, dict(long=1), 0),
 (M, "A P1, 1 writer, slow polls, lost requests, D=2 N=2", drain, dict(nw=1, slowpoll=1, lossy=1, D=2, N=2, L=3), 0),
 (M, "A P1 of the new admission too (re-admit, then late event)", drain, dict(nw=1, readmit=1), 0),
 (M, "A P2, 2 writers, writer's deletes late", drain, dict(long=1, **p2), 0),
 (M, "A P2, 1 writer, writer's writes late", drain, dict(nw=1, readmit=1, p2=1, op='w', N=2, D=2), 0),
 (M, "A other mend: Observed as written, LANDING after DRAINED", drain, dict(long=1, nw=2, literal_observed=1, literal_stop=1, per_write=1, landing_wait=1), 0),
 (M, "A P3, live writers (2), answers lost", drain, dict(long=1, live=1, p3=1), 0),
 (M, "A P3 bound, live and prompt", drain, dict(long=1, live=1, p3=1, prompt=1), 0),
 (M, "A with kills and evictions CONFIRMED can always be reached", drain, dict(nw=1, p3=1, goal=6), 0),
 (M, "A clock one tick slow, wait one tick longer", drain, dict(nw=1, budget=1, wait=5), 0),
 (M, "A clock one tick fast, LANDING one tick longer", drain, dict(nw=1, budget=1, fast=1, margin=1), 0),
 (M, "A gap check->socket, nobody evicted (send call must return)", drain, dict(nw=1, gap=1, no_evict=1), 0),
 (M, "B table first, then one snapshot: uid, lease, deadline", admission, dict(steps="E ULC".split()), 0),
 (M, "B table, copy of (fences, poll start), uid; lease+deadline", admission, dict(steps="E U LC".split(), saved=1), 0),
 (M, "B table, lease+deadline, then uid on the newest set", admission, dict(steps="E LC U".split()), 0),
 (M, "C learns; id counts until its tombstone", eviction, dict(rule='wait', learns=1, closes=1), 0),
 (M, "C the same with compaction, new id after a long silence", eviction, dict(rule='wait', learns=1, closes=1, compacts=1, limit=1), 0),
 (M, "C P3, an evicted id does not delay later erasures", eviction, dict(rule='wait', learns=1, closes=1, p3=1), 0),
 (M, "D P1 P2 two coordinators, T9 mended", readmission, dict(guard='time', doc=1), 0),
 (M, "D the same with a stray old request, repair by filter", readmission, dict(long=1, guard='time', doc=1, stray=1, repair='filter'), 0),
 (M, "D the same, repair through the live row", readmission, dict(guard='time', doc=1, stray=1, repair='row', holes=1), 0),
 (M, "E no cancel once the intent to fence is journalled", cancel, dict(mend=1), 0),
 (G, "A roll read before the fence is written", drain, dict(roll_first=1), 1),
 (G, "A a joining writer reads fences, then registers", drain, dict(read_first=1), 1),
 (G, "A a joining writer does not wait for its acknowledgement", drain, dict(no_ack=1), 1),
 (G, "A no lease", drain, dict(nw=1, no_lease=1), 1),
 (G, "A a poll that did not reach the end renews the lease", drain, dict(nw=1, short_poll=1), 1),
 (G, "A lease counted from the end of the poll", drain, dict(nw=1, slowpoll=1, lease_from_end=1), 1),
 (G, "A no deadline", drain, dict(nw=1, no_deadline=1), 1),
 (G, "A deadline renewed at retry", drain, dict(nw=1, renew=1), 1),
 (G, "A eviction after D+N", drain, dict(nw=1, wait=2), 1),
 (G, "A eviction after L+N, or L+D, or one tick early", drain, dict(nw=1, wait=3), 1),
 (G, "A delete without drain", drain, dict(nw=1, no_drain=1), 1),
 (G, "A no verification, a lost delete taken for done", drain, dict(nw=1, lossy=1, timeout_is_done=1, no_verify=1), 1),
 (G, "A a refused event deletes", drain, dict(nw=1, readmit=1, p2=1, op='w', refused_deletes=1), 1),
 (G, "A the fence is lifted at re-admission", drain, dict(nw=1, readmit=1, lift=1), 1),
 (G, "A re-admission before CONFIRMED", drain, dict(nw=1, readmit_early=1, **p2), 1),
 (G, "A clock one tick slow, wait not longer", drain, dict(nw=1, budget=1), 1),
 (G, "A clock one tick fast, LANDING not longer", drain, dict(nw=1, budget=1, fast=1), 1),
 (G, "B fences applied after the lease is renewed", admission, dict(steps="E ULC".split(), renew_before_apply=1), 1),
 (G, "B table entered after the snapshot", admission, dict(steps="ULC E".split()), 1),
 (G, "C others wait, but the instance does not learn", eviction, dict(rule='wait', closes=1), 1),
 (G, "A P3: Observed waits for answers without the LANDING limit", drain, dict(nw=1, live=1, p3=1, no_limit=1), 1),
 (G, "C P3: no tombstone after Evicted", eviction, dict(rule='wait', learns=1, p3=1), 1),
 (G, "D T9 waits one tick less", readmission, dict(guard='time', doc=1, early_tick=1), 1),
 (G, "D no compare-and-set", readmission, dict(guard='time', doc=1, no_cas=1), 1),
 (G, "D deletes without deadline", readmission, dict(guard='time', doc=1, no_deadline=1), 1),
 (G, "D re-admission before CONFIRMED", readmission, dict(guard='journal', doc=1, early=1), 1),
 (G, "D second delete by namespace after re-admission", readmission, dict(guard='time', doc=1, second_by_namespace=1), 1),
 (X, "A unbounded landing", drain, dict(nw=1, unbounded=1), 1),
 (X, "A unbounded landing, P2 (writer's delete)", drain, dict(nw=1, unbounded=1, **p2), 1),
 (X, "A gap check->socket, writer evicted in it", drain, dict(nw=1, gap=1), 1),
 (X, "A gap, Observed as written: red without any eviction", drain, dict(nw=1, gap=1, literal_observed=1, no_evict=1), 1),
 (X, "A a clock that stops with the process (suspended VM)", drain, dict(nw=1, budget=1, clockstop=1, wait=8), 1),
]

if __name__ == "__main__":
    main([run[:4] + ("P" if run[4] else None,) for run in RUNS])
