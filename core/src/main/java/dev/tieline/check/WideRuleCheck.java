package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.topology.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One port was meant, all were opened: said of wishes and of rules that are there. */
final class WideRuleCheck implements Checks.Check {
  private static final Traffic EVERY_TCP_PORT = Traffic.tcp(1, 65535); // port 0 is not in use
  private static final String WHY =
      "Whoever gets hold of one host on the other side reaches every service on this one";

  /** The rules of one VPC that let every TCP port in, by whom they let in. */
  private record Wide(BlockIndex<Opened> byBlock, Map<String, List<Opened>> byVpc) {}

  private record Opened(SecurityGroup group, Rule rule, String from) {}

  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    Map<String, Wide> wide = new LinkedHashMap<>();
    for (Scene.Joint joint : scene.joints()) {
      wishes(joint.there(), out);
      for (Way way : joint.ways()) {
        if (way.flows().stream().noneMatch(f -> isWide(f) && f.to().equals(way.network()))) {
          rules(way, wide.computeIfAbsent(way.from().id(), vpc -> wide(scene, vpc)), out);
        }
      }
    }
  }

  private static boolean isWide(Flow flow) {
    return flow.traffic().covers(EVERY_TCP_PORT);
  }

  private static void wishes(Way way, Consumer<Finding> out) {
    List<Flow> flows = way.flows().stream().filter(WideRuleCheck::isWide).toList();
    if (!flows.isEmpty()) {
      out.accept(
          way.finding(
              Codes.OPENS_ALL,
              Severity.WARNING,
              "the link lets every TCP port through: " + Prose.list(flows),
              WHY,
              "Narrow it to the ports that are needed, such as allow(tcp(443))"));
    }
  }

  private static Wide wide(Scene scene, String vpc) {
    Wide wide = new Wide(new BlockIndex<>(), new LinkedHashMap<>());
    Set<String> there = new LinkedHashSet<>();
    scene.now().groups(vpc).forEach(group -> group.rules().forEach(rule -> there.add(rule.id())));
    for (SecurityGroup group : scene.after().groups(vpc)) {
      for (Rule rule : group.rules()) {
        // What the plan adds is wished, and spoken of there; what it deletes is gone.
        if (rule.ingress() && rule.traffic().covers(EVERY_TCP_PORT) && there.contains(rule.id())) {
          file(scene, group, rule, wide);
        }
      }
    }
    return wide;
  }

  private static void file(Scene scene, SecurityGroup group, Rule rule, Wide wide) {
    if (rule.peer() instanceof RulePeer.Block block) {
      wide.byBlock().add(block.cidr(), new Opened(group, rule, block.cidr().toString()));
    } else if (rule.peer() instanceof RulePeer.Members members) {
      Optional<SecurityGroup> theirs = scene.after().group(members.group());
      theirs.ifPresent(
          g ->
              wide.byVpc()
                  .computeIfAbsent(g.vpc(), v -> new ArrayList<>())
                  .add(new Opened(group, rule, "the members of " + g.id())));
    }
  }

  /**
   * Speaks of rules made for the other network, in any group; and of rules that are wider than that
   * only in the groups that the link uses, since elsewhere they are none of its business.
   */
  private static void rules(Way way, Wide wide, Consumer<Finding> out) {
    Set<Opened> found = new LinkedHashSet<>(wide.byVpc().getOrDefault(way.to().id(), List.of()));
    for (Cidr block : way.destinations()) {
      found.addAll(wide.byBlock().at(block));
      found.addAll(wide.byBlock().inside(block));
      List<String> chosen = way.chosenGroups();
      for (Opened opened : wide.byBlock().around(block)) {
        SecurityGroup group = opened.group();
        if (chosen.contains(group.id()) || chosen.contains(group.name())) {
          found.add(opened);
        }
      }
    }
    for (Opened opened : found) {
      out.accept(
          way.finding(
              Codes.OPENS_ALL,
              Severity.WARNING,
              "rule %s of security group %s of %s lets every TCP port in from %s"
                  .formatted(
                      opened.rule().id(),
                      Prose.named(opened.group().id(), opened.group().name()),
                      way.network(),
                      opened.from()),
              WHY,
              "Narrow it to the ports that are needed; the link's own rules open what it allows"));
    }
  }
}
