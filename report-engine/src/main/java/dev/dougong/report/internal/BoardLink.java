package dev.dougong.report.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.report.dashboard.Dashboards;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of a dashboard with choices in its filters, as the browser writes it. */
final class BoardLink {

  private BoardLink() {}

  static String of(String dashboard, List<Dashboards.Choice> choices) {
    StringBuilder link = new StringBuilder("/dashboards/").append(encoded(dashboard));
    char separator = '?';
    for (Dashboards.Choice choice : choices) {
      link.append(separator).append("f=").append(encoded(written(choice)));
      separator = '&';
    }
    return link.toString();
  }

  private static String written(Dashboards.Choice choice) {
    StringBuilder text = new StringBuilder();
    text.append(choice.entity()).append('.').append(choice.field());
    if (choice.source() != null) {
      text.append('@').append(choice.source());
    }
    text.append(':');
    if (choice.from() != null || choice.to() != null) {
      return text.append(value(choice.from())).append('~').append(value(choice.to())).toString();
    }
    return text.append(String.join(",", choice.values().stream().map(BoardLink::value).toList()))
        .toString();
  }

  private static String value(@Nullable JsonNode value) {
    if (value == null) {
      return "";
    }
    return value.isNull() ? "-" : encoded(value.asText()).replace("~", "%7E");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
