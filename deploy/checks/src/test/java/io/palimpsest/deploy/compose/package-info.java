/** The compose file against the published schema and against the services. */
@NullMarked
package io.palimpsest.deploy.compose;

import org.jspecify.annotations.NullMarked;
