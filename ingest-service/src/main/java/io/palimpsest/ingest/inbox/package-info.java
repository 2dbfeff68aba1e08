/**
 * The inbox topics: what upstream applications submit by event takes the same path as HTTP. A
 * record at fault is parked with its reason, to be replayed or dropped by a person, and the
 * partition goes on; a dependency that is down stops it. Hides where what is parked is kept, for a
 * bounded time.
 */
@NullMarked
package io.palimpsest.ingest.inbox;

import org.jspecify.annotations.NullMarked;
