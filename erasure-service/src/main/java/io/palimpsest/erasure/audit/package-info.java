/**
 * The audit log: statements in, numbered entries out. Hides the intake topic, the transaction that
 * makes an entry and its intake offset one, and the JSON of an entry.
 */
@NullMarked
package io.palimpsest.erasure.audit;

import org.jspecify.annotations.NullMarked;
