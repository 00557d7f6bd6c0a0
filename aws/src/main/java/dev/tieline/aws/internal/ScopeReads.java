package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Marks;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Phases;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The reads of one scope, phase by phase: each puts what it finds into the scope's look. */
final class ScopeReads {
  private final Owner owner;
  private final Known known;
  private final Phases phases;

  ScopeReads(Owner owner, Known known, Phases phases) {
    this.owner = owner;
    this.known = known;
    this.phases = phases;
  }

  /** Asks for our tags alone. */
  void tags(ScopeLook look) {
    look.stage = ScopeLook.Stage.TAGS;
    phases.ask(
        Lists.tags(look.scope, new Lists.By("key", AwsTags.patterns(owner))),
        found -> look.marked = !found.isEmpty(),
        refused ->
            look.failed(AwsErrors.unread(refused), ScopeLook.TYPES.toArray(Class<?>[]::new)));
  }

  /** Asks for everything but rules. */
  void objects(ScopeLook look) {
    look.stage = ScopeLook.Stage.OBJECTS;
    var scope = look.scope;
    Lists.By all = Lists.By.everything();
    phases.ask(Lists.vpcs(scope, all), look.vpcs::addAll, look, Vpc.class);
    phases.ask(Lists.subnets(scope, all), look.subnets::addAll, look, Subnet.class);
    phases.ask(
        Lists.tablesWithRoutes(scope, all),
        found ->
            found.forEach(
                table -> {
                  look.tables.add(table.table());
                  look.routes.addAll(table.routes());
                }),
        look,
        RouteTable.class,
        Route.class);
    phases.ask(Lists.acls(scope, all), look.acls::addAll, look, Acl.class);
    phases.ask(
        Lists.groups(scope, all),
        look.groups::addAll,
        look,
        SecurityGroup.class,
        GroupRule.class,
        OtherRule.class);
    phases.ask(Lists.peerings(scope, all), look.peerings::addAll, look, Pcx.class);
  }

  /**
   * Asks for rules, and for attributes and hosts of some VPCs.
   *
   * @param attributes the VPCs whose attributes matter
   * @param hosts whether hosts in the VPCs concerned do
   */
  void rest(ScopeLook look, Set<String> concerned, Set<String> attributes, boolean hosts) {
    look.stage = ScopeLook.Stage.RULES;
    rules(look, concerned);
    if (!attributes.isEmpty()) {
      phases.ask(
          Lists.attributes(look.scope, attributes),
          look.attributes::addAll,
          look,
          VpcAttributes.class);
    }
    List<String> vpcs = look.vpcs.stream().map(Vpc::id).filter(concerned::contains).toList();
    if (hosts && !vpcs.isEmpty()) {
      phases.ask(
          Lists.hosts(look.scope, new Lists.By("vpc-id", vpcs)),
          look.hosts::addAll,
          look,
          Host.class);
    }
  }

  /**
   * Asks for the rules of all groups if one call takes them. In a region of more groups, the rules
   * of those concerned are asked for, and apart from them those that bear our mark, wherever.
   */
  private void rules(ScopeLook look, Set<String> concerned) {
    boolean many = look.groups.size() > Lists.VALUES_PER_FILTER;
    List<String> ids =
        look.groups.stream()
            .filter(g -> !many || concerned.contains(g.vpc()))
            .map(SecurityGroup::id)
            .toList();
    Consumer<List<Object>> take = found -> found.forEach(look::take);
    if (!ids.isEmpty()) {
      phases.ask(
          Lists.allRules(look.scope, new Lists.By("group-id", ids)),
          take,
          look,
          GroupRule.class,
          OtherRule.class);
    }
    if (many) {
      phases.ask(
          Lists.allRules(look.scope, new Lists.By("tag:" + Marks.key(owner), List.of("*"))),
          take,
          look,
          GroupRule.class,
          OtherRule.class);
    }
  }

  /**
   * Asks for the prefix lists that tables and groups of the VPCs concerned name, and for the blocks
   * of those whose version was not read before. False if none is named.
   */
  boolean lists(ScopeLook look, Set<String> concerned) {
    look.stage = ScopeLook.Stage.ALL;
    Set<String> named = named(look, concerned);
    if (named.isEmpty()) {
      return false;
    }
    phases.ask(
        AccountLists.prefixLists(look.scope, new Lists.By("prefix-list-id", named)),
        found -> {
          found.forEach(list -> blocks(look, list));
          Set<String> unseen = new TreeSet<>(named);
          found.forEach(list -> unseen.remove(list.id()));
          unseen.forEach(id -> look.unread(id, "AWS does not show such a list to this account"));
        },
        refused -> named.forEach(id -> look.unread(id, Phases.words(refused))));
    return true;
  }

  private static Set<String> named(ScopeLook look, Set<String> concerned) {
    Set<String> named = new TreeSet<>();
    look.tables.stream()
        .filter(table -> concerned.contains(table.vpc()))
        .flatMap(table -> table.unresolved().stream())
        .map(OtherRoute::list)
        .filter(id -> !id.isEmpty())
        .forEach(named::add);
    Map<String, String> vpcOfGroup = new LinkedHashMap<>();
    look.groups.forEach(group -> vpcOfGroup.put(group.id(), group.vpc()));
    for (GroupRule rule : look.rules.values()) {
      if (concerned.contains(vpcOfGroup.getOrDefault(rule.group(), ""))
          && rule.peer() instanceof RulePeer.Unresolved peer
          && PrefixList.isId(peer.what())) {
        named.add(peer.what());
      }
    }
    return named;
  }

  private void blocks(ScopeLook look, AccountLists.ListHead list) {
    var before = list.version().flatMap(v -> known.list(look.scope, list.id(), v));
    if (before.isPresent()) {
      look.lists.put(list.id(), new PrefixList(look.scope, list.id(), before.get(), ""));
      return;
    }
    phases.ask(
        AccountLists.prefixListBlocks(look.scope, list.id()),
        (List<Cidr> blocks) -> {
          look.lists.put(list.id(), new PrefixList(look.scope, list.id(), blocks, ""));
          list.version().ifPresent(v -> known.learnList(look.scope, list.id(), v, blocks));
        },
        refused -> look.unread(list.id(), Phases.words(refused)));
  }
}
