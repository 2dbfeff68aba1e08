package io.palimpsest.erasure.model;

/**
 * How far a partition of an inbox topic goes.
 *
 * @param topic name of the topic
 * @param partition partition
 * @param offset offset behind its last record
 */
public record InboxEnd(String topic, int partition, long offset) {}
