package io.palimpsest.reembed.index;

import java.util.UUID;

/** An index under test with a second target beside it, and a twin with some sources in it. */
final class RoutedIndex implements AutoCloseable {
  final RouteGround ground;
  final IndexUnderTest index;
  final JobsUnderTest jobs;
  final Twin twin;

  /**
   * @param ground the second target, closed with this
   * @param sources {@code s0} and so on, each in its first revision
   */
  RoutedIndex(RouteGround ground, int sources) throws Exception {
    this.ground = ground;
    this.index =
        new IndexUnderTest(
            new FreeEmbedder(), "g" + UUID.randomUUID(), true, each -> ground.over(each));
    this.jobs = ground.jobs(index);
    this.twin = index.twin();
    for (int source = 0; source < sources; source++) {
      twin.put("s" + source, 1, Texts.of(source, 20));
    }
    for (int source = 0; source < sources; source++) {
      index.awaitRevision(twin.uid("s" + source), 1);
    }
  }

  @Override
  public void close() throws Exception {
    ground.stop();
    jobs.close();
    index.close();
    ground.close();
  }
}
