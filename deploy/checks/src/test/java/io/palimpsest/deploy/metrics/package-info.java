/** The metrics that the code exports, against their texts, their page, alerts and dashboards. */
@NullMarked
package io.palimpsest.deploy.metrics;

import org.jspecify.annotations.NullMarked;
