/** Knowledge sources: what one is, how it is checked, stored and announced. */
@NullMarked
package io.palimpsest.ingest.source;

import org.jspecify.annotations.NullMarked;
