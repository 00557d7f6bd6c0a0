package dev.tieline.toy;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.retry.Pace;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Ref;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Settling;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.spi.Unread;
import dev.tieline.topology.Link;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The module of the toy cloud. */
public final class ToyProvider implements Provider {
  /** How long the toy cloud needs to settle. */
  public static final Settling SETTLING =
      new Settling(Duration.ofMinutes(1), Duration.ofSeconds(60));

  private static final Boxes BOXES = new Boxes();
  private static final Boards BOARDS = new Boards();
  private static final Dials DIALS = new Dials();
  private static final Cables CABLES = new Cables();
  private static final Acceptances ACCEPTANCES = new Acceptances();
  private static final Lamps LAMPS = new Lamps();
  private static final Claims CLAIMS = new Claims();
  private static final Pegs PEGS = new Pegs();
  private static final List<ToyKind<?>> KINDS =
      List.of(BOXES, BOARDS, DIALS, CABLES, ACCEPTANCES, LAMPS, CLAIMS, PEGS);

  private final ToyCloud cloud;
  private final List<String> regions;
  private final Pace pace;

  /** Creates the module. */
  public ToyProvider(ToyCloud cloud, Pace pace, String... regions) {
    this.cloud = cloud;
    this.pace = pace;
    this.regions = List.of(regions);
  }

  @Override
  public String cloud() {
    return "toy";
  }

  @Override
  public void check(Topology topology) {}

  @Override
  public Survey survey(SurveyRequest request) {
    Facts.Builder facts = new Facts.Builder();
    return new Survey() {
      private Facts found = facts.build();

      @Override
      public void start(Reads reads) {
        for (String region : regions) {
          for (String kind : List.of("box", "board", "dial", "cable", "lamp", "claim", "peg")) {
            reads.all(
                ToyKind.list(scope(region), kind),
                things -> things.forEach(t -> ToyKind.file(facts, t)),
                why ->
                    KINDS.stream()
                        .filter(k -> k.thing().equals(kind))
                        .forEach(
                            k -> facts.unreadable(scope(region), k.getClass(), Unread.of(why))));
          }
        }
      }

      @Override
      public Facts facts() {
        found = facts.build();
        return found;
      }

      @Override
      public void picture(SnapshotEditor to) {
        for (Thing t : found.all(Thing.class)) {
          if (t.kind().equals("box")) {
            Boxes.put(to, t.id(), t.region(), t.get("label"), t.get("block"));
          } else if (t.kind().equals("cable") && !t.isDead()) {
            Cables.put(to, t.id(), t.get("a"), t.get("b"));
          }
        }
      }
    };
  }

  private static Scope scope(String region) {
    return new Scope("toy", "main", region);
  }

  @Override
  public void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    Map<String, Ref<String>> boxes = new HashMap<>();
    Map<String, Ref<String>> boards = new HashMap<>();
    topology
        .networks()
        .forEach((name, network) -> network(name, (ToyNetwork) network, facts, out, boxes, boards));
    for (Link link : topology.links().values()) {
      Peering peering = (Peering) link;
      if (boxes.containsKey(peering.a()) && boxes.containsKey(peering.b())) {
        link(topology, peering, out, boxes, boards);
      }
    }
  }

  private static void network(
      String name,
      ToyNetwork network,
      Facts facts,
      Graph.Builder out,
      Map<String, Ref<String>> boxes,
      Map<String, Ref<String>> boards) {
    Address address = new Address("network." + name);
    Scope scope = scope(network.region());
    if (network.form().equals("managed")) {
      Node<Boxes.Box, Thing> box =
          out.add(BOXES, address, scope, new Boxes.Box(network.label(), network.block()));
      boxes.put(name, box.ref("id", Thing::id));
    } else if (network.form().equals("existing")
        && facts.unreadable(scope, Boxes.class).isEmpty()
        && ToyKind.alive(facts, "box", "id", network.id()).isEmpty()) {
      out.finding(
          new Finding(
              "NETWORK_NOT_FOUND",
              Severity.ERROR,
              address.path(),
              "no box " + network.id(),
              "There is nothing to join",
              "Name a box that is there"));
      return;
    } else {
      boxes.put(name, Ref.known(network.id()));
    }
    if (!network.form().equals("foreign")) {
      Node<Boards.Board, Thing> board =
          out.add(BOARDS, address.child("board"), scope, new Boards.Board(boxes.get(name)));
      boards.put(name, board.ref("id", Thing::id));
    }
  }

  private static void link(
      Topology topology,
      Peering link,
      Graph.Builder out,
      Map<String, Ref<String>> boxes,
      Map<String, Ref<String>> boards) {
    Address address = new Address(link.address());
    Scope scope = scope(topology.network(link.a()).region());
    boolean foreign = ((ToyNetwork) topology.network(link.b())).form().equals("foreign");
    Node<Cables.Cable, Thing> cable =
        out.add(
            CABLES,
            address.child("cable"),
            scope,
            new Cables.Cable(boxes.get(link.a()), boxes.get(link.b())));
    Ref<String> id = cable.ref("id", Thing::id);
    Node<Acceptances.Yes, Thing> yes =
        out.add(ACCEPTANCES, address.child("yes"), scope, new Acceptances.Yes(id, foreign));
    for (String end : link.networks()) {
      if (boards.containsKey(end)) {
        ToyNetwork here = (ToyNetwork) topology.network(end);
        String slot = ((ToyNetwork) topology.network(link.other(end))).block();
        Address at = address.child("claim." + end);
        Node<Claims.Claim, Thing> claim =
            out.add(CLAIMS, at, scope(here.region()), new Claims.Claim(boards.get(end), slot));
        out.add(
            PEGS,
            new Address(at + "/peg"),
            scope(here.region()),
            new Pegs.Peg(boards.get(end), slot, id),
            claim,
            yes);
      }
    }
    for (LinkOption<Peering> each : link.options()) {
      ToyOption option = (ToyOption) each;
      Network at = topology.network(option.network());
      Ref<String> box = boxes.get(option.network());
      Address child = address.child(option.what() + "." + option.network());
      if (option.what().equals("lamp")) {
        out.add(LAMPS, child, scope(at.region()), new Lamps.Lamp(box, option.value()));
      } else {
        out.add(DIALS, child, scope(at.region()), new Dials.Dial(box, option.value()));
      }
    }
  }

  @Override
  public List<ResourceKind<?, ?>> kinds() {
    return List.copyOf(KINDS);
  }

  @Override
  public Clients clients(Scope scope) {
    return clients(scope, false);
  }

  private Clients clients(Scope scope, boolean rehearsing) {
    ToyClient client = new ToyClient(cloud, scope.region(), rehearsing);
    return new Clients() {
      @Override
      public <C> C client(Class<C> type) {
        return type.cast(client);
      }
    };
  }

  @Override
  public TielineException explain(CallSite site, boolean mutating, Throwable thrown) {
    if (thrown instanceof ToyError e && e.prerequisite) {
      return CloudCallException.prerequisite(
          site, e.category, e.category.name(), "" + e.getMessage(), 400, "", e);
    }
    if (thrown instanceof ToyError e) {
      return new CloudCallException(
          site, e.category, e.category.name(), "" + e.getMessage(), 400, "", e.tokenSpent, e);
    }
    if (!(thrown instanceof IOException)) {
      throw new IllegalStateException("the toy cloud is broken", thrown);
    }
    return mutating
        ? new OutcomeUnknownException(site, "" + thrown.getMessage(), thrown)
        : new CloudCallException(
            site, Category.UNAVAILABLE, "", "" + thrown.getMessage(), 0, "", false, thrown);
  }

  @Override
  public Optional<Call<?>> rehearsal(Call<?> call) {
    if (!cloud.rehearses()) {
      return Optional.empty();
    }
    return Optional.of(
        Call.read(
            call.scope(),
            call.operation(),
            own -> {
              try {
                return call.body().run(clients(call.scope(), true));
              } catch (ToyClient.Rehearsed allowed) {
                return true;
              }
            }));
  }

  @Override
  public Pace pace(Call<?> call, boolean mutating) {
    return pace;
  }

  @Override
  public Settling settling() {
    return SETTLING;
  }

  @Override
  public void close() {}
}
