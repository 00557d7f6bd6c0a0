package dev.tieline.aliyun.internal;

import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Peering;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the options of a peering come to.
 *
 * @param bandwidth in Mbit/s, across regions; empty for the cloud's default
 * @param linkType Gold or Platinum, across regions; empty for the cloud's default
 * @param requestedByPeer whether the foreign side makes the request
 * @param opensDataTransfer whether Cloud Data Transfer is opened where it is not
 */
public record PeeringOptions(
    OptionalInt bandwidth,
    Optional<String> linkType,
    boolean requestedByPeer,
    boolean opensDataTransfer) {
  public static final String BANDWIDTH = "bandwidth:";
  public static final String LINK_TYPE = "link-type:";
  public static final String OPEN_DATA_TRANSFER = "open-data-transfer";
  public static final String REQUESTED_BY_PEER = "requested-by-peer";
  static final List<String> TEXTS =
      List.of(
          BANDWIDTH + "MBITS", LINK_TYPE + "gold|platinum", OPEN_DATA_TRANSFER, REQUESTED_BY_PEER);

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if one is given twice with other values
   */
  public static PeeringOptions of(Peering peering) {
    OptionalInt bandwidth = OptionalInt.empty();
    Optional<String> linkType = Optional.empty();
    boolean requestedByPeer = false;
    boolean opensDataTransfer = false;
    for (LinkOption<Peering> option : peering.options()) {
      String text = option.asText();
      if (text.startsWith(BANDWIDTH)) {
        OptionalInt value = OptionalInt.of(Integer.parseInt(text.substring(BANDWIDTH.length())));
        checkOnce(peering, "bandwidth", bandwidth.isEmpty() || bandwidth.equals(value));
        bandwidth = value;
      } else if (text.startsWith(LINK_TYPE)) {
        String name = text.substring(LINK_TYPE.length());
        Optional<String> value =
            Optional.of(Character.toUpperCase(name.charAt(0)) + name.substring(1));
        checkOnce(peering, "link type", linkType.isEmpty() || linkType.equals(value));
        linkType = value;
      } else if (text.equals(REQUESTED_BY_PEER)) {
        requestedByPeer = true;
      } else if (text.equals(OPEN_DATA_TRANSFER)) {
        opensDataTransfer = true;
      }
    }
    return new PeeringOptions(bandwidth, linkType, requestedByPeer, opensDataTransfer);
  }

  private static void checkOnce(Peering peering, String what, boolean once) {
    if (!once) {
      throw new IllegalArgumentException(
          what + " of link " + peering.name() + ": given twice (expected: once)");
    }
  }
}
