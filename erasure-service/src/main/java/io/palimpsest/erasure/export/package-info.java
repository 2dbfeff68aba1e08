/**
 * The export before the deletion: a zip of JSON lines with a manifest, streamed from the stores
 * into a bundle that is fetched once by a link and then destroyed. Hides formats and pages.
 */
@NullMarked
package io.palimpsest.erasure.export;

import org.jspecify.annotations.NullMarked;
