package dev.tieline.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One step of a plan, as data.
 *
 * @param address the stable address of the object
 * @param action what is done
 * @param kind the kind of object
 * @param place account alias and region, such as {@code main/ap-northeast-1}
 * @param what the step in words, with the values
 * @param wish the wish for the object in canonical form, with references unresolved; the approval
 *     of a plan rests on address, action and wish
 * @param after the addresses of the steps that come before
 * @param traits what one should know before it is made
 */
public record Step(
    String address,
    Action action,
    String kind,
    String place,
    String what,
    String wish,
    List<String> after,
    Set<Trait> traits) {
  /**
   * Copies the collections.
   *
   * @param address the stable address of the object
   * @param action what is done
   * @param kind the kind of object
   * @param place account alias and region
   * @param what the step in words
   * @param wish the wish in canonical form
   * @param after the addresses of the steps before
   * @param traits what one should know
   */
  public Step {
    requireNonNull(address, "address");
    requireNonNull(action, "action");
    requireNonNull(wish, "wish");
    after = List.copyOf(after);
    traits =
        traits.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(new TreeSet<>(traits));
  }

  /**
   * Returns the part of the wish that this step is for.
   *
   * @return the first segment of the address, such as {@code peering.tokyo-singapore}
   */
  public String part() {
    int slash = address.indexOf('/');
    return slash < 0 ? address : address.substring(0, slash);
  }

  /**
   * Returns whether this step does the same as another: same address, action and wish.
   *
   * @param other the other step
   * @return whether an approval of one is an approval of the other
   */
  public boolean sameAs(Step other) {
    return address.equals(other.address) && action == other.action && wish.equals(other.wish);
  }

  /**
   * Returns the mark that stands for this step in a rendered plan: that of its action, or that of a
   * change where it restores what was there before.
   *
   * @return one character
   */
  public char mark() {
    return traits.contains(Trait.RESTORES) ? Action.UPDATE.mark() : action.mark();
  }

  @Override
  public String toString() {
    return mark() + " " + address + "  " + what;
  }
}
