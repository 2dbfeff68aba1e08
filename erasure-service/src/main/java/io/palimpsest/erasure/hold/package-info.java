/** Legal holds: while one lies on a scope, nothing of it is deleted. Hides how they are kept. */
@NullMarked
package io.palimpsest.erasure.hold;

import org.jspecify.annotations.NullMarked;
