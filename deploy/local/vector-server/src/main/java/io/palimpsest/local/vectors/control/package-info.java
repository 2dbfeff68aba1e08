/**
 * The control plane: which indexes there are, and on which port each is served. Clients address an
 * index by its host, so each has a port of its own; the one made at the first start has the main
 * port. Hides where definitions are kept and how ports are opened.
 */
@NullMarked
package io.palimpsest.local.vectors.control;

import org.jspecify.annotations.NullMarked;
