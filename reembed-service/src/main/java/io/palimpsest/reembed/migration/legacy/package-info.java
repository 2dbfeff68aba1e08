/**
 * Indexes of the systems that this product replaces: found by name, read whole, restored from
 * backups. Nothing else of the service knows them, and nothing here writes a tenant's data.
 */
@NullMarked
package io.palimpsest.reembed.migration.legacy;

import org.jspecify.annotations.NullMarked;
