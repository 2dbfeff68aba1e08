/**
 * The doors of erasure, by HTTP and by event: who may ask for what, and the one way in behind them
 * all. Hides JSON, tokens and problems from the saga.
 */
@NullMarked
package io.palimpsest.erasure.door;

import org.jspecify.annotations.NullMarked;
