package io.palimpsest.erasure.document;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.erasure.demand.Deed;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** Deeds in the document of what was done: all of them, and references of those yet to be said. */
final class DeedDocuments {
  private static final String ALL = "deeds";
  private static final String UNSAID = "unsaid";
  private static final String KEY = "key";

  private DeedDocuments() {}

  /** Adds a deed to a document that is written with it. */
  static Document with(Document document, Deed deed) {
    return document.append(ALL, List.of(form(deed))).append(UNSAID, List.of(deed.ref()));
  }

  /** Adds a deed in the update that it tells of. */
  static Bson push(Deed deed) {
    return Updates.combine(Updates.push(ALL, form(deed)), Updates.push(UNSAID, deed.ref()));
  }

  static Bson said(String ref) {
    return Updates.pull(UNSAID, ref);
  }

  /** Of the one by whose reference the document was found. */
  static Bson withoutKey() {
    return Updates.unset(ALL + ".$." + KEY);
  }

  static Bson isUnsaid() {
    return Filters.exists(UNSAID + ".0");
  }

  static Bson isUnsaid(String ref) {
    return Filters.eq(UNSAID, ref);
  }

  static Bson named(String ref) {
    return Filters.eq(ALL + ".ref", ref);
  }

  static List<Deed> all(Document document) {
    return document.getList(ALL, Document.class, List.of()).stream()
        .map(DeedDocuments::deed)
        .toList();
  }

  static List<Deed> unsaid(Document document) {
    List<String> refs = document.getList(UNSAID, String.class, List.of());
    return all(document).stream().filter(deed -> refs.contains(deed.ref())).toList();
  }

  private static Document form(Deed deed) {
    Document form = new Document("ref", deed.ref());
    RequestKey key = deed.key();
    if (key != null) {
      form.append(KEY, new Binary(key.bytes()));
    }
    return form.append("statement", deed.statement()).append("proof", deed.proof());
  }

  private static Deed deed(Document form) {
    Binary key = form.get(KEY, Binary.class);
    return new Deed(
        form.getString("ref"),
        key == null ? null : RequestKey.of(key.getData()),
        form.getString("statement"),
        form.getString("proof"));
  }
}
