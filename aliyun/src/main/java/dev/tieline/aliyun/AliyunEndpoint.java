package dev.tieline.aliyun;

import dev.tieline.aliyun.internal.EndpointForm;
import dev.tieline.topology.ServiceTarget;
import java.util.List;

/**
 * A service of PrivateLink that an endpoint uses. Immutable: each method returns a new value.
 *
 * <pre>{@code
 * AliyunEndpoint.service("com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1vzjkp2q1x")
 *     .zones("cn-hangzhou-h")
 *     .dns(AliyunDns.privateZone())
 * }</pre>
 */
public final class AliyunEndpoint implements ServiceTarget {
  private final EndpointForm form;

  private AliyunEndpoint(EndpointForm form) {
    this.form = form;
  }

  /**
   * Returns a service by its name. In which region it is, the name says; if that is another one
   * than the network's, the endpoint is one across regions.
   *
   * @param name the name that its provider states, {@code
   *     com.aliyuncs.privatelink.<region>.epsrv-<id>}
   * @return the target
   * @throws IllegalArgumentException if the name is malformed
   */
  public static AliyunEndpoint service(String name) {
    return new AliyunEndpoint(new EndpointForm(name, List.of(), List.of(), List.of(), null, null));
  }

  /**
   * Returns the same in these zones; without it, it is in every zone in which the service is and
   * the network has a vSwitch.
   *
   * @param zones zones, such as {@code cn-hangzhou-h}
   * @return a new value
   * @throws IllegalArgumentException if one is malformed
   */
  public AliyunEndpoint zones(String... zones) {
    return new AliyunEndpoint(
        new EndpointForm(
            form.service(),
            List.of(zones),
            form.vSwitches(),
            form.groups(),
            form.bandwidth(),
            form.dns()));
  }

  /**
   * Returns the same in these vSwitches, at most one of a zone. Without it, a zone in which the
   * endpoint is already keeps its vSwitch; of a new one a vSwitch with free addresses is taken, of
   * the topology's own if there is one, else the one with the smallest id.
   *
   * @param idsOrNames ids, or the names that the topology gives to its vSwitches
   * @return a new value
   */
  public AliyunEndpoint vSwitches(String... idsOrNames) {
    return new AliyunEndpoint(
        new EndpointForm(
            form.service(),
            form.zones(),
            List.of(idsOrNames),
            form.groups(),
            form.bandwidth(),
            form.dns()));
  }

  /**
   * Returns the same guarded by security groups of others, which get the rules; without it, the
   * endpoint gets a group of its own. These are the groups of the endpoint itself; those of the
   * hosts that use it are said by {@link dev.tieline.topology.EndpointBuilder#clients}.
   *
   * @param ids the groups' ids
   * @return a new value
   * @throws IllegalArgumentException if one is malformed
   */
  public AliyunEndpoint groups(String... ids) {
    return new AliyunEndpoint(
        new EndpointForm(
            form.service(),
            form.zones(),
            form.vSwitches(),
            List.of(ids),
            form.bandwidth(),
            form.dns()));
  }

  /**
   * Returns the same with a bandwidth between the two regions.
   *
   * @param megabits in Mbit/s, above zero
   * @return a new value
   * @throws IllegalArgumentException if it is not above zero
   */
  public AliyunEndpoint crossRegionBandwidth(int megabits) {
    return new AliyunEndpoint(
        new EndpointForm(
            form.service(), form.zones(), form.vSwitches(), form.groups(), megabits, form.dns()));
  }

  /**
   * Returns the same with another name by which hosts find it.
   *
   * @param dns the choice
   * @return a new value
   */
  public AliyunEndpoint dns(AliyunDns dns) {
    return new AliyunEndpoint(
        new EndpointForm(
            form.service(),
            form.zones(),
            form.vSwitches(),
            form.groups(),
            form.bandwidth(),
            dns.form()));
  }

  @Override
  public String cloud() {
    return AliyunProvider.CLOUD;
  }

  @Override
  public Object asData() {
    return form;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AliyunEndpoint e && e.form.equals(form);
  }

  @Override
  public int hashCode() {
    return form.hashCode();
  }

  @Override
  public String toString() {
    return form.service();
  }
}
