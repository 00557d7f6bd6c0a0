package dev.tieline.provider;

import dev.tieline.spi.Scope;
import java.util.List;

/**
 * A peering connection as it was read from one of its sides.
 *
 * @param <V> the provider's own type of it
 */
public interface PeeringView<V extends PeeringView<V>> extends Tagged {
  /**
   * Returns who asked for it.
   *
   * @return the side, as this one sees it
   */
  PeeringSide requester();

  /**
   * Returns who was asked.
   *
   * @return the side, as this one sees it
   */
  PeeringSide accepter();

  /**
   * Returns its state.
   *
   * @return the cloud's word
   */
  String status();

  /**
   * Returns whether it carries traffic.
   *
   * @return whether it does
   */
  boolean active();

  /**
   * Returns whether it is a request that nobody has accepted: living or dead, but no connection
   * that just carries nothing for now.
   *
   * @return whether it is; by default all that are not active are
   */
  default boolean requested() {
    return !active();
  }

  /**
   * Returns whether it never comes back to life.
   *
   * @return whether it is dead
   */
  boolean dead();

  /**
   * Returns whether the view from another scope has tags of its own.
   *
   * @param other the scope
   * @return false of its own scope
   */
  boolean isApart(Scope other);

  /**
   * Returns this view with the marks of all sides in its tags.
   *
   * @param marks the tags
   * @param others where else it was read, and has tags of its own
   * @return a new view
   */
  V merged(Tags marks, List<Scope> others);
}
