/** Puts the parts together and starts them; the only package that knows of Quarkus. */
@NullMarked
package io.palimpsest.local.vectors.server;

import org.jspecify.annotations.NullMarked;
