/**
 * Long work that survives restarts: kept as a document with its cursor, done in laps by one runner
 * at a time, paused, resumed, throttled and cancelled by an operator.
 *
 * <p>Hides how jobs are kept and who runs them. What a kind of job does in a lap is its own
 * business, as long as a lap may be done twice.
 */
@NullMarked
package io.palimpsest.jobs;

import org.jspecify.annotations.NullMarked;
