/**
 * What a row of the single-tenant portfolio becomes. Pure: rows in, items or reasons out; it reads
 * no store and knows no clock.
 */
@NullMarked
package io.palimpsest.ingest.migration.mapping;

import org.jspecify.annotations.NullMarked;
