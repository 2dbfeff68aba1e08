/** Connections of the service, one of each: brokers, schema registry, tenants, fences, vectors. */
@NullMarked
package io.palimpsest.reembed.wiring;

import org.jspecify.annotations.NullMarked;
