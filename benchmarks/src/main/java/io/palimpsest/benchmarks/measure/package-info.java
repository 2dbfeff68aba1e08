/** Variants that are measured in turns, and what their times say. Hides rounds and their order. */
@NullMarked
package io.palimpsest.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
