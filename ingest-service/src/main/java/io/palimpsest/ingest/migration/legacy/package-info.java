/**
 * Where the old systems keep their data, and how it is reached: their document database directly,
 * their vector indexes by way of the service that owns vectors.
 */
@NullMarked
package io.palimpsest.ingest.migration.legacy;

import org.jspecify.annotations.NullMarked;
