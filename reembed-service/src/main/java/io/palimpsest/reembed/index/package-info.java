/**
 * From a batch of changes to one outcome for each: prepare, plan, embed, write, remove, ledger,
 * announce, in this order and never another. The plan is pure: it reads no clock, no store and no
 * model. Hides batching, retries, deadlines, what is known of requests that were not answered, and
 * what a failure of one step means for the others.
 */
@NullMarked
package io.palimpsest.reembed.index;

import org.jspecify.annotations.NullMarked;
