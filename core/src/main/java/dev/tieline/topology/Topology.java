package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.error.InvalidTopologyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The whole wish: a named set of networks and links. Immutable and thread-safe; equal by content.
 *
 * <pre>{@code
 * Topology topology = Topology.named("tokyo-singapore")
 *     .network("tokyo", AwsVpc.managed("main", "ap-northeast-1", "10.20.0.0/16"))
 *     .network("singapore", AwsVpc.existing("main", "ap-southeast-1", "vpc-0c2d"))
 *     .peer("tokyo", "singapore", p -> p.allow(icmp(), tcp(22)))
 *     .build();
 * }</pre>
 */
public final class Topology {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private final String name;
  private final Map<String, Network> networks;
  private final Map<String, Link> links;
  private final Set<Consent> consents;
  private final List<Reserved> reserved;

  private Topology(Builder builder) {
    name = builder.name;
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(builder.networks));
    links = Collections.unmodifiableMap(new LinkedHashMap<>(builder.links));
    consents = Collections.unmodifiableSet(builder.consents.clone());
    reserved = List.copyOf(builder.reserved);
  }

  /**
   * Starts a topology.
   *
   * @param name lower-case letters, digits and hyphens, at most 40; part of every mark
   * @return a new builder
   * @throws IllegalArgumentException if the name is malformed
   */
  public static Builder named(String name) {
    return new Builder(checkName("topology", name));
  }

  /**
   * Reads a topology from JSON.
   *
   * @param json what {@link #toJson()} returned, or a text of that form
   * @return the topology
   * @throws IllegalArgumentException if the text is malformed; the message names the path
   * @throws InvalidTopologyException if it contradicts itself, or names a cloud whose module is not
   *     on the class path
   */
  public static Topology parse(String json) {
    return TopologyJson.read(json);
  }

  /**
   * Returns this topology as JSON.
   *
   * @return a text that {@link #parse(String)} reads back
   */
  public String toJson() {
    return TopologyJson.write(this);
  }

  /**
   * Returns the topology's name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the networks by name.
   *
   * @return an unmodifiable map in the order given
   */
  public Map<String, Network> networks() {
    return networks;
  }

  /**
   * Returns the links by name.
   *
   * @return an unmodifiable map in the order given
   */
  public Map<String, Link> links() {
    return links;
  }

  /**
   * Returns what the caller consents to.
   *
   * @return an unmodifiable set in declaration order
   */
  public Set<Consent> consents() {
    return consents;
  }

  /**
   * Returns the addresses that vendors do not accept in networks linked with theirs.
   *
   * @return an unmodifiable list in the order given
   */
  public List<Reserved> reserved() {
    return reserved;
  }

  /**
   * Returns a network.
   *
   * @param network its name
   * @return the network
   * @throws IllegalArgumentException if there is none of that name
   */
  public Network network(String network) {
    Network found = networks.get(network);
    if (found == null) {
      throw new IllegalArgumentException(
          "network: "
              + network
              + " (expected: one of "
              + String.join(", ", networks.keySet())
              + ")");
    }
    return found;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Topology t && toJson().equals(t.toJson());
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "topology " + name + ": networks " + networks.keySet() + ", links " + links.keySet();
  }

  private static String checkName(String what, String name) {
    if (!NAME.matcher(requireNonNull(name, what + " name")).matches()) {
      throw new IllegalArgumentException(
          what + " name: " + name + " (expected: 1 to 40 of a-z, 0-9 and -, not at the ends)");
    }
    return name;
  }

  /**
   * Collects networks and links; names are checked at once, references and clouds by {@link
   * #build()}.
   */
  public static final class Builder {
    private final String name;
    private final Map<String, Network> networks = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final EnumSet<Consent> consents = EnumSet.noneOf(Consent.class);
    private final List<Reserved> reserved = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Adds a network.
     *
     * @param network its name in this topology: lower-case letters, digits and hyphens
     * @param form the cloud's form of it
     * @return this builder
     * @throws IllegalArgumentException if the name is malformed or used already
     */
    public Builder network(String network, Network form) {
      if (networks.putIfAbsent(checkName("network", network), requireNonNull(form, "form"))
          != null) {
        throw new IllegalArgumentException("network: " + network + " (expected: a name used once)");
      }
      return this;
    }

    /**
     * Adds a peering of two networks.
     *
     * @param a the name of one network
     * @param b the name of the other
     * @param how what it lets through and how
     * @return this builder
     * @throws IllegalArgumentException if the link's name is malformed or used already
     */
    public Builder peer(String a, String b, Consumer<PeeringBuilder> how) {
      PeeringBuilder peering = new PeeringBuilder(a, b);
      how.accept(peering);
      return link(peering.build());
    }

    /**
     * Adds something that is offered privately to others, who reach it by an endpoint of theirs.
     *
     * @param service its name in this topology
     * @param network the name of the network that it is offered from
     * @param source what is offered, and by which of the cloud's means
     * @param how to whom
     * @return this builder
     * @throws IllegalArgumentException if the service's name is malformed or used already
     */
    public Builder service(
        String service, String network, ServiceSource source, Consumer<ServiceBuilder> how) {
      ServiceBuilder offered = new ServiceBuilder(service, network, source);
      how.accept(offered);
      return link(offered.build());
    }

    /**
     * Adds the private use of a service from a network.
     *
     * @param endpoint its name in this topology; no network's
     * @param network the name of the network that uses the service
     * @param target the service, by one of the cloud's means or as an {@link Offer}
     * @param how what is let through and from where
     * @return this builder
     * @throws IllegalArgumentException if the endpoint's name is malformed or used already
     */
    public Builder endpoint(
        String endpoint, String network, ServiceTarget target, Consumer<EndpointBuilder> how) {
      EndpointBuilder used = new EndpointBuilder(endpoint, network, target);
      how.accept(used);
      return link(used.build());
    }

    /**
     * Adds networks that all reach one another through a hub.
     *
     * @param hub its name in this topology
     * @param how the members, and what passes between them
     * @return this builder
     * @throws IllegalArgumentException if the hub's name is malformed or used already, or a member
     *     is named twice
     */
    public Builder hub(String hub, Consumer<HubBuilder> how) {
      HubBuilder joined = new HubBuilder(hub);
      how.accept(joined);
      return link(joined.build());
    }

    /**
     * Adds a load balancer, whose servers may be in any network that its own one reaches.
     *
     * @param balancer its name in this topology
     * @param network the name of the network that it is in
     * @param how its address, listeners and servers
     * @return this builder
     * @throws IllegalArgumentException if the balancer's name is malformed or used already, or if
     *     its listeners and servers contradict one another
     */
    public Builder loadBalancer(
        String balancer, String network, Consumer<LoadBalancerBuilder> how) {
      LoadBalancerBuilder balanced = new LoadBalancerBuilder(balancer, network);
      how.accept(balanced);
      return link(balanced.build());
    }

    Builder link(Link link) {
      if (links.putIfAbsent(checkName("link", link.name()), link) != null) {
        throw new IllegalArgumentException(
            "link: " + link.name() + " (expected: a name used once)");
      }
      return this;
    }

    /**
     * Says which addresses the vendor of a network does not accept in networks that are linked with
     * it, as the vendor's documentation states them: such a link is an error of the plan, and free
     * blocks are chosen outside of them. The network itself may have them.
     *
     * @param network the name of the vendor's network
     * @param vendor who reserves them, for people
     * @param blocks blocks ({@code 10.11.0.0/16}) and ranges ({@code 10.11.1.0-10.64.255.255})
     * @return this builder
     * @throws IllegalArgumentException if a block, a range or the vendor's name is malformed, or if
     *     there is no block
     */
    public Builder reserve(String network, String vendor, String... blocks) {
      return reserve(Reserved.parse(network, vendor, List.of(blocks)));
    }

    /**
     * Says the same of a vendor whose statement is known already.
     *
     * @param network the name of the vendor's network
     * @param vendor what the vendor states
     * @return this builder
     */
    public Builder reserve(String network, Vendor vendor) {
      return reserve(new Reserved(network, vendor.name(), vendor.reserved()));
    }

    Builder reserve(Reserved addresses) {
      reserved.add(addresses);
      return this;
    }

    /**
     * Says what may be done that is not done without being asked for.
     *
     * @param consent what is allowed
     * @return this builder
     */
    public Builder consent(Consent... consent) {
      consents.addAll(Arrays.asList(consent));
      return this;
    }

    /**
     * Checks the references between links and networks and returns the topology.
     *
     * @return the topology
     * @throws InvalidTopologyException naming the link, what was found and what was expected, if a
     *     link names a network that is not there, joins networks of different clouds or a network
     *     with itself, carries an option, a source or a target of another cloud, or asks without
     *     consent for what needs it; if an endpoint has the name of a network; or if blocks are
     *     reserved for a network that is not there
     */
    public Topology build() {
      links.values().forEach(new LinkChecks(networks, consents)::check);
      for (Reserved addresses : reserved) {
        if (!networks.containsKey(addresses.network())) {
          throw new InvalidTopologyException(
              "blocks reserved by "
                  + addresses.vendor()
                  + " name network \""
                  + addresses.network()
                  + "\" (expected one of: "
                  + String.join(", ", networks.keySet())
                  + ")");
        }
      }
      return new Topology(this);
    }
  }
}
