package io.palimpsest.ingest.http;

import io.palimpsest.messaging.group.SeenEnds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question for a scope that the registry did not know.
 *
 * @param type kind of the scope
 * @param ids public ids, outermost first
 * @param ends ends of the inbox as they were answered before
 */
public record AbsenceRequest(
    @Nullable String type, @Nullable List<String> ids, @Nullable SeenEnds ends) {}
