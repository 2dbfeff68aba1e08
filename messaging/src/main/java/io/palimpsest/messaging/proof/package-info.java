/**
 * Who wrote a record: signatures over topic, key and value, and their verification. Hides the
 * format of the header, the tree of a batch, and the cryptographic library.
 */
@NullMarked
package io.palimpsest.messaging.proof;

import org.jspecify.annotations.NullMarked;
