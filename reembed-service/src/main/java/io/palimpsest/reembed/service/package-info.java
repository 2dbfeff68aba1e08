/** The index side put together: configuration, parts, preflight, start and stop. */
@NullMarked
package io.palimpsest.reembed.service;

import org.jspecify.annotations.NullMarked;
