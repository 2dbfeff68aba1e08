/** The keys with which a service signs its records and verifies those of others. */
@NullMarked
package io.palimpsest.access.proof;

import org.jspecify.annotations.NullMarked;
