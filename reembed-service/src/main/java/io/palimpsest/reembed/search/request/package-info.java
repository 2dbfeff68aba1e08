/** Bodies of search requests: what they may hold, and what is refused with field and rule. */
@NullMarked
package io.palimpsest.reembed.search.request;

import org.jspecify.annotations.NullMarked;
