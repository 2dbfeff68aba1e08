package io.palimpsest.local.vectors.index;

import java.time.Duration;

/**
 * How an index uses the machine.
 *
 * @param openNamespaces how many namespaces may stay open while unused
 * @param closeAfter after how long without use one is closed anyway
 * @param checkpointEvery how long a write stays in the log alone
 * @param logBytes size of the log at which it is emptied earlier
 */
public record IndexSettings(
    int openNamespaces, Duration closeAfter, Duration checkpointEvery, long logBytes) {}
