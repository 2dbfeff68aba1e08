package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.event.ScopeType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** The registry, asked over HTTP. */
@ApplicationScoped
class IngestDirectory implements ScopeDirectory, AbsenceDirectory {
  private static final int PAGE = 1_000;
  private static final String UNKNOWN_SCOPE = "scope.not_found";

  private final IngestScopes scopes;

  IngestDirectory(@RestClient IngestScopes scopes) {
    this.scopes = scopes;
  }

  @Override
  public Optional<ResolvedScope> resolve(ScopeType type, List<String> ids) {
    try {
      return Optional.of(scopes.resolve(type.name(), ids).scope());
    } catch (WebApplicationException e) {
      if (saysUnknown(e.getResponse())) {
        return Optional.empty();
      }
      throw unavailable(e);
    } catch (ProcessingException e) {
      throw unavailable(e);
    }
  }

  @Override
  public List<Candidate> candidates(String text, int limit) {
    try {
      return scopes.candidates(text, limit);
    } catch (WebApplicationException | ProcessingException e) {
      throw unavailable(e);
    }
  }

  @Override
  public List<Candidate> hashed(String platform, String hash) {
    try {
      return scopes.hashed(new ScopeAnswers.HashQuestion(platform, hash));
    } catch (WebApplicationException e) {
      if (e.getResponse().getStatus() == Response.Status.BAD_REQUEST.getStatusCode()) {
        throw new HashRefusedException(e);
      }
      throw unavailable(e);
    } catch (ProcessingException e) {
      throw unavailable(e);
    }
  }

  @Override
  public EntityPage entities(UUID scope, @Nullable String cursor) {
    try {
      return scopes.entities(scope, cursor, PAGE).page();
    } catch (WebApplicationException | ProcessingException e) {
      throw unavailable(e);
    }
  }

  @Override
  public InboxEnds inboxEnds(ScopeType type) {
    try {
      return scopes.inboxEnds(type.name());
    } catch (WebApplicationException | ProcessingException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Absence absence(ScopeType type, List<String> ids, InboxEnds ends) {
    try {
      return scopes.absence(new ScopeAnswers.AbsenceQuestion(type.name(), ids, ends)).absence();
    } catch (WebApplicationException | ProcessingException e) {
      throw unavailable(e);
    }
  }

  @Override
  public List<Scope> children(UUID scope) {
    try {
      List<Scope> all = new ArrayList<>();
      @Nullable String cursor = null;
      do {
        ScopeAnswers.Children page = scopes.children(scope, cursor, PAGE);
        all.addAll(page.children());
        cursor = page.next();
      } while (cursor != null);
      return all;
    } catch (WebApplicationException | ProcessingException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean knows(UUID scope) {
    try {
      return scopes.byUid(scope).uid().equals(scope);
    } catch (WebApplicationException e) {
      if (saysUnknown(e.getResponse())) {
        return false;
      }
      throw unavailable(e);
    } catch (ProcessingException e) {
      throw unavailable(e);
    }
  }

  /** Only the service's own word counts: a 404 of something in between would confirm a lie. */
  private static boolean saysUnknown(Response response) {
    if (response.getStatus() != Response.Status.NOT_FOUND.getStatusCode()) {
      return false;
    }
    try {
      return UNKNOWN_SCOPE.equals(response.readEntity(ScopeAnswers.ProblemCode.class).code());
    } catch (ProcessingException | WebApplicationException notAProblem) {
      return false;
    }
  }

  private static DirectoryUnavailableException unavailable(RuntimeException cause) {
    return new DirectoryUnavailableException("the registry cannot be asked", cause);
  }
}
