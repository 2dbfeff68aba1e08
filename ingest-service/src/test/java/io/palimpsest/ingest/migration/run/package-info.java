@NullMarked
package io.palimpsest.ingest.migration.run;

import org.jspecify.annotations.NullMarked;
