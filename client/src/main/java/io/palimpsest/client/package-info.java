/**
 * Java client for applications: submit, search, delete, follow. Every call is asynchronous and ends
 * with a value or a {@link io.palimpsest.client.ProblemException}. Hides HTTP and JSON.
 */
@NullMarked
package io.palimpsest.client;

import org.jspecify.annotations.NullMarked;
