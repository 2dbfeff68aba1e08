package io.palimpsest.erasure.model;

import java.time.Instant;

/**
 * Somebody's consent to exactly one plan.
 *
 * @param by key id of the approver
 * @param digest digest of the plan that was approved
 * @param at when
 */
public record Approval(String by, String digest, Instant at) {}
