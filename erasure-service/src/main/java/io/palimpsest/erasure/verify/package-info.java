/**
 * Looks at the vector store by another path and credential than the delete's, and trusts a zero
 * only beside a control vector that the same calls find.
 */
@NullMarked
package io.palimpsest.erasure.verify;

import org.jspecify.annotations.NullMarked;
