package io.palimpsest.ingest.http;

import io.palimpsest.ingest.erase.Absence;
import io.palimpsest.messaging.group.Passing;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a scope that may not be there.
 *
 * @param inbox whether everything before the given ends is settled
 * @param found what there was after that; null unless it is passed
 */
public record AbsenceView(Passing inbox, @Nullable Absence found) {}
