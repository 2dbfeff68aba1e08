"""Sizing: what 100,000 tenants, a billion vectors and 10,000 changes a second need, and what bends first.

One instance of re-embedding is simulated, change by change (batches of several tenants, one upsert for each namespace,
round trips to the document store, calls to the model); how much it carries, and what its requests look like, is read off.
The rest is arithmetic over figures of docs/benchmarks.md, limits of the vector store, and assumptions that are named.

    python3 docs/models/sizing.py [name=value ...]      any input below, such as partitions=60 or events=1000
"""
import heapq
import random
import sys
from collections import Counter

# Name: value, unit, source. Every figure in the output comes from here.
INPUTS = {
    # What is asked
    "tenants": (100_000, "", "asked"),
    "vectors": (1_000_000_000, "", "asked"),
    "events": (10_000, "changes/s", "asked"),
    # docs/benchmarks.md, processor time of one item
    "ms_reembed": (0.28, "ms", "free-items, the process that measures"),
    "ms_documents": (0.48, "ms", "free-items, documents"),
    "ms_ingest": (0.55, "ms", "bulk, ingest"),
    "ms_documents_ingest": (0.65, "ms", "bulk, documents"),
    "ms_broker": (0.10, "ms", "bulk 0.06 and free-items 0.04"),
    "documents_embedded": (8.26, "documents/s on two cores", "new-documents, model in the process"),
    "erasures": (9.8, "requests/s", "a crowd of 10,000"),
    # The product as it ships
    "partitions": (6, "", "Topic.PORTFOLIO and Topic.SOURCES"),
    "workers": (6, "batches at once", "palimpsest.reembed.reading.workers"),
    "batch": (100, "changes", "assumed: one piece of each tenant in turn, as many as a call takes"),
    # The vector store's published limits and list prices
    "namespaces_of_index": (100_000, "", "vector store, enterprise plan"),
    "upserts_of_namespace": (100, "requests/s", "vector store"),
    "lists_of_index": (200, "requests/s", "vector store"),
    "unit_write": (4.0, "USD per million", "vector store, write units: one a KB, five a request at least"),
    "unit_storage": (0.33, "USD per GB and month", "vector store"),
    "token_price": (0.02, "USD per million", "a hosted model"),
    # Assumptions about the load and the network
    "skew": (1.0, "", "assumed: tenants by Zipf's law"),
    "chunks": (1.2, "a change", "assumed: chunks that are new in a change"),
    "chunks_of_document": (27, "", "demo --documents: 4,834 chunks of 180 documents"),
    "tokens": (200, "a chunk", "assumed"),
    "record_kb": (2.9, "KB", "384 numbers, text and fields of a chunk"),
    "rtt_documents": (1.0, "ms", "assumed"),
    "ms_upsert": (40.0, "ms", "assumed, exponential"),
    "ms_model": (120.0, "ms", "assumed: a call of a hosted model"),
    "parallel_upserts": (16, "of a batch", "assumed"),
    "cores": (2, "an instance", "assumed"),
    "lag": (5.0, "s", "wanted: change to vector, 99 of 100"),
    "full": (0.7, "", "how far an instance is loaded"),
}


def simulate(p, rate, seconds=12, seed=7):
    """One instance at `rate` changes a second: lag of 99 of 100 in s, and requests of each tenant a second."""
    chance = random.Random(seed)
    weights = cumulated(p)
    arrivals, now = [], 0.0
    while now < seconds:
        now += chance.expovariate(rate)
        arrivals.append(now)
    owners = chance.choices(range(len(weights)), cum_weights=weights, k=len(arrivals))
    free = [0.0] * int(p["workers"])          # when each worker is free
    processor = 0.0                           # when the cores have done what was given to them
    done, requests, at = [], Counter(), 0
    while at < len(arrivals):
        start = max(heapq.heappop(free), arrivals[at])
        end = at
        while end < len(arrivals) and end - at < p["batch"] and arrivals[end] <= start:
            end += 1
        end = max(end, at + 1)
        items = end - at
        processor = max(processor, start) + items * p["ms_reembed"] / 1000 / p["cores"]
        namespaces = Counter(owners[at:end])
        requests.update(namespaces.keys())
        calls = 1
        waves = -(-len(namespaces) // int(p["parallel_upserts"]))
        # The slowest of a wave of exponential times ends after their harmonic sum.
        slowest = sum(1 / i for i in range(1, min(len(namespaces), int(p["parallel_upserts"])) + 1))
        took = (4 + 2 * calls) * p["rtt_documents"] + calls * p["ms_model"] + waves * slowest * p["ms_upsert"]
        finished = max(start + took / 1000, processor)
        done.extend(finished - arrivals[i] for i in range(at, end))
        heapq.heappush(free, finished)
        at = end
    done = done[len(done) // 3:]              # the beginning is empty, and says nothing
    done.sort()
    return done[int(len(done) * 0.99)], {t: n / seconds for t, n in requests.items()}


def cumulated(p, kept={}):
    key = (p["tenants"], p["skew"])
    if key not in kept:
        sums, total = [], 0.0
        for rank in range(1, int(p["tenants"]) + 1):
            total += rank ** -p["skew"]
            sums.append(total)
        kept[key] = sums
    return kept[key]


def carried(p):
    """Most changes a second of one instance within the wanted lag."""
    low, high = 1.0, 20_000.0
    while high / low > 1.05:
        middle = (low * high) ** 0.5
        lag, _ = simulate(p, middle)
        low, high = (middle, high) if lag <= p["lag"] else (low, middle)
    return low


def needs(p):
    weights = cumulated(p)
    share = weights[0] / weights[-1]
    each = carried(p)
    _, requests = simulate(p, each * p["full"])
    instances = p["events"] / (each * p["full"])
    # A namespace is written by every instance: its entities are spread over the partitions.
    hottest = max(requests.values()) * instances
    month = p["events"] * 86_400 * 30
    units = max(p["record_kb"] * p["chunks"], 5)
    return dict(
        each=each, instances=instances, share=share, hottest=hottest,
        upserts=sum(requests.values()) * instances,
        largest=share * p["vectors"],
        cores_reembed=p["events"] * p["ms_reembed"] / 1000,
        cores_ingest=p["events"] * p["ms_ingest"] / 1000,
        cores_documents=p["events"] * (p["ms_documents"] + p["ms_documents_ingest"]) / 1000,
        cores_broker=p["events"] * p["ms_broker"] / 1000,
        cores_model=p["events"] * p["chunks"] * 2 / (p["documents_embedded"] * p["chunks_of_document"]),
        terabytes=p["vectors"] * p["record_kb"] / 1e9,
        storage=p["vectors"] * p["record_kb"] / 1e6 * p["unit_storage"],
        writes=month * units / 1e6 * p["unit_write"],
        tokens=month * p["chunks"] * p["tokens"] / 1e6 * p["token_price"],
        patrol=p["tenants"] / p["lists_of_index"] / 60,
        all_erased=p["tenants"] / p["erasures"] / 3600)


def bends(p, n):
    """Load at which each bound is reached, as a part of what is asked; the least bends first."""
    return sorted([
        (p["partitions"] / n["instances"], "partitions of a change topic", "an instance needs one of its own"),
        (p["upserts_of_namespace"] / n["hottest"], "upserts of the largest tenant's namespace", "limit of the store"),
        (p["namespaces_of_index"] / p["tenants"], "namespaces of one index", "limit of the store"),
    ])


def main(arguments):
    p = {name: value for name, (value, _, _) in INPUTS.items()}
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name not in p:
            sys.exit("no input '%s'; there are: %s" % (name, ", ".join(p)))
        p[name] = float(value)
    n = needs(p)
    lines = [
        "one instance carries        %6.0f changes/s, 99 of 100 within %.0f s" % (n["each"], p["lag"]),
        "instances of re-embedding   %6.0f at %.0f%% of that, and as many partitions" % (n["instances"], 100 * p["full"]),
        "cores                       %6.1f re-embedding, %.1f ingest, %.1f documents, %.1f brokers"
        % (n["cores_reembed"], n["cores_ingest"], n["cores_documents"], n["cores_broker"]),
        "cores for a model inside    %6.0f" % n["cores_model"],
        "upserts                     %6.0f requests/s, %.0f of them to the largest tenant" % (n["upserts"], n["hottest"]),
        "largest tenant              %6.1f million vectors, %.1f%% of all" % (n["largest"] / 1e6, 100 * n["share"]),
        "vectors stored              %6.1f TB, %s USD a month" % (n["terabytes"], money(n["storage"])),
        "vectors written             %s USD a month" % money(n["writes"]).rjust(6),
        "texts embedded by a host    %s USD a month" % money(n["tokens"]).rjust(6),
        "one patrol of all           %6.0f min at the store's limit of lists" % n["patrol"],
        "all tenants erased          %6.1f h" % n["all_erased"],
        "",
        "what bends, at which part of the load that is asked",
    ]
    lines += ["  %5.2f  %s (%s)" % bend for bend in bends(p, n)]
    print("\n".join(lines))


def money(amount):
    return "{:,.0f}".format(round(amount, -3) if amount > 10_000 else amount)


if __name__ == "__main__":
    main(sys.argv[1:])
