package io.palimpsest.jobs;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.fencing.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that runs jobs until it is killed. */
final class JobProcess {
  private JobProcess() {}

  public static void main(String... args) throws InterruptedException {
    try (MongoClient mongo = MongoClients.create(args[0])) {
      Jobs jobs = new Jobs(mongo.getDatabase(args[1]), Clock.systemUTC(), Duration.ofDays(1));
      new JobRunner(jobs, new JobKinds(List.of(new Counting())), Counting.RULES, Ticker.system())
          .start();
      new CountDownLatch(1).await();
    }
  }
}
