package io.palimpsest.ingest.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks that an erased scope may be admitted again.
 *
 * @param type kind of the scope
 * @param ids public ids, outermost first
 * @param reason code of the reason; needed for a suppressed name
 */
public record ReadmissionRequest(
    @Nullable String type, @Nullable List<String> ids, @Nullable String reason) {}
