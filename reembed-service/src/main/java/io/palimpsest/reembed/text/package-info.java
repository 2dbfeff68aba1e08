/**
 * From a document to the texts that are embedded: parsing, normalising, splitting, naming.
 *
 * <p>Pure but for the parsers, which are bounded in time and size. Hides where a text is cut and
 * which library reads which format.
 */
@NullMarked
package io.palimpsest.reembed.text;

import org.jspecify.annotations.NullMarked;
