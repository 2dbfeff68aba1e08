/**
 * Commands of operators and auditors: a thin client of the services' APIs. Hides HTTP, tokens and
 * exit codes; decides nothing that a service decides.
 */
@NullMarked
package io.palimpsest.cli;

import org.jspecify.annotations.NullMarked;
