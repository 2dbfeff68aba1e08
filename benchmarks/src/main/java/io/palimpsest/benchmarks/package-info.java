/**
 * What the product is measured against: the same model and store without the rest of it. Each main
 * class prints one line of JSON.
 */
@NullMarked
package io.palimpsest.benchmarks;

import org.jspecify.annotations.NullMarked;
