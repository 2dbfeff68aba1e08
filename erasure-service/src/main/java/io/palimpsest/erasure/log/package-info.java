/**
 * The audit log as outsiders see it: signed after it is committed, published as tiles and
 * checkpoints, served without a token. Hides where tiles lie, who signs, and how one instance at a
 * time does.
 */
@NullMarked
package io.palimpsest.erasure.log;

import org.jspecify.annotations.NullMarked;
