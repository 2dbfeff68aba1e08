package io.palimpsest.ingest.write;

import java.time.Duration;

/**
 * How long a writer tries.
 *
 * @param patience bound of all attempts of one call
 * @param pause between two attempts
 */
public record Limits(Duration patience, Duration pause) {}
