/** Digests: plain ones that tell whether content changed, keyed ones that outlive an erasure. */
@NullMarked
package io.palimpsest.ingest.digest;

import org.jspecify.annotations.NullMarked;
