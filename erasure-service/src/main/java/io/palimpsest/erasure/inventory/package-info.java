/**
 * What there is of a scope once nothing can be added any more: taken from the registry, the ledger
 * and the vector store, and kept sealed for the looks after the end. Hides how names are told
 * apart, who is asked, and under which key names are kept.
 */
@NullMarked
package io.palimpsest.erasure.inventory;

import org.jspecify.annotations.NullMarked;
