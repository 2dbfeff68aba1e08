/** Master keys that stay in a KMS, by URI. Hides whose KMS it is. */
@NullMarked
package io.palimpsest.ingest.kms;

import org.jspecify.annotations.NullMarked;
