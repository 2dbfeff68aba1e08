package io.palimpsest.erasure.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.demand.NotKeptException;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Many demands at once. The id of each one's request follows from the list, the caller and the
 * scope: the same list again, whole or in parts, is the same requests, and tells how far they are.
 */
@ApplicationScoped
class DemandList {
  private static final int ID_BYTES = 16;

  private final Intake intake;
  private final Views views;
  private final Digests digests;
  private final Clock clock;

  DemandList(Intake intake, Views views, Digests digests, Clock clock) {
    this.intake = intake;
    this.views = views;
    this.digests = digests;
    this.clock = clock;
  }

  /**
   * Accepts a list line by line; one result each, in order, as soon as it is known.
   *
   * @param name the caller's name of the list
   */
  void accept(
      Principal principal,
      String name,
      BufferedReader lines,
      ListFormat format,
      Consumer<ListResult> results)
      throws IOException {
    long number = 0;
    boolean header = format.hasHeader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (header) {
        header = false;
        format.header(line);
      } else {
        results.accept(accepted(principal, name, number, line, format));
      }
    }
  }

  private ListResult accepted(
      Principal principal, String name, long number, String line, ListFormat format) {
    try {
      ErasureRequest request =
          intake.accept(principal, erasure(principal, name, format.read(line)));
      return ListResult.of(number, request, views.of(request).flags());
    } catch (ProblemException refused) {
      return ListResult.invalid(number, refused.problem().code());
    } catch (InvalidIdException refused) {
      return ListResult.invalid(number, "id.invalid");
    } catch (JsonProcessingException malformed) {
      return ListResult.invalid(number, "line.malformed");
    } catch (NotKeptException unknown) {
      return ListResult.invalid(number, "demand.not_kept");
    } catch (IOException unexpected) {
      throw new java.io.UncheckedIOException(unexpected);
    }
  }

  private NewErasure erasure(Principal principal, String name, ListLine line) {
    ScopeType type = line.type();
    List<String> ids =
        line.ids() == null || line.ids().stream().anyMatch(Objects::isNull)
            ? List.of()
            : line.ids().stream().map(Objects::requireNonNull).toList();
    if (type == null || ids.isEmpty()) {
      throw new ProblemException(
          400, "line.malformed", "a line names a scope", "ids", "type and ids, outermost first");
    }
    Target target = new Target(type, ids);
    Instant now = clock.instant();
    return new NewErasure(
        id(principal, name, target),
        target,
        Optional.ofNullable(line.reason()).orElse(ErasureReason.DATA_SUBJECT_REQUEST),
        now,
        line.externalReference(),
        line.externalReferencePersonal(),
        new Demand.Options(false, false, false, null, line.suppress()));
  }

  /** Keyed: ids of requests are shown to many, and nobody may guess a scope from one. */
  private UUID id(Principal principal, String name, Target target) {
    String digest =
        digests.lasting(
            String.join(
                "\n",
                "list",
                principal.keyId(),
                name,
                target.type().name(),
                String.join("\n", target.ids())));
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(digest), 0, ID_BYTES);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
