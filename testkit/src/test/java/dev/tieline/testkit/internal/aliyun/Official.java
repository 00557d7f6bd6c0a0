package dev.tieline.testkit.internal.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.testkit.internal.aliyun.Actions.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The official metadata of the cloud's actions, where somebody has put them: in the folder that the
 * property {@code tieline.reference} names, else beside the project.
 */
public final class Official {

  private static final Path FOLDER =
      Path.of(System.getProperty("tieline.reference", "../../shared/reference/data"), "aliyun");

  /** Actions that exist and are not among the metadata that were put there. */
  public static final SortedSet<String> UNDESCRIBED =
      new TreeSet<>(
          List.of(
              "Vpc DeleteNetworkAcl",
              "Vpc AssociateNetworkAcl",
              "Vpc UnassociateNetworkAcl",
              "Vpc UpdateNetworkAclEntries",
              "Ecs RevokeSecurityGroupEgress",
              "Ecs RunInstances",
              "Ecs TagResources",
              "Ecs UntagResources",
              "Ecs DeleteInstance"));

  private Official() {}

  /** Tells whether the metadata are there. */
  public static boolean isHere() {
    return Files.isDirectory(FOLDER.resolve("params"));
  }

  /** Returns all actions of the fake, each as product and name. */
  public static SortedMap<String, String> actions() {
    SortedMap<String, String> names = new TreeMap<>();
    for (Product product : Product.values()) {
      new Actions().of(product).keySet().forEach(n -> names.put(product.title() + " " + n, n));
    }
    return names;
  }

  static List<Action> of(Product product) {
    return new ArrayList<>(new Actions().of(product).values());
  }

  /** Reads what is known of a product's {@code params} or {@code responses}; empty if nothing. */
  public static JsonNode operations(String folder, String product) {
    Path file = FOLDER.resolve(folder).resolve(product.toLowerCase(Locale.ROOT) + ".json");
    try {
      return Files.exists(file)
          ? new ObjectMapper().readTree(file.toFile()).path("operations")
          : new ObjectMapper().createObjectNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
