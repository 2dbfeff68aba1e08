package io.palimpsest.erasure.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.demand.NotKeptException;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.plan.DirectoryUnavailableException;
import io.palimpsest.erasure.plan.HashRefusedException;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Many demands at once. The id of each one's request follows from the list, the caller and the
 * scope: the same list again, whole or in parts, is the same requests, and tells how far they are.
 */
@ApplicationScoped
class DemandList {
  private final Intake intake;
  private final Views views;
  private final HashedDemands hashed;
  private final ListIds ids;
  private final Desk desk;
  private final Clock clock;

  DemandList(
      Intake intake, Views views, HashedDemands hashed, ListIds ids, Desk desk, Clock clock) {
    this.intake = intake;
    this.views = views;
    this.desk = desk;
    this.hashed = hashed;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Accepts a list line by line; one result each, in order, as soon as it is known. A hash that is
   * the name of several has one for each of them.
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
        accepted(principal, name, number, line, format).forEach(results);
      }
    }
  }

  private List<ListResult> accepted(
      Principal principal, String name, long number, String line, ListFormat format) {
    try {
      ListLine read = format.read(line);
      List<ErasureRequest> requests =
          read.hashed() == null
              ? List.of(intake.accept(principal, erasure(principal, name, read)))
              : hashed.accept(principal, name, read);
      requests.forEach(request -> desk.asked(request, principal));
      return requests.isEmpty()
          ? List.of(ListResult.notFound(number))
          : requests.stream()
              .map(request -> ListResult.of(number, request, views.of(request).flags()))
              .toList();
    } catch (ProblemException refused) {
      return invalid(number, refused.problem().code());
    } catch (InvalidIdException refused) {
      return invalid(number, "id.invalid");
    } catch (JsonProcessingException malformed) {
      return invalid(number, "line.malformed");
    } catch (HashRefusedException noHash) {
      return invalid(number, "hash.invalid");
    } catch (DirectoryUnavailableException later) {
      return invalid(number, "registry.unavailable");
    } catch (NotKeptException unknown) {
      return invalid(number, "demand.not_kept");
    } catch (IOException unexpected) {
      throw new java.io.UncheckedIOException(unexpected);
    }
  }

  private static List<ListResult> invalid(long number, String code) {
    return List.of(ListResult.invalid(number, code));
  }

  private NewErasure erasure(Principal principal, String name, ListLine line) {
    ScopeType type = line.type();
    List<String> named =
        line.ids() == null || line.ids().stream().anyMatch(Objects::isNull)
            ? List.of()
            : line.ids().stream().map(Objects::requireNonNull).toList();
    if (type == null || named.isEmpty()) {
      throw new ProblemException(
          400, "line.malformed", "a line names a scope", "ids", "type and ids, outermost first");
    }
    Target target = new Target(type, named);
    return line.erasure(ids.of(principal, name, target), target, clock.instant());
  }
}
