package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.Readmission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * What the requests that others leave their work to say of it.
 *
 * <p>Leave to come back stands in the document of the covering request, attempts to delete in that
 * of the attached one. So an attempt is journalled first and the leave read then, before each send;
 * the leave is stored first, and the attempts read then. Of both at once at least one sees the
 * other.
 */
@ApplicationScoped
public class Covers {
  private final Requests requests;

  /** With where requests are kept. */
  public Covers(Requests requests) {
    this.requests = requests;
  }

  /** Whether somebody else may live under the names of a request's scope by now. */
  public boolean isBack(ErasureRequest request) {
    return Readmission.isGiven(request)
        || Optional.ofNullable(request.past().cover())
            .flatMap(requests::find)
            .filter(Readmission::isGiven)
            .isPresent();
  }
}
