/** Tells others what became of a revision. Hides the event and its delivery. */
@NullMarked
package io.palimpsest.reembed.announce;

import org.jspecify.annotations.NullMarked;
