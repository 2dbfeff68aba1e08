/**
 * The job that backs up, restores and migrates, phase by phase: what it remembers, what it decides,
 * in which order it acts. One runner at a time, checkpoints after acknowledged batches.
 */
@NullMarked
package io.palimpsest.ingest.migration.run;

import org.jspecify.annotations.NullMarked;
