/** What this service depends on and whether it can be reached now. */
@NullMarked
package io.palimpsest.reembed.health;

import org.jspecify.annotations.NullMarked;
