/**
 * Backups: folders of files with a manifest, format {@code palimpsest-backup/1}. Written so that a
 * crash leaves either the old manifest or the new one; read as if a stranger had made them.
 *
 * <p>Hides names of files, digests and the order in which files become visible. Knows no store.
 */
@NullMarked
package io.palimpsest.ingest.migration.backup;

import org.jspecify.annotations.NullMarked;
