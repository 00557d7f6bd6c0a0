package dev.tieline.aliyun;

import static java.util.Objects.requireNonNull;

import dev.tieline.aliyun.internal.EndpointForm;
import dev.tieline.aliyun.internal.EndpointForm.DnsForm;
import dev.tieline.snapshot.VpcEndpoint;
import java.util.List;

/**
 * By which name hosts find an endpoint, besides the cloud's own names of it, which resolve in
 * public DNS. Immutable.
 */
public final class AliyunDns {
  private final DnsForm form;

  private AliyunDns(DnsForm form) {
    this.form = form;
  }

  /**
   * Returns the service's name as a zone of PrivateZone, which resolves in the endpoint's VPC
   * alone.
   *
   * @return the choice
   */
  public static AliyunDns privateZone() {
    return new AliyunDns(new DnsForm.PrivateZone(null));
  }

  /**
   * Returns a name of the caller's as a zone of PrivateZone, which resolves in the endpoint's VPC
   * alone.
   *
   * @param name a domain name, such as {@code db.example.com}; other names below it that do not
   *     stand in the zone are still looked up elsewhere
   * @return the choice
   * @throws IllegalArgumentException if the name is malformed
   */
  public static AliyunDns privateZone(String name) {
    return new AliyunDns(new DnsForm.PrivateZone(name));
  }

  /**
   * Returns the choice that the service's name is found by lines in the hosts files of those that
   * use it, which people put there: the library changes nothing for it. Once the addresses are
   * known, plans and {@code Outcome.findings()} hold the lines in finding {@code HOSTS_LINES}; as
   * values they are what {@link #hostsLines} returns of {@code Outcome.endpoint(link)}.
   *
   * @return the choice
   */
  public static AliyunDns hosts() {
    return new AliyunDns(new DnsForm.Hosts());
  }

  /**
   * Returns the lines for the hosts files of those that use a service, whatever the endpoint's
   * choice is: one for each of its addresses, {@code <address> <service name>}. They can be pasted
   * as they are, since they are put together from addresses and a name of the cloud's form alone.
   *
   * @param endpoint the endpoint, as {@code Outcome.endpoint(link)} returns it
   * @return lines in order of addresses; none as long as there is no address
   * @throws IllegalArgumentException if the service's name is not of the form of Alibaba Cloud
   */
  public static List<String> hostsLines(VpcEndpoint endpoint) {
    requireNonNull(endpoint, "endpoint");
    return EndpointForm.hostsLines(endpoint.service(), endpoint.addresses());
  }

  DnsForm form() {
    return form;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AliyunDns d && d.form.equals(form);
  }

  @Override
  public int hashCode() {
    return form.hashCode();
  }

  @Override
  public String toString() {
    return form.toString();
  }
}
