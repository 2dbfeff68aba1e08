/**
 * Vectors of tenants, behind a port: records that validate themselves, filters, batches, typed
 * errors. A namespace is reached only through a handle that names its tenant, or through a named
 * and logged maintenance handle. Hides which vendor holds the vectors.
 */
@NullMarked
package io.palimpsest.vectorstore;

import org.jspecify.annotations.NullMarked;
