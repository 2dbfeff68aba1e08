/** Text written from matches by a chat model, with citations, as it comes. */
@NullMarked
package io.palimpsest.reembed.search.compose;

import org.jspecify.annotations.NullMarked;
