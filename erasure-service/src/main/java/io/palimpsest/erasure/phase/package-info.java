/**
 * The phases of an erasure, one class each: what comes next in it, and the transitions that it
 * makes; and what was decided about erasures and could have been decided otherwise: who consents,
 * when is looked again, what stays for how long, when a deadline is near. The planner puts them in
 * order. Pure: knows neither a store nor a network.
 */
@NullMarked
package io.palimpsest.erasure.phase;

import org.jspecify.annotations.NullMarked;
