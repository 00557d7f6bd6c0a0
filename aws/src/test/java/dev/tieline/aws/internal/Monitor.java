package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.FakeAws;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Watches every mutating call that reaches a fake, and holds it against the true state at that
 * moment: no write to what is neither marked nor claimed, nothing made without a mark, key or
 * token, a claim before its entry, nothing deleted that others marked as well. Moves of a {@code
 * Console} are not watched, since strangers may do as they like.
 */
final class Monitor implements CallListener, dev.tieline.testkit.contract.Monitor {
  private static final Pattern TAG = Pattern.compile("\\{key=([^,}]+), value=([^}]*)\\}");
  private static final Pattern LINE = Pattern.compile("(\\d{12}) (\\S+) (\\S+) (\\{.*)");

  /** What one account and region shows of one object. */
  private record Line(String id, String text, Map<String, String> tags) {
    boolean has(String keyPrefix) {
      return tags.keySet().stream().anyMatch(k -> k.startsWith(keyPrefix));
    }

    String field(String name) {
      Matcher m = Pattern.compile("[{ ]" + name + "=([^,}]*)").matcher(text);
      return m.find() ? m.group(1) : "";
    }
  }

  private final FakeAws aws;
  private final String mark;
  private final String claim;
  private final String before;
  private final List<String> violations = new ArrayList<>();

  /** Evidence that is written anew ends with a space and a number. */
  private static String unnumbered(String value) {
    return value.replaceFirst(" \\d+$", "");
  }

  /** What was marked or claimed once: nobody can see a stranger's move between look and write. */
  private final Set<String> wasOurs = ConcurrentHashMap.newKeySet();

  Monitor(FakeAws aws, String namespace) {
    this.aws = aws;
    this.mark = "tieline/" + namespace + "/";
    this.claim = "tieline-claim/" + namespace + "/";
    this.before = "tieline-before/" + namespace + "/";
  }

  /** Begins to watch what a namespace does. */
  static Monitor on(FakeAws aws, String namespace) {
    Monitor monitor = new Monitor(aws, namespace);
    aws.observe(monitor);
    return monitor;
  }

  /** Fails if any call so far broke a rule. */
  void check() {
    synchronized (violations) {
      assertThat(violations).as("what no call may do").isEmpty();
    }
  }

  @Override
  public void before(Call call, SortedMap<String, String> parameters) {
    if (!call.mutating() || call.dryRun()) {
      return;
    }
    String why = judge(call, parameters);
    if (!why.isEmpty()) {
      synchronized (violations) {
        violations.add(call.action() + " " + parameters + ": " + why);
      }
    }
  }

  @Override
  public String judge(Call call, SortedMap<String, String> parameters) {
    return new World(aws.dump()).judge(call.action(), parameters);
  }

  /** The true state at one moment. */
  private final class World {
    private final Map<String, List<Line>> lines = new TreeMap<>();

    private final Set<String> settings = new HashSet<>();

    World(String dump) {
      for (String text : dump.split("\n")) {
        if (text.contains(" enableDns")) {
          settings.add(text.split(" ", 3)[2]);
        }
        Matcher m = LINE.matcher(text);
        if (m.matches()) {
          Map<String, String> tags = new TreeMap<>();
          Matcher tag = TAG.matcher(text);
          while (tag.find()) {
            tags.put(tag.group(1), tag.group(2));
          }
          remember(m.group(3), tags);
          lines
              .computeIfAbsent(m.group(3), id -> new ArrayList<>())
              .add(new Line(m.group(3), m.group(4), tags));
        }
      }
    }

    private List<Line> views(String id) {
      return lines.getOrDefault(id, List.of());
    }

    private boolean there(String id) {
      return lines.containsKey(id);
    }

    private boolean marked(String id) {
      return wasOurs.contains(id);
    }

    private void remember(String id, Map<String, String> tags) {
      for (Map.Entry<String, String> tag : tags.entrySet()) {
        String key = tag.getKey();
        if (key.startsWith(mark)) {
          wasOurs.add(id);
        } else if (key.startsWith(claim)) {
          String[] parts = key.split("/", 4);
          String target = tag.getValue().replaceFirst("^use:", "").split("/", 2)[0];
          wasOurs.add(id + " " + parts[parts.length - 1] + " " + target);
        }
      }
    }

    /** What comes into being with a VPC of ours is ours as well. */
    private boolean markedOrWithin(String id) {
      return marked(id) || views(id).stream().anyMatch(l -> marked(l.field("vpcId")));
    }

    private boolean keepsOld(String id) {
      return views(id).stream().anyMatch(l -> l.has(before));
    }

    private Set<String> marks(String id) {
      return views(id).stream()
          .flatMap(l -> l.tags().keySet().stream())
          .filter(k -> k.startsWith("tieline/"))
          .collect(Collectors.toCollection(HashSet::new));
    }

    private boolean claims(String table, String destination, String target) {
      return wasOurs.contains(table + " " + destination + " " + target);
    }

    /** Where a table leads a destination: target and state, as in {@code pcx-1 active}. */
    private Optional<String> route(String table, String destination) {
      Pattern entry =
          Pattern.compile(
              "\\{[^{}]*estination[A-Za-z0-9]*=" + Pattern.quote(destination) + ",[^{}]*\\}");
      return views(table).stream()
          .map(l -> entry.matcher(l.text()))
          .filter(Matcher::find)
          .map(m -> m.group())
          .findFirst();
    }

    private static String target(String route) {
      Matcher m = Pattern.compile("(?:vpcPeeringConnectionId|gatewayId)=([^,}]+)").matcher(route);
      return m.find() ? m.group(1) : "";
    }

    String judge(String action, SortedMap<String, String> p) {
      return switch (action) {
        case "CreateVpc",
            "CreateSubnet",
            "CreateSecurityGroup",
            "CreateVpcPeeringConnection",
            "AuthorizeSecurityGroupIngress",
            "AuthorizeSecurityGroupEgress" ->
            bornMarked(p);
        case "CreateRouteTable" ->
            p.containsKey("ClientToken") ? bornMarked(p) : "made without a token";
        case "CreateTags" -> tagging(p);
        case "DeleteTags" -> untagging(p);
        case "CreateRoute" -> newRoute(p);
        case "ReplaceRoute", "DeleteRoute" -> oldRoute(p);
        case "DeleteVpc" -> deleted(p.get("VpcId"));
        case "DeleteSubnet" -> deleted(p.get("SubnetId"));
        case "DeleteRouteTable" -> deleted(p.get("RouteTableId"));
        case "DeleteSecurityGroup" -> deleted(p.get("GroupId"));
        case "DeleteVpcPeeringConnection" -> deleted(p.get("VpcPeeringConnectionId"));
        case "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress" -> revoked(p);
        case "ModifyVpcAttribute" -> isSo(p) ? "" : changed(p.get("VpcId"));
        case "ModifyVpcPeeringConnectionOptions" ->
            isSo(p) ? "" : changed(p.get("VpcPeeringConnectionId"));
        case "AssociateRouteTable" -> changed(p.get("SubnetId"));
        case "AssociateVpcCidrBlock" -> changed(p.get("VpcId"));
        case "AcceptVpcPeeringConnection",
            "ReplaceRouteTableAssociation",
            "DisassociateRouteTable",
            "DisassociateVpcCidrBlock" ->
            ""; // named by ids of associations, which a dump does not show
        default -> "not an action that any kind needs";
      };
    }

    private String bornMarked(Map<String, String> p) {
      boolean marked =
          p.entrySet().stream()
              .anyMatch(
                  e ->
                      e.getKey().matches("TagSpecification\\.\\d+\\.Tag\\.\\d+\\.Key")
                          && e.getValue().startsWith(mark));
      return marked ? "" : "made without a mark";
    }

    /** Whether a setting is already as it is written; to write it once more harms nobody. */
    private boolean isSo(Map<String, String> p) {
      return p.entrySet().stream()
          .filter(e -> e.getKey().startsWith("EnableDns") || e.getKey().contains("Options."))
          .allMatch(
              e ->
                  e.getKey().startsWith("EnableDns")
                      ? settings.contains(
                          p.get("VpcId")
                              + " e"
                              + e.getKey().replace(".Value", "").substring(1)
                              + "="
                              + e.getValue())
                      : isSo(p.get("VpcPeeringConnectionId"), e.getKey(), e.getValue()));
    }

    private boolean isSo(String pcx, String key, String value) {
      String side = key.startsWith("Requester") ? "requesterVpcInfo=" : "accepterVpcInfo=";
      String option = "allowDnsResolutionFromRemoteVpc=" + value;
      return views(pcx).stream()
          .map(Line::text)
          .map(t -> t.substring(t.indexOf(side) + side.length()).split("VpcInfo=|status=", 2)[0])
          .anyMatch(t -> t.contains(option));
    }

    private String changed(String id) {
      return !there(id) || marked(id) || keepsOld(id) ? "" : id + " is not ours to change";
    }

    private String deleted(String id) {
      if (!there(id)) {
        return "";
      }
      Set<String> marks = marks(id);
      return marks.size() == 1 && marks.iterator().next().startsWith(mark)
          ? ""
          : id + " bears " + (marks.isEmpty() ? "no mark" : marks);
    }

    private String revoked(Map<String, String> p) {
      String bad =
          p.entrySet().stream()
              .filter(e -> e.getKey().startsWith("SecurityGroupRuleId."))
              .map(e -> deleted(e.getValue()))
              .collect(Collectors.joining());
      boolean byId = p.keySet().stream().anyMatch(k -> k.startsWith("SecurityGroupRuleId."));
      return byId ? bad : "revoked by content, which may be somebody else's rule";
    }

    private String tagging(Map<String, String> p) {
      String id = p.get("ResourceId.1");
      if (p.containsKey("ResourceId.2")) {
        return "several objects in one call";
      }
      for (Map.Entry<String, String> e : p.entrySet()) {
        if (e.getKey().matches("Tag\\.\\d+\\.Key")) {
          String key = e.getValue();
          String value = p.getOrDefault(e.getKey().replace(".Key", ".Value"), "");
          boolean fine =
              key.startsWith(claim)
                  ? id.startsWith("rtb-") || id.startsWith("vpc-")
                  : key.startsWith(before)
                      ? views(id).stream()
                          .allMatch(
                              l ->
                                  unnumbered(l.tags().getOrDefault(key, value))
                                      .equals(unnumbered(value)))
                      : (key.startsWith(mark) || key.equals("Name")) && markedOrWithin(id);
          if (!fine && there(id)) {
            return key + " on " + id + ", which is not ours or bears another value";
          }
        }
      }
      return "";
    }

    private String untagging(Map<String, String> p) {
      return p.entrySet().stream()
          .filter(e -> e.getKey().matches("Tag\\.\\d+\\.Key"))
          .map(Map.Entry::getValue)
          .filter(k -> !k.startsWith(mark) && !k.startsWith(claim) && !k.startsWith(before))
          .map(k -> k + " is not ours to take off; ")
          .collect(Collectors.joining());
    }

    private static String destination(Map<String, String> p) {
      return p.containsKey("DestinationCidrBlock")
          ? p.get("DestinationCidrBlock")
          : p.get("DestinationIpv6CidrBlock");
    }

    private String newRoute(Map<String, String> p) {
      String table = p.get("RouteTableId");
      String pcx = p.get("VpcPeeringConnectionId");
      return !there(pcx) || marked(pcx) || claims(table, destination(p), pcx)
          ? ""
          : "a route into a connection that is not ours, before it is claimed";
    }

    private String oldRoute(Map<String, String> p) {
      String table = p.get("RouteTableId");
      Optional<String> now = route(table, destination(p));
      if (now.isEmpty()) {
        return "";
      }
      String target = target(now.get());
      boolean ours =
          marked(target)
              || claims(table, destination(p), target)
              || (now.get().contains("state=blackhole") && target.startsWith("pcx-"));
      return ours ? "" : "that route leads to " + now.get() + ", which is not ours";
    }
  }
}
