/**
 * What probes, dashboards and lawyers see: readiness by dependency, names of metrics, and legal
 * deadlines, a week before, a day before, and when one has passed.
 */
@NullMarked
package io.palimpsest.erasure.watch;

import org.jspecify.annotations.NullMarked;
