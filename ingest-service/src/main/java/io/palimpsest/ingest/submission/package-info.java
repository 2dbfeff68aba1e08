/**
 * Submissions parked at the door: inbox records that were refused, with their reason, to be
 * replayed or dropped by a person. Kept for a bounded time.
 */
@NullMarked
package io.palimpsest.ingest.submission;

import org.jspecify.annotations.NullMarked;
