/**
 * What stands beside the code and nothing compiles: manifests, rules, dashboards, generated pages.
 * Each is read by the same kind of reader as in production, strictly, and held against what the
 * code says.
 */
@NullMarked
package io.palimpsest.deploy;

import org.jspecify.annotations.NullMarked;
