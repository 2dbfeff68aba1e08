package io.palimpsest.cli;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Whether the configured MongoDB answers, and holds what the services rest on. */
final class DocumentsCheck {
  private static final String SUBJECT = "documents";
  private static final String ADDRESS = "QUARKUS_MONGODB_CONNECTION_STRING";
  private static final int SECONDS = 3;

  private final Map<String, String> environment;

  DocumentsCheck(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  List<Finding> run() {
    String address = environment.get(ADDRESS);
    if (address == null) {
      return List.of(Finding.absent(SUBJECT, "no MongoDB configured: " + ADDRESS));
    }
    try (MongoClient client = MongoClients.create(settings(address))) {
      client.getDatabase("admin").runCommand(new Document("ping", 1));
      List<Finding> findings = new ArrayList<>();
      findings.add(Finding.ok(SUBJECT, "MongoDB answers"));
      findings.addAll(new IndexesCheck(client).run());
      return findings;
    } catch (IllegalArgumentException e) {
      return List.of(Finding.wrong(SUBJECT, ADDRESS + " is no address of a MongoDB; correct it"));
    } catch (MongoException e) {
      return List.of(
          Finding.wrong(
              SUBJECT,
              "MongoDB does not answer within "
                  + SECONDS
                  + " s, or refuses its user; check "
                  + ADDRESS));
    }
  }

  private static MongoClientSettings settings(String address) {
    return MongoClientSettings.builder()
        .applyConnectionString(new ConnectionString(address))
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(SECONDS, TimeUnit.SECONDS))
        .build();
  }
}
