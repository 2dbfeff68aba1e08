/**
 * The registry: organizations, profiles, creators and twins, each admitted under a random uid and
 * announced to the other services; and what those may ask about scopes. Stubs, closed and fenced
 * scopes are known here until their entry is erased: an erasure that runs again has to find what it
 * erased half. Hides slugs, plan limits and how a name comes back.
 */
@NullMarked
package io.palimpsest.ingest.registry;

import org.jspecify.annotations.NullMarked;
