package io.palimpsest.ingest.entry;

/**
 * A request that carried an idempotency key.
 *
 * @param key SHA-256 of the key, hex: a key may hold anything
 * @param request fingerprint of the request that used it
 * @param revision revision that it led to
 * @param created whether it created the entry
 */
public record KeyUse(String key, String request, long revision, boolean created) {}
