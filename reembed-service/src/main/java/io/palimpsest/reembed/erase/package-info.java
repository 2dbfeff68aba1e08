/**
 * This service as a participant of erasure: counts, erases and verifies what it holds of a scope,
 * and answers each task with a receipt.
 *
 * <p>Hides where vectors and rows are. It deletes nothing of a scope that it does not know as
 * fenced, and drops no namespace in which somebody else lives by now.
 */
@NullMarked
package io.palimpsest.reembed.erase;

import org.jspecify.annotations.NullMarked;
