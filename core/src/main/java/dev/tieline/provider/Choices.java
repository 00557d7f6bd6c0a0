package dev.tieline.provider;

import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Refs;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The route tables and security groups that a link names, and findings on those not found. */
public final class Choices {
  private final Facts facts;
  private final Refs refs;
  private final Graph.Builder out;
  private final String everyTable;

  /**
   * Choices among what is there.
   *
   * @param facts what the survey found
   * @param refs what is there of the wish
   * @param out takes the findings
   * @param everyTable what to do where a table of a managed network was not found
   */
  public Choices(Facts facts, Refs refs, Graph.Builder out, String everyTable) {
    this.facts = facts;
    this.refs = refs;
    this.out = out;
    this.everyTable = everyTable;
  }

  /**
   * Returns the route tables that get a peering's routes.
   *
   * @param peering the peering
   * @param side the network that they are in
   * @return those that were chosen, as far as they are found; else all that serve a subnet
   */
  public List<TableRef> tables(Peering peering, CompiledNetwork side) {
    List<String> chosen = peering.routeTables().get(side.name());
    if (chosen == null) {
      return side.tables();
    }
    List<TableRef> all = Stream.concat(side.tables().stream(), side.idleTables().stream()).toList();
    List<TableRef> found = new ArrayList<>();
    for (String idOrName : chosen) {
      List<TableRef> called = all.stream().filter(t -> t.isCalled(idOrName, refs)).toList();
      if (called.size() == 1) {
        if (!found.contains(called.get(0))) {
          found.add(called.get(0));
        }
      } else {
        tableNotFound(peering, side, idOrName, called.size(), all);
      }
    }
    return found;
  }

  private void tableNotFound(
      Peering peering, CompiledNetwork side, String idOrName, int count, List<TableRef> all) {
    String choice = String.join(", ", all.stream().map(t -> t.shown(refs)).sorted().toList());
    out.finding(
        NetworkFindings.error(
            CommonCodes.ROUTE_TABLE_NOT_FOUND,
            peering.address(),
            "network "
                + side.name()
                + " has "
                + (count == 0 ? "no" : count)
                + " route tables called "
                + idOrName
                + " (there are: "
                + choice
                + ")",
            "Routes go into the tables that were chosen, and into no others",
            side.form() == CompiledNetwork.Form.MANAGED ? everyTable : "Choose a table by its id"));
  }

  /**
   * Returns the security group of a network that is called so.
   *
   * @param type the provider's type of groups
   * @param link the link that names it
   * @param side the network
   * @param idOrName its id or name
   * @param <G> the provider's type of groups
   * @return the group; empty, with a finding, if there is none or several
   */
  public <G extends GroupView> Optional<G> group(
      Class<G> type, Link link, CompiledNetwork side, String idOrName) {
    Optional<String> vpc = refs.peek(side.vpcId());
    List<G> called =
        vpc.stream()
            .flatMap(
                v ->
                    Stream.concat(
                        facts.find(type, idOrName).stream(),
                        facts.find(type, new Keys.GroupNamed(v, idOrName)).stream()))
            .filter(g -> vpc.get().equals(g.vpc()))
            .distinct()
            .toList();
    if (called.size() != 1) {
      groupNotFound(type, link, side, idOrName, called.size());
      return Optional.empty();
    }
    return Optional.of(called.get(0));
  }

  private <G extends GroupView> void groupNotFound(
      Class<G> type, Link link, CompiledNetwork side, String idOrName, int count) {
    String elsewhere =
        facts.one(type, idOrName).map(g -> "; " + idOrName + " is in " + g.vpc()).orElse("");
    List<String> there =
        refs.peek(side.vpcId()).stream()
            .flatMap(id -> facts.find(type, new Keys.InVpc(id)).stream())
            .map(g -> g.id() + " (" + g.name() + ")")
            .sorted()
            .toList();
    out.finding(
        NetworkFindings.error(
            CommonCodes.GROUP_NOT_FOUND,
            link.address(),
            "network "
                + side.name()
                + " has "
                + (count == 0 ? "no" : count)
                + " security groups called "
                + idOrName
                + elsewhere
                + (there.isEmpty()
                    ? " (there are none yet)"
                    : " (there are: " + String.join(", ", there) + ")"),
            "Rules go into the groups that were chosen, and into no others",
            side.form() == CompiledNetwork.Form.MANAGED
                ? "Leave groups(\""
                    + side.name()
                    + "\", ...) out: a managed network gets a group of its own"
                : "Choose a group of this network by its id"));
  }
}
