/** Looks for secrets in what is committed. */
@NullMarked
package io.palimpsest.deploy.secret;

import org.jspecify.annotations.NullMarked;
