/**
 * The doors of the index side: freshness of an entity, parked records.
 *
 * <p>Thin: each resource checks who asks and hands on.
 */
@NullMarked
package io.palimpsest.reembed.http;

import org.jspecify.annotations.NullMarked;
