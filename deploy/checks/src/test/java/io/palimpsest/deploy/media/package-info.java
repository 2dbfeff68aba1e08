/** The page of media types against the code that accepts and reads them. */
@NullMarked
package io.palimpsest.deploy.media;

import org.jspecify.annotations.NullMarked;
