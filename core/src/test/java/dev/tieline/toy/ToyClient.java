package dev.tieline.toy;

import dev.tieline.error.Category;
import dev.tieline.spi.Page;
import dev.tieline.toy.ToyCloud.Work;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The toy cloud's client for one region: one method an operation. */
final class ToyClient {
  /** What stands in the log behind what a rehearsed call is about. */
  static final String REHEARSED = " (rehearsed)";

  /** The cloud would allow the call. */
  static final class Rehearsed extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final int PAGE = 4000;
  private final ToyCloud cloud;
  private final String region;
  private final boolean rehearsing;

  ToyClient(ToyCloud cloud, String region, boolean rehearsing) {
    this.cloud = cloud;
    this.region = region;
    this.rehearsing = rehearsing;
  }

  private <T> T call(
      String operation, String region, String what, boolean mutating, Function<Work, T> body)
      throws IOException {
    if (!rehearsing) {
      return cloud.call(operation, region, what, mutating, body);
    }
    cloud.call(operation, region, what + REHEARSED, false, w -> w);
    throw new Rehearsed();
  }

  Page<Thing> list(String operation, String kind, @Nullable String next) throws IOException {
    return call(
        operation,
        region,
        "",
        false,
        w -> {
          List<Thing> all = w.all(kind, region);
          int from = next == null ? 0 : Integer.parseInt(next);
          int to = Math.min(all.size(), from + PAGE);
          return new Page<>(all.subList(from, to), to < all.size() ? "" + to : null);
        });
  }

  Page<Thing> read(String operation, String kind, Collection<String> ids) throws IOException {
    Set<String> wanted = Set.copyOf(ids);
    return call(
        operation,
        region,
        String.join(",", ids),
        false,
        w -> Page.only(w.all(kind, region).stream().filter(t -> wanted.contains(t.id())).toList()));
  }

  Thing createBox(String label, String block, Map<String, String> marks) throws IOException {
    return call("CreateBox", region, label, true, w -> w.newBox(region, label, block, marks));
  }

  Thing labelBox(String id, String label, String owner, String address) throws IOException {
    return call(
        "LabelBox",
        region,
        id,
        true,
        w -> w.put(w.get(id).with("label", label).marked(owner, address)));
  }

  String deleteBox(String id) throws IOException {
    return call(
        "DeleteBox",
        region,
        id,
        true,
        w -> {
          w.get(id);
          for (Thing t : w.all()) {
            boolean live = !t.isDead() && !t.kind().equals("board") && !t.kind().equals("dial");
            boolean uses = t.has().containsValue(id) || t.get("board").equals("board#" + id);
            if (live && uses) {
              throw new ToyError(Category.CONFLICT, id + " is used by " + t.id());
            }
          }
          w.remove(id);
          w.remove("board#" + id);
          w.remove("dial#" + id);
          return id;
        });
  }

  Thing createCable(String a, String b, Map<String, String> marks) throws IOException {
    return call(
        "CreateCable",
        region,
        a + "-" + b,
        true,
        w -> {
          w.get(a);
          w.get(b);
          for (Thing t : w.all()) {
            boolean same =
                t.get("a").equals(a) && t.get("b").equals(b)
                    || t.get("a").equals(b) && t.get("b").equals(a);
            if (t.kind().equals("cable") && !t.isDead() && same) {
              throw new ToyError(Category.ALREADY_EXISTS, t.id() + " joins " + a + " and " + b);
            }
          }
          return w.add("cable", region, Map.of("a", a, "b", b), marks);
        });
  }

  Thing acceptCable(String id) throws IOException {
    return call(
        "AcceptCable",
        region,
        id,
        true,
        w -> {
          Thing far = w.get(w.get(id).get("b"));
          if (!far.get("account").isEmpty()) {
            throw new ToyError(Category.DENIED, far.id() + " is of account " + far.get("account"));
          }
          return w.accept(id);
        });
  }

  Thing markCable(String id, String owner, String address) throws IOException {
    return call("MarkCable", region, id, true, w -> w.put(w.get(id).marked(owner, address)));
  }

  String deleteCable(String id) throws IOException {
    return call(
        "DeleteCable",
        region,
        id,
        true,
        w -> {
          w.die(w.get(id));
          return id;
        });
  }

  Thing putClaim(String board, String slot, String owner, String address) throws IOException {
    String id = "claim#" + board + "#" + slot;
    return call(
        "PutClaim",
        region,
        id,
        true,
        w -> {
          w.get(board);
          return w.put(
              new Thing(
                  "claim",
                  id,
                  region,
                  0,
                  new TreeMap<>(Map.of(owner, address)),
                  new TreeMap<>(Map.of("board", board, "slot", slot))));
        });
  }

  Thing putPeg(String board, String slot, String cable) throws IOException {
    String id = "peg#" + board + "#" + slot;
    return call(
        "PutPeg",
        region,
        id,
        true,
        w -> {
          w.get(board);
          w.get(cable);
          if (w.all().stream().anyMatch(t -> t.id().equals(id))) {
            throw new ToyError(Category.ALREADY_EXISTS, id);
          }
          return w.put(peg(id, board, slot, cable));
        });
  }

  Thing movePeg(String id, String cable) throws IOException {
    return call(
        "MovePeg",
        region,
        id,
        true,
        w -> {
          w.get(cable);
          return w.put(w.get(id).with("cable", cable));
        });
  }

  private Thing peg(String id, String board, String slot, String cable) {
    return new Thing(
        "peg",
        id,
        region,
        0,
        new TreeMap<>(),
        new TreeMap<>(Map.of("board", board, "slot", slot, "cable", cable)));
  }

  /** Removes a peg or a claim. */
  String remove(String operation, String id) throws IOException {
    return call(
        operation,
        region,
        id,
        true,
        w -> {
          w.get(id);
          w.remove(id);
          return id;
        });
  }

  /** A box has one socket; the token of a lamp that has died stands for the dead one. */
  Thing createLamp(String box, String colour, String token, Map<String, String> marks)
      throws IOException {
    return call(
        "CreateLamp",
        region,
        box + " " + token,
        true,
        w -> {
          String before = w.tokens().get(token);
          if (before != null) {
            return w.all().stream()
                .filter(t -> t.id().equals(before))
                .findFirst()
                .orElseThrow(() -> new ToyError(Category.INVALID, "token of " + before, true));
          }
          w.get(box);
          if (w.all().stream()
              .anyMatch(t -> t.kind().equals("lamp") && !t.isDead() && t.get("box").equals(box))) {
            throw new ToyError(Category.CONFLICT, "the socket of " + box + " is taken");
          }
          Thing lamp = w.add("lamp", region, Map.of("box", box, "colour", colour), marks);
          w.tokens().put(token, lamp.id());
          return lamp;
        });
  }

  String deleteLamp(String id) throws IOException {
    return call(
        "DeleteLamp",
        region,
        id,
        true,
        w -> {
          w.die(w.get(id));
          return id;
        });
  }

  /** Sets the dial of a box, and keeps the value that it had before anybody of ours set it. */
  Thing setDial(String id, String value, String owner, String address) throws IOException {
    return call(
        "SetDial",
        region,
        id,
        true,
        w -> {
          Thing dial = w.get(id);
          String before = dial.get("before").isEmpty() ? dial.get("value") : dial.get("before");
          return w.put(
              dial.with("value", value)
                  .with("ours", value)
                  .with("before", before)
                  .marked(owner, address));
        });
  }

  /** Gives the dial back its value, if it still has ours. */
  Thing resetDial(String id, String owner) throws IOException {
    return call(
        "ResetDial",
        region,
        id,
        true,
        w -> {
          Thing dial = w.get(id);
          Thing back =
              dial.get("value").equals(dial.get("ours"))
                  ? dial.with("value", dial.get("before"))
                  : dial;
          return w.put(back.without("before").without("ours").unmarked(owner));
        });
  }
}
