/**
 * The Merkle tree of RFC 6962, section 2.1: hashes, the frontier of a growing tree, proofs of
 * inclusion and of consistency. Hides how hashes are combined; knows nothing of what the leaves say
 * or of who signs a root.
 */
@NullMarked
package io.palimpsest.audit.tree;

import org.jspecify.annotations.NullMarked;
