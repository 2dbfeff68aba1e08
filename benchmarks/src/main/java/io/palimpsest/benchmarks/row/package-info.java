/** One class for each thing that is measured. Hides how each is set up and what it is held to. */
@NullMarked
package io.palimpsest.benchmarks.row;

import org.jspecify.annotations.NullMarked;
