package dev.tieline.aliyun.internal;

import dev.tieline.provider.Addresses;
import dev.tieline.provider.Marked;
import dev.tieline.provider.Marks;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Scope;
import java.util.List;

/** What the kinds of objects share: what a mark says of an object, and how calls are made. */
final class Mine {
  // "1 to 128 characters, not beginning with http:// or https://" (CreateVpcPeerConnection,
  // CreateRouteEntry, read 2026-11)
  private static final int LONGEST_NAME = 128;

  /** Ends ids that stand in for what is not there yet: nobody has one of them. */
  static final String NOBODYS = "bp1000000000000000000";

  private Mine() {}

  /** Returns the name that people see, as long as the cloud takes it; it begins with a letter. */
  static String display(Owner owner, String name) {
    String text = "tieline-" + owner.topology() + "-" + name;
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }

  /** Tells whether an object of our namespace lacks our mark, or bears it with an old address. */
  static Diff compareMark(Marked object, Owner owner, Address address) {
    List<String> fields = Marks.differences(object, owner, address);
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

  /** Returns the name that people see of a network, or of a part in it. */
  static String shown(Owner owner, Address address) {
    return display(owner, Addresses.display(address));
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
