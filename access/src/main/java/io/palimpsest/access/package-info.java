/**
 * What stands at every door: who asks, whether they may, what is answered when they may not, and
 * the log of it.
 *
 * <p>Hides where a principal comes from (a token of an HTTP request or of a record) and how
 * refusals look on the wire.
 */
@NullMarked
package io.palimpsest.access;

import org.jspecify.annotations.NullMarked;
