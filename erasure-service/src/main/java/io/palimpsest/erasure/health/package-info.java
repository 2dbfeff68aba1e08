/** What probes and dashboards see of this service: readiness by dependency, names of metrics. */
@NullMarked
package io.palimpsest.erasure.health;

import org.jspecify.annotations.NullMarked;
