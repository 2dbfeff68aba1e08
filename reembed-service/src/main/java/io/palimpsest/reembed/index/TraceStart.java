package io.palimpsest.reembed.index;

import io.palimpsest.messaging.trace.TraceParent;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a task came from in a trace.
 *
 * @param parent what its record's header says
 * @param since when the record was read
 */
public record TraceStart(Optional<TraceParent> parent, Instant since) {}
