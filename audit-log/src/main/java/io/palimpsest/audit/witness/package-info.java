/**
 * A witness of logs (c2sp.org/tlog-witness): cosigns what is consistent with everything that it
 * cosigned before, and nothing else. Hides its state; knows nothing of HTTP.
 */
@NullMarked
package io.palimpsest.audit.witness;

import org.jspecify.annotations.NullMarked;
