package dev.tieline.provider;

import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a network of the wish comes to, for those who compile links of it. */
public interface CompiledNetwork {
  /** How a network is part of the wish. */
  enum Form {
    /** We make it. */
    MANAGED,
    /** It is there. */
    EXISTING,
    /** It is there, and we hold no credentials for it. */
    FOREIGN
  }

  /**
   * Returns its name.
   *
   * @return the name in the topology
   */
  String name();

  /**
   * Returns how it is part of the wish.
   *
   * @return whether we make it, find it, or only hear of it
   */
  Form form();

  /**
   * Returns where its calls go.
   *
   * @return the scope; null for a foreign network
   */
  @Nullable Scope scope();

  /**
   * Returns its region.
   *
   * @return the region's name
   */
  String region();

  /**
   * Returns the cloud's own id of its account.
   *
   * @return the id; null while the caller's identity is unknown
   */
  @Nullable String accountId();

  /**
   * Returns the VPC's id.
   *
   * @return the id, known or not yet
   */
  Ref<String> vpcId();

  /**
   * Returns every block that others reach it by.
   *
   * @return in order of declaration, or as the cloud lists them
   */
  List<BlockRef> blocks();

  /**
   * Returns the route tables that serve a subnet of it.
   *
   * @return in order of labels; empty for a foreign network
   */
  List<TableRef> tables();

  /**
   * Returns its other route tables, which get routes only when the caller chooses them.
   *
   * @return in order of labels
   */
  List<TableRef> idleTables();

  /**
   * Returns our security group in it.
   *
   * @return its id; null if nobody needs one, or the caller chose others
   */
  @Nullable Ref<String> group();

  /**
   * Returns what must be there before a link of it is made.
   *
   * @return such as the VPC and its blocks
   */
  List<Node<?, ?>> before();

  /**
   * Returns why no link of it can be made, which a finding says already.
   *
   * @return the reason; null if one can
   */
  @Nullable String broken();

  /**
   * Returns whether we hold no credentials for it.
   *
   * @return whether its form is foreign
   */
  default boolean isForeign() {
    return form() == Form.FOREIGN;
  }

  /**
   * Returns whether a block of it is of IPv6, or of IPv4.
   *
   * @param v6 true for IPv6, false for IPv4
   * @return whether one is
   */
  default boolean has(boolean v6) {
    return blocks().stream().anyMatch(b -> b.v6() == v6);
  }
}
