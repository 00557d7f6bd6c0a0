package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Evidence;
import dev.tieline.testkit.internal.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has been ours in Alibaba Cloud. Entries of tables and rules of groups have no tags: their
 * marks stand in their descriptions, one after the other. Not thread-safe.
 */
final class AliyunEvidence extends Evidence {
  private static final String MARK = "tieline/";

  /** A minute that reads may be behind, and five for a look. */
  private static final Duration PAST = Duration.ofMinutes(6);

  private final String namespace;
  private final Set<String> described = new LinkedHashSet<>();
  private final Set<String> zones = new LinkedHashSet<>();

  /** The services of endpoints, and what those of a service have had, by its id. */
  private final Map<String, String> services = new LinkedHashMap<>();

  private final Map<String, String> names = new LinkedHashMap<>(); // of zones
  private final Map<String, Set<String>> guards = new LinkedHashMap<>();
  private final Map<String, Set<String>> addresses = new LinkedHashMap<>();

  AliyunEvidence(String namespace) {
    super(namespace, PAST);
    this.namespace = namespace;
  }

  @Override
  protected void lookFurther(World world) {
    each(
        world,
        "vpc/",
        (id, value) -> {
          Vpc vpc = (Vpc) value;
          vpc(id, vpc.cidr(), vpc.blocks());
        });
    each(world, "rte/", (id, value) -> describe(id, ((RouteEntry) value).description()));
    each(
        world,
        "sg/",
        (id, value) ->
            ((SecurityGroup) value)
                .rules()
                .values()
                .forEach(rule -> describe(rule.id(), rule.description())));
    lookAtLinks(world);
  }

  /** What endpoints have had, and which zones have been ours. */
  private void lookAtLinks(World world) {
    each(
        world,
        "ep/",
        (id, value) -> {
          Endpoint endpoint = (Endpoint) value;
          services.put(id, endpoint.serviceId());
          endpoint.groups().forEach(group -> add(guards, endpoint.serviceId(), group));
        });
    each(
        world,
        "eni/",
        (id, value) -> {
          Eni eni = (Eni) value;
          String service = services.get(eni.instanceId());
          if (service != null) {
            add(addresses, service, eni.ip().toString());
          }
        });
    each(
        world,
        "zone/",
        (id, value) -> {
          PrivateZone zone = (PrivateZone) value;
          names.put(id, zone.name());
          if (isRemark(zone.name(), zone.remark())) {
            zones.add(id);
          }
        });
  }

  private static void add(Map<String, Set<String>> to, String key, String value) {
    to.computeIfAbsent(key, its -> new LinkedHashSet<>()).add(value);
  }

  private static String idOf(String serviceName) {
    return serviceName.substring(serviceName.lastIndexOf('.') + 1);
  }

  /** The groups that guard or guarded endpoints of a service. */
  Set<String> guards(String serviceName) {
    return guards.getOrDefault(idOf(serviceName), Set.of());
  }

  /** The addresses that endpoints of a service have or had. */
  Set<String> addresses(String serviceName) {
    return addresses.getOrDefault(idOf(serviceName), Set.of());
  }

  /** Whether some VPC bears a claim on a zone of a name. */
  boolean claimsName(String name) {
    return vpcs().stream().anyMatch(vpc -> claims(vpc, "dns." + digest(name)));
  }

  /** Whether a zone or a record of a name bears the namespace's remark, for whichever VPC. */
  boolean isRemark(String name, String remark) {
    return vpcs().stream()
        .anyMatch(vpc -> remark.equals("tieline-" + digest(namespace + "/" + vpc + "/" + name)));
  }

  /** Whether a zone has been ours, or is blank where a claim of ours waits for one. */
  boolean isOurs(World world, PrivateZone zone) {
    boolean blank =
        zone.remark().isEmpty()
            && zone.vpcs().isEmpty()
            && all(world, Kind.ZONE_RECORD).noneMatch(entry -> entry.zoneId().equals(zone.id()));
    return zones.contains(zone.id()) || (blank && claimsName(zone.name()));
  }

  /** Returns a zone, which has no mark in its id that tells what it is. */
  @Nullable PrivateZone zone(World world, String id) {
    return find(world, Kind.PRIVATE_ZONE, id);
  }

  PrivateZone.@Nullable Entry entry(World world, String id) {
    return find(world, Kind.ZONE_RECORD, id);
  }

  private static <T extends Thing> @Nullable T find(World world, Kind<T> kind, String id) {
    return all(world, kind).filter(thing -> thing.id().equals(id)).findFirst().orElse(null);
  }

  private static <T extends Thing> Stream<T> all(World world, Kind<T> kind) {
    return world.below(kind.prefix() + "/", kind.type()).stream();
  }

  /** Whether a record bears our remark, in a zone that is or was there. */
  boolean isOurs(PrivateZone.Entry entry) {
    return isRemark(names.getOrDefault(entry.zoneId(), ""), entry.remark());
  }

  /** Sixteen digits that stand for a text, as remarks and claims have them. */
  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void describe(String id, String description) {
    if (describes(description)) {
      described.add(id);
    }
  }

  /** A VPC of others that our entries are in says so; anything else that we use is another's. */
  @Override
  protected boolean makes(String id, String value) {
    return !(id.startsWith("vpc-") && isUse(value));
  }

  /** Returns the marks in a description, as they would be keys of tags. */
  static Set<String> marks(String description) {
    return Arrays.stream(description.split("; "))
        .filter(part -> part.startsWith(MARK) && part.indexOf(' ') > 0)
        .map(part -> part.substring(0, part.indexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a description bears a mark of the namespace. */
  boolean describes(String description) {
    return marks(description).stream().anyMatch(this::isMark);
  }

  /** Whether an entry or a rule has been ours. */
  boolean described(String id) {
    return described.contains(id);
  }

  /** Whether a VPC bears our mark, as one of ours or as one that our entries are in. */
  boolean announced(@Nullable String vpc) {
    return marked(vpc) || used(vpc);
  }

  /** Returns the VPC that an object is in; null when that can not be told. */
  static @Nullable String vpcOf(@Nullable Object object) {
    if (object instanceof Vpc vpc) {
      return vpc.id();
    }
    if (object instanceof VSwitch vSwitch) {
      return vSwitch.vpcId();
    }
    if (object instanceof RouteTable table) {
      return table.vpcId();
    }
    if (object instanceof RouteEntry entry) {
      return entry.vpcId();
    }
    if (object instanceof Endpoint endpoint) {
      return endpoint.vpcId();
    }
    return object instanceof SecurityGroup group ? group.vpcId() : null;
  }
}
