package io.palimpsest.ingest.http;

import io.palimpsest.access.Roles;
import io.palimpsest.ingest.bulk.ImportReport;
import io.palimpsest.ingest.bulk.RegistryImport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Import of the registry. */
@Path("/registry/import")
@Tag(name = "registry")
@Consumes({Lines.NDJSON, Lines.JSONL})
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class ImportResource {
  private final RegistryImport imports;
  private final Reached reached;

  ImportResource(RegistryImport imports, Reached reached) {
    this.imports = imports;
    this.reached = reached;
  }

  @POST
  @Operation(summary = "Plans an import of creators, twins and sources; with plan=false does it")
  public ImportReport post(@RestQuery @DefaultValue("true") boolean plan, InputStream body)
      throws IOException {
    reached.registry();
    return plan ? imports.plan(body) : imports.run(body);
  }
}
