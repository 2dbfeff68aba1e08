/**
 * Looks at the vector store by another path and credential than the delete's, and trusts a zero
 * only beside a control vector that the same calls find; and looks, later, at what a confirmed
 * erasure leaves for a while. When to look, and what follows, is decided elsewhere.
 */
@NullMarked
package io.palimpsest.erasure.verify;

import org.jspecify.annotations.NullMarked;
