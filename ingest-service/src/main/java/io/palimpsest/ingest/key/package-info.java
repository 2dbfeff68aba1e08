/**
 * The keys of items and sources: one for each, wrapped by the key of its tenant, which the master
 * key wraps. Makes them, hands them out, seals events with them and destroys them. Hides where keys
 * are kept and whether a KMS holds the master key; a key that was destroyed leaves its mark, so
 * that it reads as erased for ever.
 */
@NullMarked
package io.palimpsest.ingest.key;

import org.jspecify.annotations.NullMarked;
