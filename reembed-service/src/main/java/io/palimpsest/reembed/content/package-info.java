/** Content that ingest keeps and hands out by its id. Hides the call. */
@NullMarked
package io.palimpsest.reembed.content;

import org.jspecify.annotations.NullMarked;
