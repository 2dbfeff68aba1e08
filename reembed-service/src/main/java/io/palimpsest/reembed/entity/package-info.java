/**
 * What changes: entities, their revisions and their documents, as validated values.
 *
 * <p>Hides the wire form: nothing behind this package sees an Avro record of a change.
 */
@NullMarked
package io.palimpsest.reembed.entity;

import org.jspecify.annotations.NullMarked;
