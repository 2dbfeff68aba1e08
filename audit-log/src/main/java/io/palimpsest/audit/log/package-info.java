/**
 * A tiled transparency log in the formats of C2SP: checkpoints, tiles and entry bundles, proofs
 * that are verified offline, trust policies, what a log and a witness say to each other. Pure but
 * for {@link io.palimpsest.audit.log.Resources}, behind which files or a bucket stand.
 */
@NullMarked
package io.palimpsest.audit.log;

import org.jspecify.annotations.NullMarked;
