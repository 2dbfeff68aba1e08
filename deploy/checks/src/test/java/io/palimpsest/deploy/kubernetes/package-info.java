/** Overlays as a cluster would get them, every object parsed by the model of its kind. */
@NullMarked
package io.palimpsest.deploy.kubernetes;

import org.jspecify.annotations.NullMarked;
