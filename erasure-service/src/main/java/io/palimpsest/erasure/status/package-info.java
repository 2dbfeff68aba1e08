/** What others are told of requests: events of their states, and the outlet of every outbox. */
@NullMarked
package io.palimpsest.erasure.status;

import org.jspecify.annotations.NullMarked;
