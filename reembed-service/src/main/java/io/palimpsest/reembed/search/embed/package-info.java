/** Queries as vectors, by the model that made the vectors they are compared with. */
@NullMarked
package io.palimpsest.reembed.search.embed;

import org.jspecify.annotations.NullMarked;
