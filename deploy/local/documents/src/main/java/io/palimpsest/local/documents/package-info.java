/**
 * A MongoDB wire server on H2 that keeps, through SIGKILL, whatever it acknowledged.
 *
 * <p>Protocol and queries are those of mongo-java-server. This package hides how replies are held
 * back until the store has committed what they acknowledge, many of them with one commit.
 */
@NullMarked
package io.palimpsest.local.documents;

import org.jspecify.annotations.NullMarked;
