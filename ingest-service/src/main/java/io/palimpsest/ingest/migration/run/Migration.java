package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.legacy.LegacySource;
import java.util.Optional;

/**
 * A migration under way.
 *
 * @param run its id
 * @param plan what it is to do
 * @param source where the old data are
 * @param by key of who asked for it; empty: before it was kept
 * @param reader a reader's own token, for the last look; empty: none was given
 */
record Migration(
    String run, Plan plan, LegacySource source, Optional<String> by, Optional<String> reader) {}
