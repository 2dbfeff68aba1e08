/**
 * The index side put together: configuration, connections, parts, metrics, preflight, start and
 * stop.
 */
@NullMarked
package io.palimpsest.reembed.app;

import org.jspecify.annotations.NullMarked;
