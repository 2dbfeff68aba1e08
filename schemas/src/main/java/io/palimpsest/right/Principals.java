package io.palimpsest.right;

import io.palimpsest.topic.Authorship;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Names of those whom the brokers know. */
public final class Principals {
  /** The service that takes submissions. */
  public static final String INGEST = Authorship.INGEST;

  /** The service that embeds and searches. */
  public static final String REEMBED = Authorship.REEMBED;

  /** The service that erases and writes the audit log. */
  public static final String ERASURE = Authorship.ERASURE;

  /** An application that submits items and sources and asks for erasures, as events. */
  public static final String UPSTREAM = "upstream";

  /** Whoever verifies the audit log from its topics, and no more. */
  public static final String AUDITOR = "auditor";

  /** Whoever looks after who read what; an auditor of the log is not shown that. */
  public static final String ACCESS_READER = "access-reader";

  /** Who creates topics and grants rights: may do everything, and so is no service. */
  public static final String ADMINISTRATOR = "administrator";

  private static final String PARTICIPANT = "participant-";

  private Principals() {}

  /** An upstream application that takes part in erasures. */
  public static String participant(String name) {
    return PARTICIPANT + name;
  }

  /**
   * All whose rights are limited.
   *
   * @param participants names of upstream applications that take part in erasures
   */
  public static List<String> limited(Collection<String> participants) {
    return Stream.concat(
            Stream.of(INGEST, REEMBED, ERASURE, UPSTREAM, AUDITOR, ACCESS_READER),
            participants.stream().map(Principals::participant))
        .toList();
  }
}
