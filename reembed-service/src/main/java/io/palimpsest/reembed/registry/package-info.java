/**
 * The tenants as their topic says them, and the way from an entity to its namespace. Hides how the
 * topic is followed.
 */
@NullMarked
package io.palimpsest.reembed.registry;

import org.jspecify.annotations.NullMarked;
