/**
 * Turns every exception that leaves an endpoint into a problem document of RFC 9457. Hides the
 * exceptions of the frameworks; what is outside asks for the problem of a line of JSON alone.
 */
@NullMarked
package io.palimpsest.access.problem;

import org.jspecify.annotations.NullMarked;
