/**
 * The phases of an erasure, one class each: what comes next in it, and the transitions that it
 * makes. The planner puts them in order. Pure: knows neither a store nor a network.
 */
@NullMarked
package io.palimpsest.erasure.phase;

import org.jspecify.annotations.NullMarked;
