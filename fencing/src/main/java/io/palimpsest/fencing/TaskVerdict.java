package io.palimpsest.fencing;

import java.util.Locale;

/** What becomes of a task that a participant has read. */
public enum TaskVerdict {
  /** It is to be done. */
  OBEY,
  /** Its time is over: count it, answer nothing. */
  EXPIRED,
  /** Nobody who may give tasks is shown to have written it: refuse, count, tell people. */
  UNPROVEN,
  /** It is addressed to somebody else, or lies under another request's key: refuse, tell people. */
  FOREIGN,
  /** It is to delete, and names no fence: refuse, tell people. */
  WITHOUT_FENCE,
  /** It is to delete, and no fence lies on its scope: refuse, tell people. */
  UNFENCED,
  /** It cannot be decoded: pass it over, tell people. */
  MALFORMED;

  /** Whether people have to hear of it. */
  public boolean alarming() {
    return this != OBEY && this != EXPIRED;
  }

  /** As a tag of metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
