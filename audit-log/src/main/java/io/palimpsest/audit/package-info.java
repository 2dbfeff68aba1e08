/**
 * Statements for the audit log: what may be said, and the exact bytes in which it is said.
 *
 * <p>Hides CloudEvents and RFC 8785. A statement holds codes, counts, digests and dates from a
 * closed list of fields; there is no place for a name, an id or free text.
 */
@NullMarked
package io.palimpsest.audit;

import org.jspecify.annotations.NullMarked;
