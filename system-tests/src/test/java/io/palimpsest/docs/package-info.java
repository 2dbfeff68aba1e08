/** Whether the documents say what is so. */
@NullMarked
package io.palimpsest.docs;

import org.jspecify.annotations.NullMarked;
