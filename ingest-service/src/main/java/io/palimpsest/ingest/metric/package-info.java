/** Metrics of the service: every name and tag is declared here, once. */
@NullMarked
package io.palimpsest.ingest.metric;

import org.jspecify.annotations.NullMarked;
