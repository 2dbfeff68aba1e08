/**
 * What people ask for and do: copies of demands and holds outside the database, sealed, on a
 * compacted topic, which a restore of the database must not lose; legal holds, while one of which
 * lies on a scope nothing of it is deleted; what is done that belongs to no request, each with a
 * statement in the log; and the keys of this service's own, which lie apart from what they seal, so
 * that destroying one is an erasure. Hides the topic, how keys are wrapped and how statements get
 * there.
 */
@NullMarked
package io.palimpsest.erasure.demand;

import org.jspecify.annotations.NullMarked;
