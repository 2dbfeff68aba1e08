package io.palimpsest.ingest.http;

/** Longest texts of registrations, in characters. */
final class Texts {
  static final int NAME = 300;
  static final int PROSE = 10_000;
  static final int LIST = 100;

  private Texts() {}
}
