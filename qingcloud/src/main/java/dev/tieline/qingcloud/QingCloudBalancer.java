package dev.tieline.qingcloud;

import dev.tieline.qingcloud.internal.BalancerOptions;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.LoadBalancer;

/** An option of a load balancer in QingCloud. Immutable; equal by content. */
public final class QingCloudBalancer implements LinkOption<LoadBalancer> {
  /**
   * Backends that are addresses are added by a person in the console, as QingCloud documents no
   * call for them; this is so by default.
   */
  public static final QingCloudBalancer MANUAL_ADDRESS =
      new QingCloudBalancer(BalancerOptions.MANUAL_ADDRESS);

  /**
   * Backends that are addresses are added by the call for instances, with the address in place of
   * the instance's id: an assumption that the documentation does not bear out. If the cloud refuses
   * it, the link fails and says so.
   */
  public static final QingCloudBalancer ASSUMED_ADDRESS =
      new QingCloudBalancer(BalancerOptions.ASSUMED_ADDRESS);

  /** A public address that is made is paid by its traffic, and not by its bandwidth. */
  public static final QingCloudBalancer PAID_BY_TRAFFIC =
      new QingCloudBalancer(BalancerOptions.PAID_BY_TRAFFIC);

  private final String text;

  private QingCloudBalancer(String text) {
    this.text = text;
  }

  /**
   * Returns the option that a public address that is made has a bandwidth; 4 Mbit/s by default.
   *
   * @param megabits in Mbit/s, 1 to 1000
   * @return the option
   * @throws IllegalArgumentException if it is out of range
   */
  public static QingCloudBalancer bandwidth(int megabits) {
    return checked(BalancerOptions.BANDWIDTH + megabits);
  }

  /**
   * Returns the option that the balancer has a size; {@link QingCloudBalancerSize#CONNECTIONS_5K}
   * by default.
   *
   * @param size the size
   * @return the option
   */
  public static QingCloudBalancer size(QingCloudBalancerSize size) {
    return checked(BalancerOptions.SIZE + size.code());
  }

  /**
   * Returns the option that the balancer has a certain address in its vxnet.
   *
   * @param address such as {@code 172.16.1.100}
   * @return the option
   * @throws IllegalArgumentException if it is no IPv4 address
   */
  public static QingCloudBalancer privateAddress(String address) {
    return checked(BalancerOptions.PRIVATE_ADDRESS + address);
  }

  /**
   * Returns the option that an instance is expected to have an address: if it has another one,
   * nothing is made. Without it any address in the backend's network will do.
   *
   * @param instance the instance's id, which begins with {@code i-}
   * @param address such as {@code 172.17.1.2}
   * @return the option
   * @throws IllegalArgumentException if a value is malformed
   */
  public static QingCloudBalancer expect(String instance, String address) {
    return checked(BalancerOptions.EXPECT + instance + "=" + address);
  }

  /**
   * Returns the option that a text names.
   *
   * @param text what {@link #asText()} returned
   * @return the option
   * @throws IllegalArgumentException if there is no such option
   */
  public static QingCloudBalancer parse(String text) {
    return checked(text);
  }

  private static QingCloudBalancer checked(String text) {
    return new QingCloudBalancer(BalancerOptions.check(text));
  }

  @Override
  public String cloud() {
    return QingCloudProvider.CLOUD;
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QingCloudBalancer b && b.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
