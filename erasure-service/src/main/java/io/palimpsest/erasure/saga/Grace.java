package io.palimpsest.erasure.saga;

import java.time.Duration;

/**
 * How long after its expiry something of an attempt may yet be sent or land.
 *
 * @param span the bound of clock skew, and the landing
 */
public record Grace(Duration span) {}
