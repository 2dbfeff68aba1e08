/** What was measured, as a table, as JSON and as a plot. Hides their forms. */
@NullMarked
package io.palimpsest.benchmarks.report;

import org.jspecify.annotations.NullMarked;
