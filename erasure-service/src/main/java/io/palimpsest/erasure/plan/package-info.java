/**
 * What a scope is and what erasing it takes: the registry's answer, the namespaces, the digest that
 * approvals bind to. Hides the HTTP call to ingest-service.
 */
@NullMarked
package io.palimpsest.erasure.plan;

import org.jspecify.annotations.NullMarked;
