/**
 * Content encrypted under keys of its own, so that destroying a key makes every copy of what it
 * sealed unreadable: the key, the sealed form of a state in an event, and how others than the owner
 * of the keys come by them. Hides the cryptographic library; stores nothing.
 */
@NullMarked
package io.palimpsest.sealing;

import org.jspecify.annotations.NullMarked;
