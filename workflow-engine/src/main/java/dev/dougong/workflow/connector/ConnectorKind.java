package dev.dougong.workflow.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.SchemaResource;
import jakarta.enterprise.context.ApplicationScoped;

/** Connectors: outside services. */
@ApplicationScoped
public final class ConnectorKind implements DocumentKind {

  @Override
  public String id() {
    return "connector";
  }

  @Override
  public ObjectNode schema() {
    return SchemaResource.read(ConnectorKind.class, "connector");
  }
}
