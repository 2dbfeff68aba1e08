/**
 * Records that were set aside for a person, with the reason: listed, shown, replayed, dropped.
 *
 * <p>Hides where they are kept. A replay never goes through the topic: an old revision behind a
 * newer one would survive compaction in its place.
 */
@NullMarked
package io.palimpsest.reembed.park;

import org.jspecify.annotations.NullMarked;
