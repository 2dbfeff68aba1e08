/**
 * Keys of an OpenID Connect issuer: found by discovery, asked for anew, and remembered after they
 * were withdrawn. Plain Java. Hides that keys come and go.
 */
@NullMarked
package io.palimpsest.access.issuer;

import org.jspecify.annotations.NullMarked;
