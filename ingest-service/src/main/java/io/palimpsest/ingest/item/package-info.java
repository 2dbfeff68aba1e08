/** Portfolio items: what one is, how it is checked, stored and announced. */
@NullMarked
package io.palimpsest.ingest.item;

import org.jspecify.annotations.NullMarked;
