/**
 * Load on a running search, by hand: what the service adds to a direct query, and what 27 twins
 * cost. Run {@link io.palimpsest.reembed.search.load.SearchLoad}.
 */
package io.palimpsest.reembed.search.load;
