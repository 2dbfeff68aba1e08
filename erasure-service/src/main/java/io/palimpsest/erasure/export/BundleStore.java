package io.palimpsest.erasure.export;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where bundles are kept: a note of each attempt, written before its first byte, and its bytes in
 * pieces. So whatever a crash leaves has a note by which it is found. Every write is durable when
 * it returns.
 */
public interface BundleStore {
  /**
   * Notes an attempt, before anything of it is written and before it has a key: a key that no note
   * tells of is nobody's.
   *
   * @param within how long the call may take
   */
  void begin(Attempt attempt, Duration within);

  /**
   * Keeps what opens the bytes; false when the attempt was destroyed meanwhile.
   *
   * @param within how long the call may take
   */
  boolean seal(UUID attempt, byte[] sealedKey, Duration within);

  /** Whether an attempt is still being written: neither complete nor destroyed. */
  boolean isOpen(UUID attempt);

  /**
   * Keeps one piece.
   *
   * @param within how long the call may take
   */
  void piece(UUID attempt, int number, byte[] bytes, Duration within);

  /**
   * The attempt is whole from now on; false when it was destroyed meanwhile.
   *
   * @param expires when it is destroyed if nobody fetches it
   * @param within how long the call may take
   */
  boolean complete(UUID attempt, Instant expires, Duration within);

  /** What opens the bytes, once their own key has opened it; empty for an attempt that is gone. */
  Optional<byte[]> sealedKey(UUID attempt);

  /** The pieces in order, one at a time in memory. */
  InputStream read(UUID attempt);

  /** Lets the whole bundle of a request be fetched once; an earlier link is void. */
  boolean link(UUID request, String tokenDigest, Instant until);

  /** Uses up a link: the attempt that it leads to, or empty. */
  Optional<UUID> use(String tokenDigest, Instant now);

  /**
   * Marks an attempt destroyed: nothing completes it, nothing links to it. Its pieces go, its note
   * stays.
   *
   * @param reason code, kept until the destruction is told
   */
  void destroy(UUID attempt, String reason, Instant now);

  /** The destruction was told to whom it concerns. */
  void told(UUID attempt);

  /** Deletes the pieces of a destroyed attempt once more, and its note. */
  void forget(UUID attempt);

  /** Notes of attempts that are not destroyed. */
  List<Note> live(UUID request);

  /** The same of a scope and everything under it. */
  List<Note> liveUnder(UUID scope);

  /** The same, past their time. */
  List<Note> expired(Instant now, int limit);

  /** Notes of attempts destroyed before a time, or not told yet. */
  List<Note> destroyed(Instant before, int limit);

  /** The note of an attempt, be it destroyed. */
  Optional<Note> find(UUID attempt);

  /** Deletes the pieces that no note tells of; ids under which there were some. */
  List<String> removeStrays();

  /**
   * What is noted of an attempt.
   *
   * @param attempt its id
   * @param request the request
   * @param complete whether it became the request's bundle
   * @param reason why it was destroyed; empty when it was not
   * @param told whether the destruction was told, or there was nothing to tell
   */
  record Note(
      UUID attempt, UUID request, boolean complete, Optional<String> reason, boolean told) {}
}
