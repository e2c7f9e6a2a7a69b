package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Proposes keys for what people name in their language; pinyin for Chinese. */
@Path("/api/meta/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class KeyResource {

  private static final int LONGEST = 40;
  private static final int MOST = 500;
  private static final Pattern NOT_IN_KEYS = Pattern.compile("[^a-z0-9]");

  private final SearchTerms terms;
  private final ObjectMapper mapper;

  /** Over the table of pinyin. */
  @Inject
  public KeyResource(SearchTerms terms, ObjectMapper mapper) {
    this.terms = terms;
    this.mapper = mapper;
  }

  /** What is to get keys. */
  public record KeysRequest(@Nullable List<String> labels) {}

  /** A key for each label, in their order; empty where the label has nothing that makes one. */
  @POST
  @Policy(Who.ADMIN)
  public ObjectNode propose(@Nullable KeysRequest request) {
    List<String> labels = Bodies.present(Bodies.present(request).labels());
    if (labels.size() > MOST) {
      throw Bodies.wrong("/labels", "1 – " + MOST);
    }
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    labels.forEach(label -> items.add(key(Bodies.present(label))));
    return answer;
  }

  private String key(String label) {
    StringBuilder key = new StringBuilder();
    for (String spelled : terms.spelled(label)) {
      String word = NOT_IN_KEYS.matcher(spelled).replaceAll("");
      if (word.isEmpty() || (key.isEmpty() && Character.isDigit(word.charAt(0)))) {
        continue;
      }
      if (key.length() + word.length() > LONGEST) {
        break;
      }
      key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return key.toString();
  }
}
