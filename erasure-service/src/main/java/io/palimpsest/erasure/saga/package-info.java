/**
 * Drives every request to its end: asks the planner, does the step, stores the result, sends what
 * the change has to tell, and waits for what others do. Hides threads, order and crashes: whatever
 * is lost with a process is taken up again from the document.
 */
@NullMarked
package io.palimpsest.erasure.saga;

import org.jspecify.annotations.NullMarked;
