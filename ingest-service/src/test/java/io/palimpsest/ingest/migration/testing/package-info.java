/** The legacy set that somebody else wrote. */
@NullMarked
package io.palimpsest.ingest.migration.testing;

import org.jspecify.annotations.NullMarked;
