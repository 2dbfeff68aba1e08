/** What log lines of all services have in common. */
@NullMarked
package io.palimpsest.access.log;

import org.jspecify.annotations.NullMarked;
