/** Names of all metrics of the index side, declared once, and how they are counted. */
@NullMarked
package io.palimpsest.reembed.metric;

import org.jspecify.annotations.NullMarked;
