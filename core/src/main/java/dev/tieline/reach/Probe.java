package dev.tieline.reach;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One end of a question: a host that exists, or one that is imagined; a closed family. */
public sealed interface Probe {
  /**
   * Returns a host of the snapshot.
   *
   * @param id the cloud's id of it
   * @return the probe
   */
  static OfHost host(String id) {
    return new OfHost(id);
  }

  /**
   * Returns an imagined host in a subnet: at the first usable address, in no security group yet.
   *
   * @param subnet the cloud's id of the subnet
   * @return the probe
   */
  static InSubnet in(String subnet) {
    return new InSubnet(subnet, null, List.of());
  }

  /**
   * Returns whatever has an address: the host that was read there, or an imagined one.
   *
   * @param ip the address
   * @return the probe
   */
  static AtAddress at(Ip ip) {
    return new AtAddress(ip, List.of());
  }

  /**
   * Returns a probe of another kind, which no model answers: requests that are really sent.
   *
   * @param address the public address of a load balancer
   * @param port the port that it listens to
   * @return the probe, of {@link HttpProbe#REQUESTS} requests
   * @throws IllegalArgumentException if the port is none
   */
  static HttpProbe http(Ip address, int port) {
    return new HttpProbe(address, port, HttpProbe.REQUESTS);
  }

  /**
   * A host of the snapshot, at its first address of the question's family.
   *
   * @param id the cloud's id of it
   */
  record OfHost(String id) implements Probe {
    /** Checks that nothing is missing. */
    public OfHost {
      requireNonNull(id, "id");
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * An imagined host in a subnet.
   *
   * @param subnet the cloud's id of the subnet
   * @param ip its address; null for the first usable one of the subnet's first block of the
   *     question's family
   * @param groups the ids of its security groups; without any, nothing gets in or out
   */
  record InSubnet(String subnet, @Nullable Ip ip, List<String> groups) implements Probe {
    /** Checks that nothing is missing, and copies the groups. */
    public InSubnet {
      requireNonNull(subnet, "subnet");
      groups = List.copyOf(groups);
    }

    /**
     * Returns this host in security groups.
     *
     * @param ids the ids of all its groups
     * @return the probe
     */
    public InSubnet withGroups(String... ids) {
      return new InSubnet(subnet, ip, List.of(ids));
    }

    /**
     * Returns this host at an address.
     *
     * @param address an address of the subnet
     * @return the probe
     */
    public InSubnet withIp(Ip address) {
      return new InSubnet(subnet, requireNonNull(address, "address"), groups);
    }

    @Override
    public String toString() {
      return subnet + (ip == null ? "" : " at " + ip) + membership(groups);
    }
  }

  /**
   * Whatever has an address. It is looked for in the subnets that were read; in none or in several
   * of them, its place is unknown.
   *
   * @param ip the address
   * @param groups the ids of its security groups; if empty, those of the host that was read at the
   *     address, and unknown if there is none
   */
  record AtAddress(Ip ip, List<String> groups) implements Probe {
    /** Checks that nothing is missing, and copies the groups. */
    public AtAddress {
      requireNonNull(ip, "ip");
      groups = List.copyOf(groups);
    }

    /**
     * Returns this host in security groups.
     *
     * @param ids the ids of all its groups
     * @return the probe
     */
    public AtAddress withGroups(String... ids) {
      return new AtAddress(ip, List.of(ids));
    }

    @Override
    public String toString() {
      return ip + membership(groups);
    }
  }

  private static String membership(List<String> groups) {
    return groups.isEmpty() ? "" : " in " + String.join(", ", groups);
  }
}
