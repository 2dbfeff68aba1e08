/**
 * Import of the registry from a file: creators, twins and sources, one JSON line each, planned
 * first and repeatable. Hides what is new, changed or the same.
 */
@NullMarked
package io.palimpsest.ingest.roster;

import org.jspecify.annotations.NullMarked;
