/**
 * Announcements: every document carries what it has to announce, publishing is tried at once, and a
 * relay picks up what a crash left. Hides order, leases and the marking of what was announced.
 */
@NullMarked
package io.palimpsest.ingest.outbox;

import org.jspecify.annotations.NullMarked;
