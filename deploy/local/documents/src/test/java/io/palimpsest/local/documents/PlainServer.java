package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;

/** What the library does by itself: the positive control of the tests that kill. */
final class PlainServer {

  private PlainServer() {}

  public static void main(String[] args) {
    Path file = Path.of(args[1], "documents.mv");
    MongoServer server = new MongoServer(new H2Backend(file.toString()));
    server.bind("127.0.0.1", Integer.parseInt(args[0]));
    System.out.println("listening on port " + server.getLocalAddress().getPort());
  }
}
