package io.palimpsest.reembed.search;

/**
 * A search that was answered.
 *
 * @param answer for the caller
 * @param leaked matches of other tenants that were dropped, for the access log
 */
record Searched(SearchAnswer answer, int leaked) {}
