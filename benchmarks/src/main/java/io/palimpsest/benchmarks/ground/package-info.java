/** What benchmarks stand on: real stores, the index side of the product, and its peers. */
@NullMarked
package io.palimpsest.benchmarks.ground;

import org.jspecify.annotations.NullMarked;
