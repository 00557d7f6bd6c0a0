package dev.tieline.aliyun.internal;

import dev.tieline.net.Ip;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a topology says about the use of one service, as plain data: what {@code
 * AliyunEndpoint.asData()} returns.
 *
 * @param service the service's name
 * @param zones the zones in which the endpoint is to be; all that the service and the network have
 *     if there are none
 * @param vSwitches the ids of vSwitches, or their names in a managed network, of which one is used
 *     in its zone; any if there are none
 * @param groups the ids of security groups of others that guard the endpoint; a group of ours if
 *     there are none
 * @param bandwidth the bandwidth between two regions in Mbit/s; null for the cloud's default
 * @param dns by which name hosts find the endpoint; null for the cloud's own names alone
 */
public record EndpointForm(
    String service,
    List<String> zones,
    List<String> vSwitches,
    List<String> groups,
    @Nullable Integer bandwidth,
    @Nullable DnsForm dns) {
  // com.aliyuncs.privatelink.<region>.epsrv-<id> (CreateVpcEndpoint, PrivateLink API Reference,
  // read 2026-11)
  private static final Pattern SERVICE =
      Pattern.compile("com\\.aliyuncs\\.privatelink\\.([a-z0-9-]{1,40})\\.(epsrv-[a-z0-9]{1,40})");
  // "up to 10 zones", "1 to 10 security groups" (CreateVpcEndpoint, read 2026-11)
  private static final int MOST = 10;

  public EndpointForm {
    check(service);
    zones = few("zones", zones);
    vSwitches = few("vSwitches", vSwitches);
    groups = few("groups", groups);
    for (String zone : zones) {
      if (!zone.matches("[a-z0-9][a-z0-9-]{3,60}")) {
        throw new IllegalArgumentException("zone: " + zone + " (expected: such as cn-hangzhou-h)");
      }
    }
    for (String group : groups) {
      if (!group.matches("sg-[a-z0-9]{1,40}")) {
        throw new IllegalArgumentException("group: " + group + " (expected: sg-...)");
      }
    }
    if (bandwidth != null && bandwidth <= 0) {
      throw new IllegalArgumentException("bandwidth: " + bandwidth + " (expected: above zero)");
    }
  }

  private static void check(String service) {
    if (!SERVICE.matcher(service).matches()) {
      throw new IllegalArgumentException(
          "service: "
              + service
              + " (expected: com.aliyuncs.privatelink.<region>.epsrv-<id>, as its provider states"
              + " it)");
    }
  }

  /**
   * Returns lines for hosts files, by which hosts find a service under its name.
   *
   * @throws IllegalArgumentException if the name is not of the cloud's form
   */
  public static List<String> hostsLines(String service, Collection<Ip> addresses) {
    check(service);
    return addresses.stream().sorted().distinct().map(ip -> ip + " " + service).toList();
  }

  private static List<String> few(String what, List<String> list) {
    if (list.size() > MOST || list.stream().distinct().count() < list.size()) {
      throw new IllegalArgumentException(
          what + ": " + list + " (expected: at most " + MOST + ", each once)");
    }
    return List.copyOf(list);
  }

  /** The region that the service is in. */
  String serviceRegion() {
    return part(1);
  }

  /** The service's id. */
  String serviceId() {
    return part(2);
  }

  private String part(int group) {
    Matcher matcher = SERVICE.matcher(service);
    if (!matcher.matches()) {
      throw new IllegalStateException("service: " + service + " (expected: a checked one)");
    }
    return matcher.group(group);
  }

  /** How hosts find an endpoint. */
  public sealed interface DnsForm {
    /**
     * A zone of PrivateZone with one record set at its apex.
     *
     * @param zone the zone's name; null for the service's name
     */
    record PrivateZone(@Nullable String zone) implements DnsForm {
      // "up to 255 characters", labels of letters, digits and hyphens (AddZone, PrivateZone API
      // Reference, read 2026-11)
      private static final Pattern NAME =
          Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]{2,63}");
      // a claim has the name in a tag's value ("up to 128 characters", Tag limits, read 2026-11)
      private static final int LONGEST = 128;

      public PrivateZone {
        if (zone != null && (!NAME.matcher(zone).matches() || zone.length() > LONGEST)) {
          throw new IllegalArgumentException(
              "zone: " + zone + " (expected: a domain name such as db.example.com)");
        }
        if (zone != null && zone.split("\\.").length < 3 && zone.endsWith("aliyuncs.com")) {
          throw new IllegalArgumentException(
              "zone: "
                  + zone
                  + " (expected: a name of its own, since this one would hide the"
                  + " cloud's other names)");
        }
      }
    }

    /** Lines for the hosts files, for people to put there. */
    record Hosts() implements DnsForm {}
  }

  /** The name by which hosts find the endpoint besides the cloud's own; null if there is none. */
  @Nullable String name() {
    if (dns instanceof DnsForm.PrivateZone zone) {
      return zone.zone() == null ? service : zone.zone();
    }
    return dns == null ? null : service;
  }
}
