/**
 * Moves the vectors of the twins of a legacy system into the namespaces of their creators, as they
 * are: planned by a pure function, copied in acknowledged batches, verified, switched by routes.
 *
 * <p>Hides where the legacy vectors are and what is remembered of a move. Nothing else imports this
 * package: without it the product is whole.
 */
@NullMarked
package io.palimpsest.reembed.migration;

import org.jspecify.annotations.NullMarked;
