/** API keys: who may call, and who may write. Hides where keys come from and which are revoked. */
@NullMarked
package io.palimpsest.local.vectors.key;

import org.jspecify.annotations.NullMarked;
