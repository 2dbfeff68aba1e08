/**
 * The gate of this service's own database: before anything is deleted or accepted, what the
 * database has is compared with what lies outside it. What was lost is made again; what cannot be
 * is listed as lost and paged, never ended.
 */
@NullMarked
package io.palimpsest.erasure.restore;

import org.jspecify.annotations.NullMarked;
