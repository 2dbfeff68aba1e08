/** Settings of the service, typed, and the wiring of its parts. */
@NullMarked
package io.palimpsest.ingest.app;

import org.jspecify.annotations.NullMarked;
