package dev.dougong.workflow.message.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Another system with an interface of its own: an online shop, an inventory or accounting program.
 * Syncs exchange records with it; it takes no messages.
 */
@ApplicationScoped
public final class ServiceChannel implements Channel {

  /** Name of its only secret. */
  public static final String SECRET = "serviceSecret";

  @Override
  public String id() {
    return "service";
  }

  @Override
  public ObjectNode schema() {
    return OptionsSchema.of(
        """
        {"properties":{
          "authentication":{"enum":["bearer","header","signature","none"],"description":"How it knows us: the secret behind `Bearer`, the secret in a header of its own, a signature by the secret (Standard Webhooks over `METHOD path` and the body), or not at all; absent means `bearer`."},
          "header":{"$ref":"#/$defs/header","description":"Header for the secret where the authentication is `header`."}}}
        """);
  }

  @Override
  public List<String> secrets() {
    return List.of(SECRET);
  }

  @Override
  public Set<String> optionalSecrets() {
    return Set.of(SECRET);
  }

  @Override
  public Place place() {
    return Place.http(null);
  }

  @Override
  public boolean takesMessages() {
    return false;
  }

  @Override
  public boolean reachesCustomers(com.fasterxml.jackson.databind.JsonNode settings) {
    return false;
  }

  @Override
  public Receipt send(Delivery delivery) {
    throw new DeliveryException(Problem.of("message.noMessages"), false);
  }
}
