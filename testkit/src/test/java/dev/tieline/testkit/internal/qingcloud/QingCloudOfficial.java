package dev.tieline.testkit.internal.qingcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The official tables of the cloud's actions, where somebody has put them: in the folder that the
 * property {@code tieline.reference} names, else beside the project.
 */
public final class QingCloudOfficial {
  private static final Path FOLDER =
      Path.of(System.getProperty("tieline.reference", "../../shared/reference/data"), "qingcloud");

  /** Actions of the fake whose pages were read elsewhere, and are not among the tables. */
  public static final SortedSet<String> UNDESCRIBED =
      new TreeSet<>(
          List.of(
              "AttachTags",
              "CreateTag",
              "DescribeAccessKeys",
              "DeleteSecurityGroupRules",
              "DeleteSecurityGroups",
              "DeleteTags",
              "DescribeSecurityGroupRules",
              "DescribeSecurityGroups",
              "DescribeTags",
              "DescribeZones",
              "DetachTags",
              "DissociateEips",
              "GetQuotaLeft",
              "ModifyBorderAttributes",
              "ModifyEipAttributes",
              "ModifyLoadBalancerAttributes",
              "ModifyLoadBalancerBackendAttributes",
              "ModifyLoadBalancerListenerAttributes",
              "ModifyRouteTableAttributes",
              "ModifyRouterAttributes",
              "ModifyRouterStaticAttributes",
              "ModifySecurityGroupAttributes",
              "ModifyTagAttributes",
              "ModifyVxnetAttributes"));

  private QingCloudOfficial() {}

  /** Tells whether the tables are there. */
  public static boolean isHere() {
    return Files.isDirectory(FOLDER);
  }

  /** Returns the names of the fake's actions. */
  public static SortedSet<String> actions() {
    return new TreeSet<>(new Actions().all().keySet());
  }

  /** Returns the tables by the names of their actions. */
  public static SortedMap<String, JsonNode> tables() {
    SortedMap<String, JsonNode> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json") && !name.startsWith("_")) {
          tables.put(name.replace(".json", ""), read(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  /** Reads a file of the folder. */
  public static JsonNode read(String name) {
    try {
      return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
