/** What a search answers, as JSON. */
@NullMarked
package io.palimpsest.reembed.search.answer;

import org.jspecify.annotations.NullMarked;
