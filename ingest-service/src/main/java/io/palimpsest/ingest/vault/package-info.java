/**
 * What is kept is sealed: states of items and sources, stored contents and parked payloads, each
 * under a key of its own; and digests, plain ones that tell whether content changed, keyed ones
 * that outlive an erasure. Hides where keys come from; a key that was destroyed makes what it
 * sealed unreadable in every copy of the database.
 */
@NullMarked
package io.palimpsest.ingest.vault;

import org.jspecify.annotations.NullMarked;
