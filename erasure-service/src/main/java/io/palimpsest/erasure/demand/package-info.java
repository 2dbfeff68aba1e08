/**
 * Copies of demands and holds outside the database, sealed, on a compacted topic: what a restore of
 * the database must not lose. Hides the topic, the keys and the form of a copy.
 */
@NullMarked
package io.palimpsest.erasure.demand;

import org.jspecify.annotations.NullMarked;
