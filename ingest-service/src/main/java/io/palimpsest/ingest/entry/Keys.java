package io.palimpsest.ingest.entry;

/** Keys of documents: what must be unique is the key. */
public final class Keys {
  private static final String SEPARATOR = "/";

  private Keys() {}

  /** Key of a scope that has no parent: its public id. */
  public static String root(String id) {
    return id;
  }

  /** Key of a scope that is unique below another one: an admission of the parent has its own. */
  public static String below(Scope parent, String id) {
    return parent.uid() + SEPARATOR + id;
  }
}
