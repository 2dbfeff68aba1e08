/**
 * Bearer tokens: JSON Web Tokens, minting them, verifying them and reading their claims. Plain
 * Java. Hides the names of the claims and the one algorithm that counts.
 */
@NullMarked
package io.palimpsest.access.token;

import org.jspecify.annotations.NullMarked;
