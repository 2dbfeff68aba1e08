@NullMarked
package io.palimpsest.ingest.migration.backup;

import org.jspecify.annotations.NullMarked;
