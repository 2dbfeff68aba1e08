/**
 * Who goes first: priority classes of work, and fairness between tenants inside each.
 *
 * <p>Hides how waiting work is kept and chosen.
 */
@NullMarked
package io.palimpsest.reembed.lane;

import org.jspecify.annotations.NullMarked;
