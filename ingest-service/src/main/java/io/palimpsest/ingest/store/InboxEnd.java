package io.palimpsest.ingest.store;

/**
 * How far a partition of an inbox topic went when a scope was readmitted: what lies below is older
 * than the readmission.
 *
 * @param topic name of the topic
 * @param partition partition
 * @param offset offset behind its last record then
 */
public record InboxEnd(String topic, int partition, long offset) {}
