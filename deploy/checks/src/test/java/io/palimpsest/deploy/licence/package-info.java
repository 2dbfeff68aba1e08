/** Licences of what is shipped. */
@NullMarked
package io.palimpsest.deploy.licence;

import org.jspecify.annotations.NullMarked;
