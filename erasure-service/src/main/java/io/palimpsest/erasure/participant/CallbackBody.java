package io.palimpsest.erasure.participant;

import io.palimpsest.event.ErasureState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a call says. Nothing of the scope: whoever is called knows the request.
 *
 * @param requestId id of the request
 * @param state the state reached
 * @param occurredAt when
 * @param deadline legal deadline
 * @param logIndex index of the confirmation in the log, at the end
 * @param certificate link of the certificate, at the end
 */
record CallbackBody(
    UUID requestId,
    ErasureState state,
    Instant occurredAt,
    Instant deadline,
    @Nullable Long logIndex,
    @Nullable String certificate) {}
