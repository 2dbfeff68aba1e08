/** Hostile inputs made from the OpenAPI documents of the services; hides how they are made. */
@NullMarked
package io.palimpsest.system.fuzz;

import org.jspecify.annotations.NullMarked;
