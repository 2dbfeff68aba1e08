package io.palimpsest.reembed.app;

import io.palimpsest.reembed.embed.EmbedStage;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How changes become vectors. */
@ConfigMapping(prefix = "palimpsest.reembed")
public interface IndexConfig {
  /** Consumer group of the instances that share the work. */
  @WithDefault("palimpsest-reembed")
  String group();

  /** Name of the target in the ledger; another name begins with an empty ledger. */
  @WithDefault("main")
  String target();

  /** Longest time of one read from the index. */
  @WithDefault("10s")
  Duration readTimeout();

  /** Ingest, which keeps keys and large content. */
  Ingest ingest();

  /** How documents become text. */
  Parsing parsing();

  /** How text is cut. */
  Chunks chunks();

  /** How texts are embedded. */
  Embedding embedding();

  /** How vectors are written. */
  Writing writing();

  /** How changes are read. */
  Reading reading();

  /** Ingest, which keeps keys and large content. */
  interface Ingest {
    /** Base address of ingest. */
    @WithDefault("http://localhost:8080")
    URI url();

    /** This service's own token; not set: neither keys nor content by id can be fetched. */
    Optional<String> token();

    /** Most keys of ingest's that are held in memory, each for a minute. */
    @WithDefault("20000")
    long heldKeys();
  }

  /** How documents become text. */
  interface Parsing {
    /** Most bytes of a document. */
    @WithDefault("8388608")
    int maxBytes();

    /** Most characters of its text. */
    @WithDefault("8388608")
    int maxCharacters();

    /** Longest time of its parser. */
    @WithDefault("20s")
    Duration timeout();
  }

  /** How text is cut. */
  interface Chunks {
    /** Most tokens of a chunk, special ones included; not above what the model reads. */
    @WithDefault("256")
    int targetTokens();

    /** Tokens of the chunk before that a chunk repeats. */
    @WithDefault("0")
    int overlapTokens();
  }

  /** How texts are embedded. */
  interface Embedding {
    /** Calls to the model at once. */
    @WithDefault("1")
    int parallelCalls();

    /** Longest time that one call should take. */
    @WithDefault("500ms")
    Duration callTime();

    /** Tokens that a call may always have. */
    @WithDefault("2048")
    int leastTokensPerCall();

    /** Tokens that a call never exceeds. */
    @WithDefault("300000")
    int mostTokensPerCall();

    /** Bounds of calls to a model that is waited for so long. */
    default EmbedStage.CallRules rules(Duration patience) {
      return new EmbedStage.CallRules(
          parallelCalls(), callTime(), patience, leastTokensPerCall(), mostTokensPerCall());
    }
  }

  /** How vectors are written. */
  interface Writing {
    /** Most vectors that one intent covers; so many are written within one deadline. */
    @WithDefault("500")
    int vectorsPerIntent();

    /** Delay before the second attempt of a request. */
    @WithDefault("50ms")
    Duration firstDelay();

    /** Longest delay between two attempts of a request. */
    @WithDefault("1s")
    Duration longestDelay();
  }

  /** How changes are read. */
  interface Reading {
    /** Batches under way at once. */
    @WithDefault("6")
    int workers();

    /** Most of them with one tenant. */
    @WithDefault("3")
    int share();

    /** Records that may wait before reading pauses. */
    @WithDefault("2000")
    int waiting();

    /** Bytes of records that may wait before reading pauses; each is held twice, as it came too. */
    @WithDefault("64M")
    MemorySize waitingBytes();

    /** Chunks of one tenant that may wait before its further records are deferred. */
    @WithDefault("200")
    int tenantChunks();

    /** Longest time that a stop waits for work under way; others do the rest again. */
    @WithDefault("4s")
    Duration stopping();
  }
}
