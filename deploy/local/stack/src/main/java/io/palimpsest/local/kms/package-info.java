/** A key management service in this process, for tests and for trying things out. */
@NullMarked
package io.palimpsest.local.kms;

import org.jspecify.annotations.NullMarked;
