/**
 * Where a principal may look: namespaces of its own tenant, as the registry knows them, less what
 * is fenced. Everything else is one and the same refusal.
 */
@NullMarked
package io.palimpsest.reembed.search.place;

import org.jspecify.annotations.NullMarked;
