@NullMarked
package io.palimpsest.ingest.migration.mapping;

import org.jspecify.annotations.NullMarked;
