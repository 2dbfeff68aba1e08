/**
 * Opens what ingest sealed, with keys that ingest hands out. Hides where keys come from and how
 * long they are held.
 */
@NullMarked
package io.palimpsest.reembed.unseal;

import org.jspecify.annotations.NullMarked;
