/** The rules of Prometheus, by its own tool, and their runbook. */
@NullMarked
package io.palimpsest.deploy.prometheus;

import org.jspecify.annotations.NullMarked;
