package dev.tieline.provider;

import dev.tieline.spi.Address;
import java.util.function.Predicate;

/** What addresses of networks and of their parts say. */
public final class Addresses {
  private static final String NETWORK = "network.";

  private Addresses() {}

  /**
   * Returns the address of a network.
   *
   * @param network its name in the topology
   * @return the address
   */
  public static Address network(String network) {
    return new Address(NETWORK + network);
  }

  /**
   * Returns whether an address is one of a network itself.
   *
   * @param address the address
   * @return false of a part of a network
   */
  public static boolean isNetwork(Address address) {
    return address.path().startsWith(NETWORK) && address.part().equals(address.path());
  }

  /**
   * Returns which addresses are those of a network's own part, such as a subnet.
   *
   * @param segment the word for the part
   * @return the shape
   */
  public static Predicate<Address> partOfNetwork(String segment) {
    return address -> {
      String path = address.path();
      int slash = path.indexOf('/');
      return path.startsWith(NETWORK)
          && slash > 0
          && (path.startsWith(segment + ".", slash + 1)
              || path.substring(slash + 1).equals(segment));
    };
  }

  /**
   * Returns the last part of an address without the word that says what it is.
   *
   * @param address the address
   * @return the name
   */
  public static String name(Address address) {
    String last = address.path().substring(address.path().lastIndexOf('/') + 1);
    return last.substring(last.indexOf('.') + 1);
  }

  /**
   * Returns the name that people see: of the network, and of the part in it.
   *
   * @param address the address of a network or of a part in it
   * @return the network's name, or both joined by a hyphen
   */
  public static String display(Address address) {
    String network = name(new Address(address.part()));
    return address.part().equals(address.path()) ? network : network + "-" + name(address);
  }
}
