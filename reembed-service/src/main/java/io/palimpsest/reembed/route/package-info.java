/**
 * Which target a tenant's vectors are written to, and which one answers: a way from one index and
 * model to another, in stages that can be taken back until the last.
 *
 * <p>Hides how routes are kept and how soon an instance knows of a change.
 */
@NullMarked
package io.palimpsest.reembed.route;

import org.jspecify.annotations.NullMarked;
