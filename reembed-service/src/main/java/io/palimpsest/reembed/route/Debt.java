package io.palimpsest.reembed.route;

import io.palimpsest.reembed.intake.ScanPlace;
import java.util.Optional;
import java.util.UUID;

/**
 * An entity whose second side lacks its last change.
 *
 * @param entity the entity
 * @param tenant whose route leads there
 * @param revision newest one that is lacking
 * @param place where the change can be read, if that is known; compaction leaves a newer one behind
 */
public record Debt(UUID entity, UUID tenant, long revision, Optional<ScanPlace> place) {}
