/**
 * Who may do what: every operation of each service's OpenAPI document stands in the table of
 * docs/access.md, opens for the roles that the table names, and for nobody else.
 */
@NullMarked
package io.palimpsest.system.roles;

import org.jspecify.annotations.NullMarked;
