package dev.tieline.aws.internal;

import dev.tieline.plan.Step;
import dev.tieline.provider.Marked;
import dev.tieline.provider.Marks;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.Deed;
import dev.tieline.testkit.contract.Deed.Apply;
import dev.tieline.testkit.contract.Snatch;
import dev.tieline.testkit.contract.World;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What takes an object out of the hands of its topology while a destroy of that runs, wherever it
 * bears our mark.
 */
enum AwsReleases {
  /** Our mark is taken off. */
  RELEASE {
    @Override
    Deed of(List<Marked> views) {
      views.forEach(v -> v.console().untag(v.id(), MARK));
      return deed(views, v -> true, () -> {});
    }
  },
  /** Another topology marks it, too. */
  USE {
    @Override
    Deed of(List<Marked> views) {
      views.forEach(v -> v.console().tag(v.id(), OTHER, Marks.USE + v.address()));
      return deed(
          views,
          v -> v.tags().containsKey(OTHER) && !v.tags().containsKey(MARK),
          () ->
              views.stream()
                  .filter(Marked::isThere)
                  .forEach(v -> v.console().untag(v.id(), OTHER)));
    }
  };

  private static final String MARK = "tieline/acme/contract";
  private static final String OTHER = "tieline/acme/other";

  /** How objects of a kind are listed by id. */
  private record Listing(String action, String filter, String items) {}

  private static final Map<String, Listing> LISTINGS =
      Map.of(
          "vpc", new Listing("DescribeVpcs", "vpc-id", "vpcSet/item"),
          "subnet", new Listing("DescribeSubnets", "subnet-id", "subnetSet/item"),
          "route table", new Listing("DescribeRouteTables", "route-table-id", "routeTableSet/item"),
          "security group",
              new Listing("DescribeSecurityGroups", "group-id", "securityGroupInfo/item"),
          "security group rule",
              new Listing(
                  "DescribeSecurityGroupRules",
                  "security-group-rule-id",
                  "securityGroupRuleSet/item"),
          "peering connection",
              new Listing(
                  "DescribeVpcPeeringConnections",
                  "vpc-peering-connection-id",
                  "vpcPeeringConnectionSet/item"));

  /**
   * What bears our mark, as one console shows it.
   *
   * @param group the group that a rule is in, with which it goes; empty for other kinds
   */
  private record Marked(Console console, String kind, String id, String address, String group) {
    static Marked of(Console console, String kind, String id) {
      String group =
          list(console, kind, id).stream()
              .flatMap(rule -> rule.text("groupId").stream())
              .filter(g -> !g.equals(id))
              .findFirst()
              .orElse("");
      return new Marked(console, kind, id, console.tags(id).get(MARK), group);
    }

    private static List<XmlElement> list(Console console, String kind, String id) {
      Listing listing = LISTINGS.get(kind);
      return console
          .call(listing.action(), Map.of("Filter.1.Name", listing.filter(), "Filter.1.Value.1", id))
          .elements(listing.items());
    }

    Map<String, String> tags() {
      return console.tags(id);
    }

    /** Whether it is there; of connections, which are shown long after their end, alive. */
    boolean isThere() {
      return list(console, kind, id).stream()
          .anyMatch(item -> !kind.equals("peering connection") || AwsMoves.isLive(item));
    }

    boolean wentWithItsGroup() {
      return !group.isEmpty() && list(console, "security group", group).isEmpty();
    }
  }

  /** Does it to an object, as all consoles show it that show our mark. */
  abstract Deed of(List<Marked> views);

  /** Both, by hands at some consoles at once. */
  static List<Snatch> all(Function<World, List<Console>> consoles) {
    return Arrays.stream(values())
        .map(
            its ->
                new Snatch(
                    its.name(),
                    LISTINGS.keySet(),
                    (world, step) -> its.of(marked(consoles.apply(world), step))))
        .toList();
  }

  /** A step's wish is the object's kind and its id. */
  private static List<Marked> marked(List<Console> consoles, Step step) {
    String id = step.wish().substring(step.wish().lastIndexOf(' ') + 1);
    return consoles.stream()
        .filter(c -> c.tags(id).containsKey(MARK))
        .map(c -> Marked.of(c, step.kind(), id))
        .toList();
  }

  private static Deed deed(List<Marked> views, Predicate<Marked> left, Runnable undo) {
    return new Deed(
        !views.isEmpty(),
        Set.of(
            "DependencyViolation", "InvalidCidrBlock.InUse"), // what it is in can not go without it
        Apply.READY,
        () -> views.stream().allMatch(v -> v.isThere() ? left.test(v) : v.wentWithItsGroup()),
        () -> {
          undo.run();
          views.stream()
              .filter(Marked::isThere)
              .forEach(v -> v.console().tag(v.id(), MARK, v.address()));
        });
  }
}
