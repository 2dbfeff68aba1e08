package io.palimpsest.ingest.erase;

import org.jspecify.annotations.Nullable;

/**
 * What there is of a scope that may not be there at all.
 *
 * @param registered whether the registry has an entry, in whatever state
 * @param erasedBy reference of the request that erased it or a scope above it, null when none is
 *     remembered
 * @param parked parked submissions that claim to belong to it
 * @param slug slug of the organization on the path if that is registered, else null
 */
public record Absence(
    boolean registered, @Nullable String erasedBy, long parked, @Nullable String slug) {}
