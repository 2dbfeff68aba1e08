package io.palimpsest.vectorstore;

/**
 * Where an index is.
 *
 * @param cloud the provider, such as {@code aws}
 * @param region its region, such as {@code us-east-1}
 */
public record IndexPlacement(String cloud, String region) {}
