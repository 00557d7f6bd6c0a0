package dev.tieline.aliyun;

import dev.tieline.aliyun.internal.EndpointForm.DnsForm;

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
   * Returns lines for the hosts files of those that use the service, as a text for people: nothing
   * is changed by the library.
   *
   * @return the choice
   */
  public static AliyunDns hosts() {
    return new AliyunDns(new DnsForm.Hosts());
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
