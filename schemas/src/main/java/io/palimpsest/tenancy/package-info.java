/**
 * Who owns what: ids, namespaces and the guard that keeps tenants apart.
 *
 * <p>The only place that builds or parses a namespace name. Ids are validated, never sanitised:
 * what does not fit is refused with the rule that it breaks.
 */
@NullMarked
package io.palimpsest.tenancy;

import org.jspecify.annotations.NullMarked;
