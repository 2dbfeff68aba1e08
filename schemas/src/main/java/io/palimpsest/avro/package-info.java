/** How far Avro's decoder believes the lengths that it reads. */
@NullMarked
package io.palimpsest.avro;

import org.jspecify.annotations.NullMarked;
