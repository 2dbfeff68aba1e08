/** Reads the typed configuration of the services, and writes the reference of it. */
@NullMarked
package io.palimpsest.deploy.configuration;

import org.jspecify.annotations.NullMarked;
