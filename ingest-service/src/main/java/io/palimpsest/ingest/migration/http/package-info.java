/** The door of backups and migrations: for operators, who start long work and look at it. */
@NullMarked
package io.palimpsest.ingest.migration.http;

import org.jspecify.annotations.NullMarked;
