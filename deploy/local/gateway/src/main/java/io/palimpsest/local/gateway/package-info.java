/**
 * One address in front of the services, with the routes that an ingress has in production.
 *
 * <p>Hides which service answers what. Bodies are streamed both ways; what the gateway itself has
 * to say, it says as a problem document.
 */
@NullMarked
package io.palimpsest.local.gateway;

import org.jspecify.annotations.NullMarked;
