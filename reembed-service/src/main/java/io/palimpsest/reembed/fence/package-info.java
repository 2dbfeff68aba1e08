/**
 * Admission: every work asks here whether its scopes are fenced, and is given a bound for what it
 * sends. Hides the lease and the wait for it.
 */
@NullMarked
package io.palimpsest.reembed.fence;

import org.jspecify.annotations.NullMarked;
