package io.palimpsest.ingest.bulk;

/**
 * Bounds of a bulk submission.
 *
 * @param batchLines most lines that are written together
 * @param batchBytes most bytes of lines that are written together
 * @param longestLine longest line, in bytes
 */
public record BulkLimits(int batchLines, int batchBytes, int longestLine) {}
