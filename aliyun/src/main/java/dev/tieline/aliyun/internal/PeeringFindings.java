package dev.tieline.aliyun.internal;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Protocol;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Choices;
import dev.tieline.provider.End;
import dev.tieline.provider.Keys;
import dev.tieline.provider.PeeringViews;
import dev.tieline.provider.TableRef;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is found while a peering is compiled, and the choices that may find nothing. */
final class PeeringFindings {
  // what a VPC takes for private ("UserCidr" of CreateVpc, VPC API Reference, read 2026-11)
  private static final List<Cidr> PRIVATE =
      List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("172.16.0.0/12"), Cidr.parse("192.168.0.0/16"));

  private final Owner owner;
  private final Facts facts;
  private final FoundRefs refs;
  private final Graph.Builder out;
  private final Choices choices;

  PeeringFindings(Owner owner, Facts facts, FoundRefs refs, Graph.Builder out) {
    this.owner = owner;
    this.facts = facts;
    this.refs = refs;
    this.out = out;
    choices =
        new Choices(
            facts,
            refs,
            out,
            "Choose "
                + VpcForm.Managed.SYSTEM_TABLE
                + " or a name that routeTable(...) gave, or leave routeTables out: then every table"
                + " that serves a vSwitch gets the routes");
  }

  void add(String code, Severity severity, String subject, String what, String why, String remedy) {
    out.finding(new Finding(code, severity, subject, what, why, remedy));
  }

  private void error(Link link, String code, String what, String why, String remedy) {
    add(code, Severity.ERROR, link.address(), what, why, remedy);
  }

  private void warning(Link link, String code, String what, String why, String remedy) {
    add(code, Severity.WARNING, link.address(), what, why, remedy);
  }

  // ---- whether a peering can be compiled at all ----

  /** Returns whether something keeps a peering from being compiled, which then is a finding. */
  boolean hinder(Peering peering, Compiled a, Compiled b, Map<Keys.Pair, String> pairs) {
    return hasBroken(peering, a, b)
        || isShared(peering, a)
        || isShared(peering, b)
        || isUnreadable(peering, a)
        || isUnreadable(peering, b)
        || isPairTwice(peering, a, b, pairs);
  }

  private boolean hasBroken(Peering peering, Compiled a, Compiled b) {
    Optional<Compiled> broken =
        Stream.of(a, b).filter(c -> c.broken() != null || c.accountId() == null).findFirst();
    broken.ifPresent(
        c ->
            error(
                peering,
                AliyunFindings.NETWORK_NOT_READY,
                "network "
                    + c.name()
                    + ": "
                    + (c.broken() == null ? "its account is not known" : c.broken()),
                "A link of it can neither be made nor judged, so it is left as it is",
                "Do what the finding on network " + c.name() + " says"));
    return broken.isPresent();
  }

  /** Of a shared VPC the owner alone can peer it. */
  private boolean isShared(Peering peering, Compiled network) {
    Optional<Caller> other =
        Optional.ofNullable(network.scope())
            .flatMap(scope -> facts.one(Caller.class, scope.account()))
            .filter(c -> !c.accountId().equals(network.accountId()));
    other.ifPresent(
        caller ->
            error(
                peering,
                AliyunFindings.VPC_SHARED,
                refs.show(network.vpcId())
                    + " of network "
                    + network.name()
                    + " is of account "
                    + network.accountId()
                    + ", which shares it with account "
                    + caller.accountId()
                    + " ("
                    + caller.alias()
                    + ")",
                "A VPC can be peered by its owner alone",
                "Name an alias of account "
                    + network.accountId()
                    + " in the network, or leave the link to that account's owner"));
    return other.isPresent();
  }

  private boolean isUnreadable(Peering peering, Compiled network) {
    Scope scope = network.scope();
    if (scope == null) {
      return false;
    }
    List<Class<?>> types = new ArrayList<>(List.of(Vpc.class, Pcc.class, RouteTable.class));
    types.add(Route.class);
    if (!peering.flows().isEmpty()) {
      types.add(SecurityGroup.class);
      types.add(GroupRule.class);
    }
    for (Class<?> type : types) {
      Optional<String> why = facts.unreadable(scope, type);
      if (why.isPresent()) {
        error(
            peering,
            Codes.UNREADABLE,
            "objects of network "
                + network.name()
                + " in "
                + scope
                + " were not read: "
                + why.get(),
            "What is there can not be told, and nothing is made or removed on a guess",
            facts.unread(scope, why.get()).remedy("plan again"));
        return true;
      }
    }
    return false;
  }

  /** Says of which network the ACLs are not known, for checks pass over what was not read. */
  void acls(Link link, Compiled network) {
    Scope scope = network.scope();
    if (scope != null && !link.flows().isEmpty()) {
      facts
          .unreadable(scope, Acl.class)
          .ifPresent(
              words ->
                  warning(
                      link,
                      Codes.UNREADABLE,
                      "the network ACLs of network "
                          + network.name()
                          + " could not be read: "
                          + words,
                      "One that drops the traffic of this link would not be found",
                      facts.unread(scope, words).remedy("plan again")
                          + "; or look at the ACLs yourself"));
    }
  }

  private boolean isPairTwice(
      Peering peering, Compiled a, Compiled b, Map<Keys.Pair, String> pairs) {
    String first =
        pairs.putIfAbsent(Keys.Pair.of(refs.show(a.vpcId()), refs.show(b.vpcId())), peering.name());
    if (first != null) {
      error(
          peering,
          AliyunFindings.PAIR_TWICE,
          "links " + first + " and " + peering.name() + " join the same two VPCs",
          "Alibaba Cloud allows one peering connection between two VPCs",
          "Make one link of them");
    }
    return first != null;
  }

  // ---- what is there ----

  /** Names dead connections of ours between the two VPCs. */
  void dead(Peering peering, String a, String b, boolean byPeer) {
    for (PeeringViews<Pcc> pcc : PeeringViews.between(Pcc.class, facts, a, b)) {
      if (pcc.dead() && !Pcc.isGoing(pcc) && pcc.address(owner).isPresent()) {
        Pcc view = pcc.all().stream().filter(Pcc::dead).findFirst().orElseGet(pcc::home);
        add(
            AliyunFindings.DEAD_PEERING,
            // who runs this by schedule would ask somebody who has said no again and again
            view.status().equals("Rejected") && !byPeer ? Severity.WARNING : Severity.INFO,
            peering.address(),
            view.id() + " of this topology is " + view.status(),
            "A dead connection never carries traffic again, and is in the way of another",
            byPeer
                ? "It is deleted; the other side then asks, as the link says"
                : "It is deleted and asked for again; if it was rejected, talk to the other side"
                    + " first, or take the link out of the wish");
      }
    }
  }

  /** Says what is worth knowing of the connection that is there. */
  void there(Peering peering, PeeringViews<Pcc> pcc, boolean adopted, PccWish wish) {
    Pcc view = pcc.home();
    End requester = wish.requester();
    if (adopted) {
      List<String> others = PeeringConnections.otherTerms(wish, view);
      add(
          AliyunFindings.ADOPTED,
          others.isEmpty() ? Severity.INFO : Severity.WARNING,
          peering.address(),
          view.id()
              + " of somebody else joins the two VPCs and is used"
              + (others.isEmpty() ? "" : ", with " + String.join(", ", others)),
          "It is neither changed nor deleted; only routes and rules are ours",
          others.isEmpty()
              ? "Nothing; to have a connection of our own, delete that one"
              : "Have its owner change it; to have a connection of our own, delete that one");
      if (!view.managedService().isEmpty()) {
        add(
            AliyunFindings.SERVICE_MANAGED,
            Severity.WARNING,
            peering.address(),
            view.id() + " is kept by the cloud's product " + view.managedService(),
            "It goes when that product lets it go, and nobody else can change or delete it",
            "Use it as long as that is right, or take the VPCs out of that product");
      }
    }
    if (view.locked()) {
      error(
          peering,
          AliyunFindings.ARREARS,
          view.id() + " is locked for money: " + view.businessStatus() + " (expected: Normal)",
          "An account in arrears carries no traffic over its connections",
          "Settle the bills of "
              + Stream.of(view.requester(), view.accepter())
                  .map(side -> "account " + side.accountId())
                  .distinct()
                  .collect(Collectors.joining(" and "))
              + ", then plan again");
    }
    for (End end : List.of(requester, wish.accepter())) {
      boolean asks = end.network().equals(requester.network());
      Side side = asks ? view.requester() : view.accepter();
      if (end.foreign() && pcc.active() && !side.cidrs().isEmpty()) {
        end.otherBlocks(side, refs)
            .ifPresent(
                what ->
                    warning(
                        peering,
                        AliyunFindings.FOREIGN_BLOCKS_DIFFER,
                        "Alibaba Cloud states for network " + end.network() + " " + what,
                        "Routes and rules are made for the blocks of the wish alone",
                        "Ask the other side which blocks are right, and correct the wish"));
      }
    }
  }

  /** Says that Cloud Data Transfer is not open, or that this is not known. */
  void transfer(Peering peering, Scope scope, boolean crossBorder) {
    String what = CdtOpenings.words(crossBorder);
    Optional<Cdt> cdt =
        facts.find(Cdt.class, scope.account()).stream()
            .filter(c -> c.crossBorder() == crossBorder)
            .findFirst();
    if (cdt.isPresent() && !cdt.get().open()) {
      error(
          peering,
          AliyunFindings.CDT_NOT_OPENED,
          what + " is not opened in account " + account(scope),
          "The cloud refuses the peering, or opens it by itself: it is how traffic is billed",
          "Let account "
              + account(scope)
              + " open it (CDT console), or give the link the option "
              + PeeringOptions.OPEN_DATA_TRANSFER
              + "; it can not be closed again");
    } else if (cdt.isEmpty()) {
      facts
          .unreadable(scope, Cdt.class)
          .ifPresent(
              words ->
                  warning(
                      peering,
                      Codes.UNREADABLE,
                      "whether account "
                          + account(scope)
                          + " has opened "
                          + what
                          + " could not be read: "
                          + words,
                      "Without it the cloud refuses the peering, or opens it by itself",
                      facts.unread(scope, words).remedy("plan again")
                          + "; or see to it that it is open"));
    }
  }

  private String account(Scope scope) {
    return facts
        .one(Caller.class, scope.account())
        .map(c -> c.accountId() + " (" + scope.account() + ")")
        .orElse(scope.account());
  }

  /** Says which blocks of the peer a VPC takes for addresses of the internet. */
  void ranges(Peering peering, Compiled side, Compiled peer) {
    if (side.scope() == null) {
      return;
    }
    List<Cidr> own = new ArrayList<>(side.userBlocks());
    PRIVATE.forEach(own::add);
    CidrSet known = CidrSet.of(own.toArray(Cidr[]::new));
    for (BlockRef block : peer.blocks()) {
      refs.peek(block.cidr())
          .filter(c -> c.isV4() && !known.contains(c))
          .ifPresent(
              c ->
                  warning(
                      peering,
                      AliyunFindings.USER_CIDR_MISSING,
                      "block "
                          + c
                          + " of network "
                          + peer.name()
                          + " is no private one for network "
                          + side.name(),
                      "Hosts with an address of the internet send traffic for such blocks there,"
                          + " whatever the route tables say",
                      "Make VPC "
                          + refs.show(side.vpcId())
                          + " anew with this block in its UserCidr, which can be set only then, or"
                          + " use hosts without internet addresses"));
    }
  }

  /** Says which rules drop what a link lets through, and decide before its rules. */
  void drops(Link link, RuleWish wish, Cidr peer) {
    for (GroupRule drop : wish.drops()) {
      boolean concerns =
          (drop.traffic().protocol() == Protocol.ALL
                  || drop.traffic().protocol() == wish.traffic().protocol())
              && drop.traffic().fromPort() <= wish.traffic().toPort()
              && drop.traffic().toPort() >= wish.traffic().fromPort()
              && !(drop.peer() instanceof RulePeer.Block block && !block.cidr().overlaps(peer));
      if (concerns) {
        warning(
            link,
            AliyunFindings.DROP_RULE,
            "rule "
                + drop.id()
                + " of "
                + drop.group()
                + " drops "
                + drop.traffic()
                + (drop.ingress() ? " from " : " to ")
                + GroupRules.words(drop.peer())
                + " with priority "
                + drop.priority(),
            "Of two rules of the same priority the one that drops decides",
            "Delete it, or give it a greater number as its priority");
      }
    }
  }

  /** Says that hosts of a network have no IPv6 address from which they could reach the peer's. */
  void noIpv6(Peering peering, Compiled side, BlockRef block) {
    add(
        AliyunFindings.IPV6_NOT_ROUTED,
        Severity.INFO,
        peering.address(),
        "network "
            + side.name()
            + " has no IPv6 block, and the other one has "
            + refs.peek(block.cidr()).map(Cidr::toString).orElse("one"),
        "Nobody in it can reach addresses of that block, so that no route leads there",
        "Nothing; or enable IPv6 for the VPC if it is wanted");
  }

  /** Says where blocks of IPv6 can not be routed. */
  boolean isRouted6(Peering peering, Compiled side, TableRef table, BlockRef block) {
    Optional<RouteTable> there = refs.peek(table.id()).flatMap(t -> facts.one(RouteTable.class, t));
    if (!block.v6() || there.isEmpty() || there.get().system()) {
      return true;
    }
    warning(
        peering,
        AliyunFindings.IPV6_NOT_ROUTED,
        "table " + there.get().id() + " of network " + side.name() + " is a custom one",
        "Custom route tables take no IPv6 routes, so that its vSwitches get none",
        "Bind vSwitches that need IPv6 to the system table");
    return false;
  }

  // ---- choices ----

  /** Returns the route tables that get the routes. */
  List<TableRef> tables(Peering peering, Compiled side) {
    return choices.tables(peering, side);
  }

  /** Returns the ids of the groups that were chosen. */
  List<String> groups(Peering peering, Compiled side) {
    return groups(peering, side, peering.groups().getOrDefault(side.name(), List.of()));
  }

  /** Returns the ids of the groups of a network that are called so. */
  List<String> groups(Link link, Compiled side, List<String> idsOrNames) {
    List<String> found = new ArrayList<>();
    for (String idOrName : idsOrNames) {
      Optional<SecurityGroup> group = choices.group(SecurityGroup.class, link, side, idOrName);
      if (group.filter(SecurityGroup::serviceManaged).isPresent()) {
        error(
            link,
            AliyunFindings.GROUP_SERVICE_MANAGED,
            "security group " + group.get().id() + " is kept by a product of the cloud",
            "Nobody else can change its rules",
            "Choose another group of the hosts, or put them into one more");
      } else if (group.filter(g -> !found.contains(g.id())).isPresent()) {
        found.add(group.get().id());
      }
    }
    return found;
  }

  void groupNotChosen(Peering peering, Compiled side) {
    warning(
        peering,
        Codes.GROUP_NOT_CHOSEN,
        "no security group of network " + side.name() + " was chosen",
        "No rule is made there, so that what passes depends on the groups as they are",
        "Choose groups with groups(\"" + side.name() + "\", ...)");
  }
}
