/**
 * An erasure request as it is stored: what was asked, where it stands, the facts that it has
 * gathered. Hides how a change writes state, journal, log statements and events at once. Knows
 * neither a store nor a network.
 */
@NullMarked
package io.palimpsest.erasure.model;

import org.jspecify.annotations.NullMarked;
