package io.palimpsest.ingest.registry;

import org.jspecify.annotations.Nullable;

/**
 * A creator.
 *
 * @param displayName name for people, or null
 * @param externalReference reference in the operator's own system, or null
 */
public record Creator(@Nullable String displayName, @Nullable String externalReference) {}
