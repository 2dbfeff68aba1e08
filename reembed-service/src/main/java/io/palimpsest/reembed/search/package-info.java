/**
 * Search inside a tenant: endpoints, and the run of one search from question to answer. Who may ask
 * where is decided in {@code place}, before anything is asked of the store.
 */
@NullMarked
package io.palimpsest.reembed.search;

import org.jspecify.annotations.NullMarked;
