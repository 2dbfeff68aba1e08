/** What all metrics of the product have in common: help texts and buckets. */
@NullMarked
package io.palimpsest.access.metric;

import org.jspecify.annotations.NullMarked;
