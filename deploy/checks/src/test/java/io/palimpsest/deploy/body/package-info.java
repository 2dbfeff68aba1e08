/** The page of request and answer bodies, made from the sources of the HTTP endpoints. */
@NullMarked
package io.palimpsest.deploy.body;

import org.jspecify.annotations.NullMarked;
