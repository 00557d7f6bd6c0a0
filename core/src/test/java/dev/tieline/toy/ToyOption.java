package dev.tieline.toy;

import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Peering;

/**
 * What a link wants besides: a lamp in a network's box, or a value of its dial.
 *
 * @param what lamp or dial
 * @param network the network's name
 * @param value the colour or the value
 */
public record ToyOption(String what, String network, String value) implements LinkOption<Peering> {
  /** A lamp. */
  public static ToyOption lamp(String network, String colour) {
    return new ToyOption("lamp", network, colour);
  }

  /** A value of the dial. */
  public static ToyOption dial(String network, String value) {
    return new ToyOption("dial", network, value);
  }

  @Override
  public String cloud() {
    return "toy";
  }

  @Override
  public String asText() {
    return what + ":" + network + ":" + value;
  }
}
