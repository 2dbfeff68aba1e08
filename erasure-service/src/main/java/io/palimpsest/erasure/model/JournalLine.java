package io.palimpsest.erasure.model;

import java.time.Instant;

/**
 * One line of a request's journal: what was intended or happened, in codes.
 *
 * @param at when, by the clock of the instance that wrote it
 * @param what code, such as {@code fence.intended}
 * @param detail codes and counts, never a name
 */
public record JournalLine(Instant at, String what, String detail) {}
