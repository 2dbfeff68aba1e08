package io.palimpsest.local.vectors.log;

/**
 * One logged request.
 *
 * @param lsn log sequence number, ascending without regard to holes
 * @param kind what the payload is, a number that the writer chose
 */
public record LogRecord(long lsn, int kind, byte[] payload) {}
