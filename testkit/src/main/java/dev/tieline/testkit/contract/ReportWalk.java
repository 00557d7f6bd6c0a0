package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import dev.tieline.apply.Report;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.reach.Family;
import dev.tieline.reach.Probe;
import dev.tieline.reach.Question;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.Walk;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The model's verdicts against the fake's own packets, which share no code with it: each line of
 * the report on the wish, and of those on traffic that nobody wished, is sent between two machines
 * in the line's subnets and groups, or to an interface that is there, over the line's family. Not
 * thread-safe.
 */
public final class ReportWalk {
  private static final Traffic NOBODY_WISHED = Traffic.tcp(3306);

  private final Supplier<Walk> walk;
  private final Machines machines;
  private final Map<Probe.InSubnet, Machine> launched = new LinkedHashMap<>();
  private int sent;

  /**
   * A machine with its address of each family.
   *
   * @param host the machine
   * @param v6 its IPv6 address; empty if it has none
   */
  public record Machine(Host host, String v6) {
    /** Checks that nothing is null. */
    public Machine {
      requireNonNull(host, "host");
      requireNonNull(v6, "v6");
    }
  }

  /** Starts machines. */
  public interface Machines {

    /**
     * Starts a machine.
     *
     * @param where in which subnet and groups
     * @return the machine
     * @throws Breach if there is no such subnet
     */
    Machine launch(Probe.InSubnet where);

    /**
     * Returns the address of a machine or an interface that is there.
     *
     * @param id what the cloud calls it
     * @return its IPv4 address; by default nothing is there but what was launched
     * @throws Breach if there is none
     */
    default String address(String id) {
      throw new Breach("the report speaks of what nobody launched: " + id);
    }
  }

  private ReportWalk(Supplier<Walk> walk, Machines machines) {
    this.walk = requireNonNull(walk, "walk");
    this.machines = requireNonNull(machines, "machines");
  }

  /**
   * Walks all lines; at least one has to be there for each flow that is wished.
   *
   * @param world a world in which the wish has come true; it is thrown away after
   * @param wish the wish
   * @param walk returns a packet walk over the world's present state
   * @param machines starts the machines between which packets go
   * @throws Breach if a packet fares otherwise than the model says
   */
  public static void of(World world, Topology wish, Supplier<Walk> walk, Machines machines) {
    ReportWalk its = new ReportWalk(walk, machines);
    List<Report.Line> lines = new ArrayList<>(world.process().verify(wish).lines());
    List<Flow> flows = wish.links().values().stream().flatMap(l -> l.flows().stream()).toList();
    for (Flow flow : flows) {
      Breach.unless(lines.stream().anyMatch(l -> l.flow().equals(flow)), "no line says of " + flow);
    }
    int wished = lines.size();
    for (Flow flow : flows) { // asked before the machines are there, of which the model may speak
      for (Traffic other : List.of(NOBODY_WISHED, flow.traffic())) {
        lines.addAll(world.process().explain(wish, flow.from(), flow.to(), single(other)).lines());
        if (wish.networks().containsKey(flow.to())) { // nothing begins at an endpoint
          lines.addAll(
              world.process().explain(wish, flow.to(), flow.from(), single(other)).lines());
        }
      }
    }
    lines.forEach(its::send);
    Breach.unless(its.sent >= wished, "of " + wished + " lines only " + its.sent + " were walked");
    lines.stream()
        .filter(l -> l.trace().question().traffic().equals(NOBODY_WISHED))
        .forEach(l -> Breach.unless(!its.arrives(l), "a packet that nobody wished arrives: " + l));
  }

  private static Traffic single(Traffic traffic) {
    return traffic.protocol().hasPorts()
        ? new Traffic(traffic.protocol(), traffic.fromPort(), traffic.fromPort())
        : traffic;
  }

  private void send(Report.Line line) {
    boolean blocked = !line.trace().blocks().isEmpty();
    boolean reachable = line.trace().verdict().isSuccess();
    if (reachable || blocked) { // else it is unknown to the model
      sent++;
      boolean arrives = arrives(line);
      Breach.unless(
          arrives == reachable,
          "the model and a packet disagree: it "
              + (arrives ? "arrives" : "does not arrive")
              + ", and the model says "
              + line.trace());
    }
  }

  private boolean arrives(Report.Line line) {
    Question question = line.trace().question();
    Machine from = machine((Probe.InSubnet) question.from());
    String address = address(question);
    return question.traffic().protocol() == Protocol.ICMP
        ? walk.get().ping(from.host(), address).delivered()
        : walk.get().connect(from.host(), address, question.traffic().fromPort()).delivered();
  }

  private String address(Question question) {
    if (question.to() instanceof Probe.OfHost there) {
      return machines.address(there.id());
    }
    Machine to = machine((Probe.InSubnet) question.to());
    return question.family() == Family.IPV6 ? to.v6() : to.host().privateIp();
  }

  private Machine machine(Probe.InSubnet where) {
    return launched.computeIfAbsent(where, machines::launch);
  }
}
