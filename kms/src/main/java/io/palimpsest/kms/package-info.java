/**
 * Adapters of key management services. Each is one of Tink's clients, found by {@code
 * ServiceLoader}, so that the SDK of a vendor is on nobody's class path at compile time. Hides
 * whose KMS a URI leads to and how it is asked.
 */
@NullMarked
package io.palimpsest.kms;

import org.jspecify.annotations.NullMarked;
