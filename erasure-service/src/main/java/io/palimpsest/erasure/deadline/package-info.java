/** Watches legal deadlines: a week before, a day before, and when one has passed. */
@NullMarked
package io.palimpsest.erasure.deadline;

import org.jspecify.annotations.NullMarked;
