package io.palimpsest.reembed.search;

import java.time.Duration;
import java.util.UUID;

/**
 * The write that a reader wants to find.
 *
 * @param entity uid of the source, as its write answered it
 * @param number revision, as its write answered it
 * @param time how long to wait for it
 */
public record MinRevision(UUID entity, long number, Duration time) {}
