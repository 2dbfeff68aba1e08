/**
 * What every command has in common: exit codes, forms of output, errors in a line, profiles,
 * progress. Hides the parser's own ways of saying these.
 */
@NullMarked
package io.palimpsest.cli.frame;

import org.jspecify.annotations.NullMarked;
