/** The erasure service as ingest asks it: over HTTP, with a service token, within a bound. */
@NullMarked
package io.palimpsest.ingest.leave;

import org.jspecify.annotations.NullMarked;
