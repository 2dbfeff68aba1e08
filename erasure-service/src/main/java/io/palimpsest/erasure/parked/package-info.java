/** Records that were refused, kept for people to see. Hides how they are kept. */
@NullMarked
package io.palimpsest.erasure.parked;

import org.jspecify.annotations.NullMarked;
