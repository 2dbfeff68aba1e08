package io.palimpsest.erasure.door;

import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of demands.
 *
 * @param type kind of the scope
 * @param ids public ids, outermost first
 * @param reason why; not given: that of a data subject's request
 * @param externalReference number of the case
 * @param externalReferencePersonal whether that number names a person
 * @param suppress keep the name from coming back but by compliance
 */
record ListLine(
    @Nullable ScopeType type,
    @Nullable List<@Nullable String> ids,
    @Nullable ErasureReason reason,
    @Nullable String externalReference,
    boolean externalReferencePersonal,
    boolean suppress) {}
