/**
 * What this service has of the brokers: the coordinator of fences, the clients that its parts
 * share, and the topics that others submit to: this service's demands, of which one record is read
 * again and what is done with is deleted, and ingest's inboxes, of which the ends are asked; and
 * records that were refused, kept for people to see. Hides Kafka's clients and how records are
 * kept.
 */
@NullMarked
package io.palimpsest.erasure.broker;

import org.jspecify.annotations.NullMarked;
