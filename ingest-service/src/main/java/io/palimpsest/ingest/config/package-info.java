/** Settings of the service, typed, and the wiring of its parts. */
@NullMarked
package io.palimpsest.ingest.config;

import org.jspecify.annotations.NullMarked;
