package dev.dougong.form.viewtype.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.form.viewtype.ViewCheck;
import dev.dougong.form.viewtype.ViewSchema;
import dev.dougong.form.viewtype.ViewType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A card for each record, with the first picture of one of its fields. */
@ApplicationScoped
public final class GalleryViewType implements ViewType {

  private static final String PICTURE = "picture";

  @Override
  public String id() {
    return "gallery";
  }

  @Override
  public ObjectNode schema() {
    return ViewSchema.of(
        """
        {"properties":{
          "picture":{"$ref":"#/$defs/key","description":"Field with the picture; it holds files."},
          "fit":{"type":"string","enum":["cover","contain"],
            "description":"Whether the picture fills its place or is shown whole; absent means it fills."}},
         "required":["picture"]}
        """);
  }

  @Override
  public void check(ViewCheck view) {
    Field picture = view.field("/" + PICTURE);
    if (picture != null && !picture.type().holdsFiles()) {
      view.add(Problem.at("/" + PICTURE, "view.noPictures").with("value", picture.key()));
    }
  }

  @Override
  public @Nullable ObjectNode shownTo(JsonNode options, Predicate<String> isSeen) {
    return isSeen.test(options.path(PICTURE).asText()) ? options.deepCopy() : null;
  }
}
