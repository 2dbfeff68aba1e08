/**
 * From a batch of changes to one outcome for each: read, plan, embed, write, remove, ledger. Hides
 * the order of the steps and what a failure of one of them means for the others.
 */
@NullMarked
package io.palimpsest.reembed.pipeline;

import org.jspecify.annotations.NullMarked;
