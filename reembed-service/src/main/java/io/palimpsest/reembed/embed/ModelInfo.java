package io.palimpsest.reembed.embed;

/**
 * What is known of a model before it is called.
 *
 * @param name name that ledger and vectors carry
 * @param dimension length of its vectors
 * @param maxTokens most tokens that it reads of one text
 */
public record ModelInfo(String name, int dimension, int maxTokens) {}
