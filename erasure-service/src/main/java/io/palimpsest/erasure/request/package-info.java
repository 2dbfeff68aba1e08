/**
 * An erasure request: its states, the facts that it has gathered, and the pure planner that says
 * what comes next. Hides how a change of state writes journal, log statements and events at once.
 * Knows neither a store nor a network.
 */
@NullMarked
package io.palimpsest.erasure.request;

import org.jspecify.annotations.NullMarked;
