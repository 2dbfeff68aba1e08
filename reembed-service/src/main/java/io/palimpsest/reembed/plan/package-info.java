/**
 * The decision: what a change asks of the store, given what the ledger knows. Pure.
 *
 * <p>Nothing here reads a clock, a store or a model.
 */
@NullMarked
package io.palimpsest.reembed.plan;

import org.jspecify.annotations.NullMarked;
