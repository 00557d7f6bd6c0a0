package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Looks at the states of what a denied call would have changed, for the table of errors: the text
 * of the refusal is not to be relied on.
 */
final class StateLook {
  private StateLook() {}

  static Standing at(Rpc rpc, Collection<String> ids) throws InterruptedException {
    List<String> settled = new ArrayList<>();
    for (String id : ids) {
      Thing thing = Thing.ofId(id).orElseThrow();
      try {
        for (Answer row : rows(rpc, thing, id)) {
          Progress progress = Progress.from(row);
          String words = thing + " " + id + " is " + words(progress);
          if (progress.moving()) {
            return new Standing.Moving(words);
          }
          settled.add(words);
        }
      } catch (Refusal | Unreadable | Unsigned | IOException unread) {
        return new Standing.Unknown(); // what is told is the refusal that was to be explained
      }
    }
    return settled.isEmpty()
        ? new Standing.Unknown()
        : new Standing.Settled(String.join(", ", settled.stream().distinct().toList()));
  }

  private static String words(Progress progress) {
    return progress.transition().isEmpty() ? progress.status() : progress.transition();
  }

  private static List<Answer> rows(Rpc rpc, Thing thing, String id)
      throws IOException, InterruptedException {
    return switch (thing) {
      case ROUTER -> rows(rpc, Request.of(Api.DESCRIBE_ROUTERS).each("routers", List.of(id)));
      case BALANCER ->
          rows(rpc, Request.of(Api.DESCRIBE_LOAD_BALANCERS).each("loadbalancers", List.of(id)));
      case BORDER -> {
        // what is on the way at a border, only its vxnets tell
        List<Answer> all =
            new ArrayList<>(
                rows(rpc, Request.of(Api.DESCRIBE_VPC_BORDERS).each("vpc_borders", List.of(id))));
        rows(rpc, Request.of(Api.DESCRIBE_BORDER_VXNETS).with("border", id)).stream()
            .filter(row -> !row.text("transition_status").isEmpty())
            .forEach(all::add);
        yield all;
      }
      case EIP -> rows(rpc, Request.of(Api.DESCRIBE_EIPS).each("eips", List.of(id)));
      case TABLE, GROUP -> List.of(); // these have no states
    };
  }

  private static List<Answer> rows(Rpc rpc, Request request)
      throws IOException, InterruptedException {
    return rpc.call(request).objects(request.api().rows());
  }
}
