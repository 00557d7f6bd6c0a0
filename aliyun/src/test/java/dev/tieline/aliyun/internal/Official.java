package dev.tieline.aliyun.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.aliyun.AliyunTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cloud's own metadata of its operations, where they are at hand: in shared/reference/data next
 * to the project or above it.
 */
final class Official {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Actions of which there are no metadata at hand: see docs/aliyun.md, "Assumed". */
  static final Set<String> UNDESCRIBED =
      Set.of("Ecs RevokeSecurityGroupEgress", "Ecs TagResources", "Ecs UntagResources");

  private static final Optional<Official> AT_HAND = find();

  private final Path folder;
  private final Map<String, JsonNode> products = new HashMap<>();
  private final Map<String, List<String>> judged = new ConcurrentHashMap<>();

  private Official(Path folder) {
    this.folder = folder;
  }

  static Optional<Official> find() {
    Path at = Path.of(System.getProperty("tieline.root", ".")).toAbsolutePath().normalize();
    for (; at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/reference/data/aliyun");
      if (Files.isDirectory(folder)) {
        return Optional.of(new Official(folder));
      }
    }
    return Optional.empty();
  }

  /**
   * What is wrong with a request that is sent, by the metadata at hand; nothing if there are none.
   * Requests of one action that name the same parameters are looked at once.
   */
  static List<String> faults(AliyunTransport.Request request) {
    return AT_HAND.map(o -> o.judged(Script.read(request))).orElse(List.of());
  }

  private List<String> judged(Script.Asked asked) {
    String names =
        asked.host()
            + " "
            + asked.action()
            + " "
            + asked.query().keySet()
            + " "
            + asked.form().keySet();
    return judged.computeIfAbsent(
        names,
        n -> {
          try {
            return faults(Product.named(asked.host().split("[.-]")[0]).orElseThrow(), asked);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  JsonNode file(String name) throws IOException {
    return MAPPER.readTree(folder.resolve(name).toFile());
  }

  /** What is wrong with a request: parameters that are unknown, missing, or in the wrong place. */
  synchronized List<String> faults(Product product, Script.Asked asked) throws IOException {
    if (UNDESCRIBED.contains(product.cloudName() + " " + asked.action())) {
      return List.of();
    }
    String file = "params/" + product.cloudName().toLowerCase(Locale.ROOT) + ".json";
    if (!Files.exists(folder.resolve(file))) {
      return List.of(); // of Cloud Data Transfer there are none
    }
    JsonNode known = products.get(file);
    if (known == null) {
      known = file(file);
      products.put(file, known);
    }
    JsonNode operation = known.path("operations").path(asked.action());
    if (operation.isMissingNode()) {
      return List.of(asked.action() + " is no operation of " + product.cloudName());
    }
    List<String> faults = new ArrayList<>();
    Map<String, JsonNode> parameters = new HashMap<>();
    for (JsonNode parameter : operation.path("parameters")) {
      parameters.put(parameter.path("name").asText(), parameter);
      if (parameter.path("required").asBoolean()
          && asked.parameters().keySet().stream()
              .noneMatch(p -> base(p).equals(parameter.path("name").asText()))) {
        faults.add(asked.action() + " lacks " + parameter.path("name").asText());
      }
    }
    asked.query().keySet().forEach(p -> place(asked, p, "Query", parameters, faults));
    asked.form().keySet().forEach(p -> place(asked, p, "Body", parameters, faults));
    return faults;
  }

  private static String base(String parameter) {
    return parameter.split("\\.", 2)[0];
  }

  private static void place(
      Script.Asked asked,
      String parameter,
      String position,
      Map<String, JsonNode> parameters,
      List<String> faults) {
    JsonNode known = parameters.get(base(parameter));
    if (known == null) {
      faults.add(asked.action() + " has no parameter " + parameter);
      return;
    }
    if (!known.path("position").asText().equals(position)) {
      faults.add(asked.action() + " takes " + parameter + " elsewhere than in " + position);
    }
    boolean list = known.path("type").asText().matches("RepeatList|Array");
    if (list != parameter.matches("[A-Za-z]+\\.[0-9]+(\\.[A-Za-z0-9]+)?")) {
      faults.add(asked.action() + " takes " + base(parameter) + " not as " + parameter);
    }
    String[] parts = parameter.split("\\.");
    if (list && parts.length == 3 && known.path("sub_parameters").isArray()) {
      boolean found = false;
      for (JsonNode sub : known.path("sub_parameters")) {
        found |= sub.path("name").asText().equals(parts[2]);
      }
      if (!found) {
        faults.add(asked.action() + " has no parameter " + parameter);
      }
    }
  }
}
