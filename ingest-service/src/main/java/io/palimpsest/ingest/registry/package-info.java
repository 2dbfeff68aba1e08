/**
 * The registry: organizations, profiles, creators and twins, each admitted under a random uid and
 * announced to the other services. Hides slugs, plan limits and how a tenant is found.
 */
@NullMarked
package io.palimpsest.ingest.registry;

import org.jspecify.annotations.NullMarked;
