/** What the paper on sizing says is what its simulation answers. */
@NullMarked
package io.palimpsest.deploy.sizing;

import org.jspecify.annotations.NullMarked;
