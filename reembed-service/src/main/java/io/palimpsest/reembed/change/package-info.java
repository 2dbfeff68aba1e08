/**
 * What changes: entities, their revisions and documents, where a record lies and how urgent it is,
 * as validated values. Opens what ingest sealed and fetches what it keeps apart. Hides the wire
 * form, keys and calls: nothing behind this package sees an Avro record of a change.
 */
@NullMarked
package io.palimpsest.reembed.change;

import org.jspecify.annotations.NullMarked;
