package dev.tieline.aliyun.internal;

import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What the kinds of objects share: what a mark says of an object, and how calls are made. */
final class Mine {
  // "1 to 128 characters, not beginning with http:// or https://" (CreateVpcPeerConnection,
  // CreateRouteEntry, read 2026-11)
  private static final int LONGEST_NAME = 128;

  private Mine() {}

  /** Returns the name that people see, as long as the cloud takes it; it begins with a letter. */
  static String display(Owner owner, String name) {
    String text = "tieline-" + owner.topology() + "-" + name;
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  /** Tells whether an object of our namespace lacks our mark, or bears it with an old address. */
  static List<String> mark(Marked object, Owner owner, Address address) {
    Address found = object.marks().get(owner);
    return !Marks.ours(owner, object) || address.equals(found)
        ? List.of() // what is adopted gets no mark
        : List.of("mark " + address + " instead of " + (found == null ? "none" : found));
  }

  static Diff compareMark(Marked object, Owner owner, Address address) {
    List<String> fields = mark(object, owner, address);
    return fields.isEmpty() ? new Diff.Same() : new Diff.Differs(fields);
  }

  /**
   * Returns what an object means that is shown after its delete, or its release, without any sign
   * of going: a lost call has had no effect, and is to be made again.
   */
  static Readiness leaving(Marked object, Owner owner, String state) {
    return object.marks().containsKey(owner) ? still(state) : new Readiness.Target();
  }

  /** Returns whether an object that bore the owner's mark bears it still. */
  static boolean stillMarked(Marked seen, Marked now, Owner owner) {
    return !seen.marks().containsKey(owner) || now.marks().containsKey(owner);
  }

  static Readiness still(String state) {
    return new Readiness.Failed(state, "it is still shown");
  }

  /** Returns the objects of a type that bear the owner's mark. */
  static <O extends Marked> List<Owned<O>> owned(Owner owner, Facts facts, Class<O> type) {
    List<Owned<O>> owned = new ArrayList<>();
    for (O object : facts.find(type, new Keys.OwnedBy(owner))) {
      Address address = object.marks().get(owner);
      if (address != null) {
        owned.add(new Owned<>(address, object.scope(), object));
      }
    }
    owned.sort(
        Comparator.comparing((Owned<O> o) -> o.address()).thenComparing(o -> o.object().id()));
    return owned;
  }

  /** Returns the objects of a type that bear the owner's mark, at an address of a shape. */
  static <O extends Marked> List<Owned<O>> owned(
      Owner owner, Facts facts, Class<O> type, Predicate<Address> shape) {
    return owned(owner, facts, type).stream().filter(o -> shape.test(o.address())).toList();
  }

  /** Returns the last part of an address without the word that says what it is. */
  static String name(Address address) {
    String last = address.path().substring(address.path().lastIndexOf('/') + 1);
    return last.substring(last.indexOf('.') + 1);
  }

  /** Returns the name that people see of a network, or of a part in it. */
  static String shown(Owner owner, Address address) {
    String network = name(new Address(address.part()));
    return display(
        owner, address.part().equals(address.path()) ? network : network + "-" + name(address));
  }

  /** Returns whether an address is one of a network itself. */
  static boolean isNetwork(Address address) {
    return address.path().startsWith("network.") && address.part().equals(address.path());
  }

  /** Returns whether an address is one of a network's own part, such as a vSwitch. */
  static Predicate<Address> partOfNetwork(String segment) {
    return address -> {
      String path = address.path();
      int slash = path.indexOf('/');
      return path.startsWith("network.")
          && slash > 0
          && (path.startsWith(segment + ".", slash + 1)
              || path.substring(slash + 1).equals(segment));
    };
  }

  /** Returns what a state means that is no part of a way to the target. */
  static Readiness.Failed failed(String what, String id, String state) {
    return new Readiness.Failed(state, what + " " + id + " is in state " + state);
  }

  /** Returns what the state of an object means that is Pending first, and Available then. */
  static Readiness pending(String what, String id, String status) {
    return switch (status) {
      case "Available" -> new Readiness.Target();
      case "Pending", "Creating", "Created", "Modifying", "Associating", "Unassociating" ->
          new Readiness.Transitional(status);
      default -> failed(what, id, status);
    };
  }

  /** Returns a call of which only counts that it was not refused. */
  static <T> Call<T> write(Scope scope, Request request, T then) {
    return Call.write(
        scope,
        request.action(),
        clients -> {
          clients.client(Rpc.class).call(request);
          return then;
        });
  }
}
