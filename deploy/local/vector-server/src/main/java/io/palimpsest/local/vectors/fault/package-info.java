/**
 * Misbehaviour on demand: what a hosted vector store sometimes does, done here whenever a test asks
 * for it. Every fault counts how often it fired. Hides how a fault is timed and triggered.
 */
@NullMarked
package io.palimpsest.local.vectors.fault;

import org.jspecify.annotations.NullMarked;
