/**
 * The stores of this service in MongoDB: one document per request. Hides field names and indexes.
 */
@NullMarked
package io.palimpsest.erasure.document;

import org.jspecify.annotations.NullMarked;
