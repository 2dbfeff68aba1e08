/** Orders matches anew by a model that reads query and text together. Hides which service it is. */
@NullMarked
package io.palimpsest.reembed.search.rerank;

import org.jspecify.annotations.NullMarked;
