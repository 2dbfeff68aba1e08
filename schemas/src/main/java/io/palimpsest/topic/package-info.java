/** The topics of the product as code: names, keys, partitions, cleanup and retention. */
@NullMarked
package io.palimpsest.topic;

import org.jspecify.annotations.NullMarked;
