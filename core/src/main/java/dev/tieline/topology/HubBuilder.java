package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the caller says about one hub, inside the lambda of {@link Topology.Builder#hub}. Not
 * thread-safe.
 */
public final class HubBuilder {
  private final String name;
  private final Map<String, Hub.Member> members = new LinkedHashMap<>();
  private final Set<Traffic> allow = new LinkedHashSet<>();
  private final Map<String, List<Traffic>> allowFrom = new LinkedHashMap<>();
  private final List<LinkOption<Hub>> options = new ArrayList<>();

  HubBuilder(String name) {
    this.name = requireNonNull(name, "name");
  }

  /**
   * Adds a member with all its subnets, and routes in every table that serves one.
   *
   * @param network the network's name
   * @return this builder
   * @throws IllegalArgumentException if it is a member already
   */
  public HubBuilder member(String network) {
    return member(network, m -> {});
  }

  /**
   * Adds a member.
   *
   * @param network the network's name
   * @param how which of its subnets, groups and route tables take part
   * @return this builder
   * @throws IllegalArgumentException if it is a member already
   */
  public HubBuilder member(String network, Consumer<MemberBuilder> how) {
    MemberBuilder member = new MemberBuilder();
    how.accept(member);
    if (members.putIfAbsent(network, member.build(network)) != null) {
      throw new IllegalArgumentException(
          "member: " + network + " (expected: each network once in hub " + name + ")");
    }
    return this;
  }

  /**
   * Lets traffic through between all members: each may open a connection to every other.
   *
   * @param traffic what to let through
   * @return this builder
   */
  public HubBuilder allow(Traffic... traffic) {
    allow.addAll(Arrays.asList(traffic));
    return this;
  }

  /**
   * Lets one member open connections to every other; answers pass, too.
   *
   * @param network the member's name
   * @param traffic what to let through
   * @return this builder
   */
  public HubBuilder allowFrom(String network, Traffic... traffic) {
    allowFrom
        .computeIfAbsent(requireNonNull(network, "network"), n -> new ArrayList<>())
        .addAll(Arrays.asList(traffic));
    return this;
  }

  /**
   * Adds an option of the cloud.
   *
   * @param option the option
   * @return this builder
   */
  public HubBuilder with(LinkOption<Hub> option) {
    options.add(requireNonNull(option, "option"));
    return this;
  }

  Hub build() {
    return new Hub(
        name, List.copyOf(members.values()), List.copyOf(allow), allowFrom, List.copyOf(options));
  }

  /** What the caller says about one member. Not thread-safe. */
  public static final class MemberBuilder {
    private final Set<String> subnets = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Set<String> routeTables = new LinkedHashSet<>();

    private MemberBuilder() {}

    /**
     * Says which subnets are attached; without it, all are.
     *
     * @param namesOrIds the subnets' names in the topology, or their ids
     * @return this builder
     */
    public MemberBuilder subnets(String... namesOrIds) {
      subnets.addAll(Arrays.asList(namesOrIds));
      return this;
    }

    /**
     * Says which security groups get the rules. A managed network gets a group of its own without
     * it.
     *
     * @param idsOrNames the groups' ids, or their names if unique in the network
     * @return this builder
     */
    public MemberBuilder groups(String... idsOrNames) {
      groups.addAll(Arrays.asList(idsOrNames));
      return this;
    }

    /**
     * Says which route tables get the routes; without it, every table that serves a subnet.
     *
     * @param idsOrNames the tables' ids, or their names if unique in the network
     * @return this builder
     */
    public MemberBuilder routeTables(String... idsOrNames) {
      routeTables.addAll(Arrays.asList(idsOrNames));
      return this;
    }

    private Hub.Member build(String network) {
      return new Hub.Member(
          network, List.copyOf(subnets), List.copyOf(groups), List.copyOf(routeTables));
    }
  }
}
