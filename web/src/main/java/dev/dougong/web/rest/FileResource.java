package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.FileValues;
import dev.dougong.engine.file.FileContent;
import dev.dougong.engine.file.FileStore;
import dev.dougong.engine.file.StoredFile;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The files that records hold; read with the rights of those records. */
@Path("/api/files")
public final class FileResource {

  /** Even if a browser took a file for a page, nothing in it would run. */
  private static final String HARMLESS = "default-src 'none'; sandbox";

  private final Caller caller;
  private final FileStore files;
  private final Uploads uploads;

  /** Over the file store. */
  @Inject
  public FileResource(Caller caller, FileStore files, Uploads uploads) {
    this.caller = caller;
    this.files = files;
    this.uploads = uploads;
  }

  /** Keeps one file, sent as the part {@code file} of a form, until a record names it. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public Response store(@RestForm("file") @Nullable FileUpload file) {
    Uploads.Upload sent = uploads.file(file);
    StoredFile stored = files.store(caller.access(), sent.name(), sent.path());
    ObjectNode answer = FileValues.node(stored.id(), stored.name(), stored.size(), stored.type());
    return Response.status(201).entity(answer).build();
  }

  /** The bytes; pictures to look at, all else to save. */
  @GET
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public Response read(
      @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String held) {
    FileContent content = files.open(caller.access(), Parameters.id(id));
    StoredFile file = content.file();
    // A file never changes, but the right to read it may: asked for each time, sent once.
    String tag = "\"" + file.id() + "\"";
    Response.ResponseBuilder answer =
        tag.equals(held)
            ? Response.notModified()
            : Response.ok((StreamingOutput) content::writeTo)
                .type(isPicture(file) ? file.type() : MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Length", file.size())
                .header("Content-Disposition", disposition(file));
    return answer
        .header("ETag", tag)
        .header("Cache-Control", "private, no-cache")
        .header("Content-Security-Policy", HARMLESS)
        .build();
  }

  private static boolean isPicture(StoredFile file) {
    return FileValues.PICTURES.contains(file.type());
  }

  private static String disposition(StoredFile file) {
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return (isPicture(file) ? "inline" : "attachment") + "; filename*=UTF-8''" + name;
  }
}
