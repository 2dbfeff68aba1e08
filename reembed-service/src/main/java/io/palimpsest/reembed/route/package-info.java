/**
 * Which target a tenant's vectors are written to, which one answers, and when a change can be found
 * there: a way from one index and model to another, in stages that can be taken back until the
 * last. Hides how routes are kept, how soon an instance knows of a change, and how visibility is
 * asked for. Counts are never asked: they lag, and prove nothing.
 */
@NullMarked
package io.palimpsest.reembed.route;

import org.jspecify.annotations.NullMarked;
