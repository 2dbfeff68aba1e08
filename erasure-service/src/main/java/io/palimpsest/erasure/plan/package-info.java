/**
 * What a scope is, what erasing it takes, and what there is of it once nothing can be added any
 * more: the registry's answer, the namespaces, the digest that approvals bind to, the inventory
 * from registry, ledger and vector store, kept sealed for the looks after the end. Hides who is
 * asked, and under which key names are kept.
 */
@NullMarked
package io.palimpsest.erasure.plan;

import org.jspecify.annotations.NullMarked;
