package dev.tieline.aliyun;

import dev.tieline.aliyun.internal.PeeringOptions;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Peering;

/** An option of a peering in Alibaba Cloud. Immutable; equal by content. */
public final class AliyunPeering implements LinkOption<Peering> {
  /**
   * The foreign side makes the request, and we accept it: only one that comes from the account,
   * region, VPC and blocks that the foreign network states.
   */
  public static final AliyunPeering REQUESTED_BY_PEER =
      new AliyunPeering(PeeringOptions.REQUESTED_BY_PEER);

  /**
   * Cloud Data Transfer, by which the traffic of peerings is billed, is opened in our accounts
   * where it is not. It is opened for a whole account and can not be closed again. For a link
   * across the border of the mainland, its cross-border part is opened instead. Without this
   * option, a finding says which account has to open it.
   */
  public static final AliyunPeering OPEN_DATA_TRANSFER =
      new AliyunPeering(PeeringOptions.OPEN_DATA_TRANSFER);

  /** Across regions, a link of the standard quality; the cloud's default. */
  public static final AliyunPeering GOLD = new AliyunPeering(PeeringOptions.LINK_TYPE + "gold");

  /** Across regions, a link of the highest quality; it costs more. */
  public static final AliyunPeering PLATINUM =
      new AliyunPeering(PeeringOptions.LINK_TYPE + "platinum");

  private static final String EXPECTED =
      " (expected one of: bandwidth:MBITS, link-type:gold, link-type:platinum,"
          + " open-data-transfer, requested-by-peer)";

  private final String text;

  private AliyunPeering(String text) {
    this.text = text;
  }

  /**
   * Returns the option that a peering across regions has a bandwidth; within a region it is not
   * limited.
   *
   * @param megabits in Mbit/s, above zero
   * @return the option
   * @throws IllegalArgumentException if it is not above zero
   */
  public static AliyunPeering bandwidth(int megabits) {
    if (megabits <= 0) {
      throw new IllegalArgumentException("bandwidth: " + megabits + " (expected: above zero)");
    }
    return new AliyunPeering(PeeringOptions.BANDWIDTH + megabits);
  }

  /**
   * Returns the option that a text names.
   *
   * @param text what {@link #asText()} returned
   * @return the option
   * @throws IllegalArgumentException if there is no such option
   */
  public static AliyunPeering parse(String text) {
    for (AliyunPeering option :
        new AliyunPeering[] {REQUESTED_BY_PEER, OPEN_DATA_TRANSFER, GOLD, PLATINUM}) {
      if (text.equals(option.text)) {
        return option;
      }
    }
    if (text.matches(PeeringOptions.BANDWIDTH + "[1-9][0-9]{0,8}")) {
      return bandwidth(Integer.parseInt(text.substring(PeeringOptions.BANDWIDTH.length())));
    }
    throw new IllegalArgumentException("peering option of aliyun: " + text + EXPECTED);
  }

  @Override
  public String cloud() {
    return AliyunProvider.CLOUD;
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AliyunPeering p && p.text.equals(text);
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
