/**
 * The audit log: statements in, numbered entries out, signed after they are committed, published as
 * tiles and checkpoints, served without a token. Hides the intake topic, the transaction that makes
 * an entry and its intake offset one, the JSON of an entry, where tiles lie, who signs, and how one
 * instance at a time does.
 */
@NullMarked
package io.palimpsest.erasure.audit;

import org.jspecify.annotations.NullMarked;
