package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
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
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is found while a peering is compiled, and the choices that may find nothing. */
final class PeeringFindings {
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
                + VpcForm.Managed.MAIN_TABLE
                + " or a name that routeTable(...) gave, or leave routeTables out: then every table"
                + " that serves a subnet gets the routes");
  }

  void add(String code, Severity severity, String subject, String what, String why, String remedy) {
    out.finding(new Finding(code, severity, subject, what, why, remedy));
  }

  private void error(Peering peering, String code, String what, String why, String remedy) {
    add(code, Severity.ERROR, peering.address(), what, why, remedy);
  }

  private void warning(Peering peering, String code, String what, String why, String remedy) {
    add(code, Severity.WARNING, peering.address(), what, why, remedy);
  }

  // ---- whether a peering can be compiled at all ----

  /** Returns whether something keeps a peering from being compiled, which then is a finding. */
  boolean hinder(Peering peering, Compiled a, Compiled b, Map<Keys.Pair, String> pairs) {
    return hasBroken(peering, a, b)
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
                AwsFindings.NETWORK_NOT_READY,
                c.broken() == null
                    ? "the account of network " + c.name() + " is not known"
                    : "network " + c.name() + " is not ready: see network." + c.name(),
                "A link of it can neither be made nor judged, so it is left as it is",
                "Do what the finding on network " + c.name() + " says"));
    return broken.isPresent();
  }

  private boolean isUnreadable(Peering peering, Compiled network) {
    Scope scope = network.scope();
    if (scope == null) {
      return false;
    }
    List<Class<?>> types = new ArrayList<>(List.of(Vpc.class, Pcx.class, RouteTable.class));
    types.add(Route.class);
    if (!peering.flows().isEmpty()) {
      types.add(SecurityGroup.class);
      types.add(GroupRule.class);
    }
    for (Class<?> type : types) {
      Optional<String> why = facts.unreadable(scope, type);
      if (why.isPresent()) {
        boolean told = tells(network, scope, why.get());
        error(
            peering,
            Codes.UNREADABLE,
            "objects of network "
                + network.name()
                + " in "
                + scope
                + " were not read: "
                + (told ? "see network." + network.name() : why.get()),
            "What is there can not be told, and nothing is made or removed on a guess",
            told
                ? "Do what the finding on network " + network.name() + " says"
                : facts.unread(scope, why.get()).remedy("plan again"));
        return true;
      }
    }
    return false;
  }

  /** Whether the network's own finding tells this reason: of what it consists of, nothing else. */
  private boolean tells(Compiled network, Scope scope, String why) {
    Stream<Class<?>> parts = Stream.of(Vpc.class, RouteTable.class);
    Stream<Class<?>> managed = Stream.of(SecurityGroup.class);
    return Stream.concat(
            parts, network.form() == Compiled.Form.MANAGED ? managed : Stream.<Class<?>>empty())
        .anyMatch(type -> facts.unreadable(scope, type).filter(why::equals).isPresent());
  }

  /** Says of which network the ACLs are not known, for checks pass over what was not read. */
  void acls(Peering peering, Compiled network) {
    Scope scope = network.scope();
    if (scope != null && !peering.flows().isEmpty()) {
      facts
          .unreadable(scope, Acl.class)
          .ifPresent(
              words ->
                  warning(
                      peering,
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
          AwsFindings.PAIR_TWICE,
          "links " + first + " and " + peering.name() + " join the same two VPCs",
          "AWS allows one peering connection between two VPCs",
          "Make one link of them");
    }
    return first != null;
  }

  // ---- what is there ----

  /** Names dead connections of ours between the two VPCs. */
  void dead(Peering peering, String a, String b) {
    for (PeeringViews<Pcx> pcx : PeeringViews.between(Pcx.class, facts, a, b)) {
      if (pcx.dead() && pcx.address(owner).isPresent()) {
        Pcx view = pcx.all().stream().filter(Pcx::dead).findFirst().orElseGet(pcx::home);
        add(
            AwsFindings.DEAD_PEERING,
            Severity.INFO,
            peering.address(),
            view.id()
                + " of this topology is "
                + view.status()
                + (view.message().isEmpty() ? "" : ": " + view.message()),
            "A dead connection never carries traffic again; AWS shows it for hours or days",
            "Nothing is to be done about it; if it was rejected or expired, talk to the other side");
      }
    }
  }

  /** Says what is worth knowing of the connection that is there. */
  void there(Peering peering, PeeringViews<Pcx> pcx, boolean adopted, End requester, End accepter) {
    Pcx view = pcx.home();
    if (adopted) {
      add(
          AwsFindings.ADOPTED,
          Severity.INFO,
          peering.address(),
          view.id() + " of somebody else joins the two VPCs and is used",
          "It is neither changed nor deleted; only routes and rules are ours",
          "Nothing; to have a connection of our own, delete that one");
    }
    for (End end : List.of(requester, accepter)) {
      boolean asks = end.network().equals(requester.network());
      Side side = asks ? view.requester() : view.accepter();
      if (end.foreign() && pcx.active() && !side.cidrs().isEmpty()) {
        end.otherBlocks(side, refs)
            .ifPresent(
                what ->
                    warning(
                        peering,
                        AwsFindings.FOREIGN_BLOCKS_DIFFER,
                        "AWS states for network " + end.network() + " " + what,
                        "Routes and rules are made for the blocks of the wish alone",
                        "Ask the other side which blocks are right, and correct the wish"));
      }
    }
  }

  void consentNeeded(Peering peering, Compiled side) {
    warning(
        peering,
        AwsFindings.CONSENT_NEEDED,
        "the DNS option of network " + side.name() + " is off on a connection that is not ours",
        "Attributes of others are not changed without being asked to",
        "Consent to CHANGE_FOREIGN_ATTRIBUTES, or have its owner turn the option on");
  }

  void dnsAttributes(Peering peering, Compiled side) {
    Scope scope = side.scope();
    Optional<String> unread =
        scope == null ? Optional.empty() : facts.unreadable(scope, VpcAttributes.class);
    unread.ifPresent(
        words ->
            warning(
                peering,
                Codes.UNREADABLE,
                "the DNS attributes of network " + side.name() + " could not be read: " + words,
                "Names resolve across a peering only if both VPCs have both attributes on",
                facts.unread(requireNonNull(scope, "scope"), words).remedy("plan again")
                    + "; or see to it that both are on"));
    if (Boolean.FALSE.equals(side.dnsHostnames())) {
      warning(
          peering,
          AwsFindings.DNS_ATTRIBUTES_OFF,
          "enableDnsSupport and enableDnsHostnames of network " + side.name() + " are not both on",
          "Names resolve across a peering only if both VPCs have both attributes on",
          "Turn them on, or consent to CHANGE_FOREIGN_ATTRIBUTES");
    }
  }

  // ---- choices ----

  /** Returns the route tables that get the routes. */
  List<TableRef> tables(Peering peering, Compiled side) {
    return choices.tables(peering, side);
  }

  /** Returns the ids of the groups that were chosen. */
  List<String> groups(Peering peering, Compiled side, Compiled peer) {
    List<String> found = new ArrayList<>();
    for (String idOrName : peering.groups().getOrDefault(side.name(), List.of())) {
      choices
          .group(SecurityGroup.class, peering, side, idOrName)
          .filter(group -> !found.contains(group.id()))
          .ifPresent(
              group -> {
                found.add(group.id());
                groupReferences(peering, group, side, peer);
              });
    }
    return found;
  }

  private void groupReferences(Peering peering, SecurityGroup group, Compiled side, Compiled peer) {
    if (side.region().equals(peer.region())) {
      return;
    }
    Optional<String> other = refs.peek(peer.vpcId());
    facts.find(GroupRule.class, new Keys.InGroup(group.id())).stream()
        .filter(
            r ->
                r.peer() instanceof RulePeer.Members members
                    && facts
                        .one(SecurityGroup.class, members.group())
                        .filter(g -> other.filter(g.vpc()::equals).isPresent())
                        .isPresent())
        .forEach(
            r ->
                warning(
                    peering,
                    AwsFindings.GROUP_REFERENCE_ACROSS_REGIONS,
                    "rule " + r.id() + " of " + group.id() + " names a group of " + peer.name(),
                    "A reference to a group of a peer works within one region only",
                    "Say what may pass by blocks, as the rules of this link do"));
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
