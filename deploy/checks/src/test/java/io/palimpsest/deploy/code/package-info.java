/** Reads the product's sources as the compiler does, comments included. */
@NullMarked
package io.palimpsest.deploy.code;

import org.jspecify.annotations.NullMarked;
