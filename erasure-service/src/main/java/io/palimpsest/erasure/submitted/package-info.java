/**
 * The topics that others submit to: this service's demands, of which one record is read again and
 * what is done with is deleted, and ingest's inboxes, of which the ends are asked. Hides Kafka's
 * clients.
 */
@NullMarked
package io.palimpsest.erasure.submitted;

import org.jspecify.annotations.NullMarked;
