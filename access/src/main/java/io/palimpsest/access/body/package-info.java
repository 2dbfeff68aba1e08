/**
 * Bodies of requests, received before anybody works for them: bounded in size, in time, and in what
 * all of them together hold.
 *
 * <p>Hides the event loop. A body that is not streamed is complete when an endpoint is called; one
 * that is streamed comes as a {@code Multi} and holds no thread while it is waited for.
 */
@NullMarked
package io.palimpsest.access.body;

import org.jspecify.annotations.NullMarked;
