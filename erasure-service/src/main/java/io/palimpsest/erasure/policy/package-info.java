/**
 * What was decided about erasures and could have been decided otherwise: who consents, when is
 * looked again, what stays for how long, when a deadline is near. Pure.
 */
@NullMarked
package io.palimpsest.erasure.policy;

import org.jspecify.annotations.NullMarked;
