/**
 * What the other services may ask about scopes. Stubs, closed and fenced scopes are known here
 * until their registry entry is erased: an erasure that runs again has to find what it erased half.
 */
@NullMarked
package io.palimpsest.ingest.scope;

import org.jspecify.annotations.NullMarked;
