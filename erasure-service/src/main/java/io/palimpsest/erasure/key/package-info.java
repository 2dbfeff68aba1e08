/**
 * Keys of this service's own: of the demands that it keeps outside its database and of the bundles
 * that it exports. They lie apart from what they seal, so that destroying one is an erasure, and
 * neither a copy of the data alone nor one of the keys alone can be read. Hides how they are
 * wrapped.
 */
@NullMarked
package io.palimpsest.erasure.key;

import org.jspecify.annotations.NullMarked;
