package io.palimpsest.erasure.door;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.tenancy.Principal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Lists of demands over HTTP. */
@Path("/erasures/lists")
@RunOnVirtualThread
public class ListResource {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final DemandList demands;
  private final CurrentPrincipal caller;
  private final ObjectMapper mapper;

  ListResource(DemandList demands, CurrentPrincipal caller, ObjectMapper mapper) {
    this.demands = demands;
    this.caller = caller;
    this.mapper = mapper;
  }

  @POST
  @Consumes({ListFormat.NDJSON, ListFormat.CSV})
  @Produces(ListFormat.NDJSON)
  @RolesAllowed(Roles.COMPLIANCE)
  @Operation(
      summary =
          "Asks for an erasure per line; a result per line. The same list again tells how far.")
  @APIResponseSchema(ListResult.class)
  @RequestBodySchema(ListLine.class)
  public Response post(
      @QueryParam("list") @Nullable String list, @Context HttpHeaders headers, InputStream body) {
    String name = named(list);
    Principal principal = caller.get();
    ListFormat format = ListFormat.of(headers.getMediaType());
    StreamingOutput results = out -> write(principal, name, format, body, out);
    return Response.ok(results).build();
  }

  /**
   * The same for a page.
   *
   * @param csv lines under a header
   */
  public List<ListResult> accept(@Nullable String list, String csv) {
    List<ListResult> results = new ArrayList<>();
    try {
      demands.accept(
          caller.get(),
          named(list),
          new BufferedReader(new StringReader(csv)),
          new ListFormat.Values(),
          results::add);
    } catch (IOException malformed) {
      throw new ProblemException(
          400, "list.malformed", "the list has no header that can be read", "lines", "csv");
    }
    return results;
  }

  private static String named(@Nullable String list) {
    if (list == null || !NAME.matcher(list).matches()) {
      throw new ProblemException(
          400,
          "request.invalid",
          "a list has a name, so that it can be repeated",
          "list",
          "1 to 64 letters, digits, dots, hyphens and underscores");
    }
    return list;
  }

  private void write(
      Principal principal, String list, ListFormat format, InputStream body, OutputStream out)
      throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    try (SequenceWriter writer =
        mapper
            .writer()
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .withRootValueSeparator("\n")
            .writeValues(out)) {
      demands.accept(principal, list, lines, format, result -> write(writer, result));
    }
    out.write('\n');
  }

  private static void write(SequenceWriter writer, ListResult result) {
    try {
      writer.write(result).flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
