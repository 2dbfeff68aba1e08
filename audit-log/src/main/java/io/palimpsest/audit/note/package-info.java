/**
 * Signed notes (c2sp.org/signed-note) with plain Ed25519 signatures and the timestamped ones of
 * witnesses (c2sp.org/tlog-cosignature): keys in their text form, plain or wrapped by another key,
 * signing, verification. Hides the encodings; knows nothing of what a note says, and no cipher.
 */
@NullMarked
package io.palimpsest.audit.note;

import org.jspecify.annotations.NullMarked;
