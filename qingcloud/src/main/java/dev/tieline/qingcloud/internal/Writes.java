package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Calls that change something: each takes its turn at every router, border, balancer, table and
 * group that it writes to, remembers the job that it begins, and looks at states when it is denied.
 */
final class Writes {
  private static final Pattern ID = Pattern.compile("[a-z]{1,8}-[0-9A-Za-z]{1,40}");

  private Writes() {}

  /**
   * Returns the call.
   *
   * @param then what is made of the answer
   * @param known the ids of what is written to and the request does not name, as the {@link Api
   *     table} asks for them: such as the VPC of a vxnet that joins a border
   * @throws IllegalStateException if one of them is missing
   */
  static <T> Call<T> of(Scope scope, Request request, Function<Answer, T> then, String... known) {
    if (request.api().reads()) {
      throw new IllegalArgumentException(request + " reads (expected: a call that may change)");
    }
    List<String> turns = turns(request, List.of(known));
    Set<String> looked = new LinkedHashSet<>(turns);
    Call<T> call =
        Call.write(
            scope,
            request.api().action(),
            clients -> {
              Answer answer = unlessDenied(clients, request, looked);
              remember(clients.client(Jobs.class), request, answer);
              return then.apply(answer);
            });
    for (String id : turns) {
      String turn = Thing.ofId(id).orElseThrow().turn(id);
      call = call.turn() == null ? call.inTurn(turn) : call.beside(new Call.Turn(scope, turn));
    }
    return call;
  }

  /** The ids of all that is written to, each once. */
  private static List<String> turns(Request request, List<String> known) {
    Set<String> ids = new LinkedHashSet<>();
    for (Api.Written written : request.api().writes()) {
      List<String> named =
          written.parameter().map(request::values).orElse(known).stream()
              .filter(written.what()::is)
              .toList();
      if (named.isEmpty() && written.parameter().isEmpty()) {
        throw new IllegalStateException(
            request + " does not say which " + written.what() + " it writes to (expected: its id)");
      }
      ids.addAll(named);
    }
    return List.copyOf(ids);
  }

  /**
   * Calls, and looks at states when the cloud denies it: with something on the way it may pass, and
   * the engine repeats it later. With nothing on the way it is tried just once more, since what was
   * on the way may have ended between the refusal and the look; nothing came of the first.
   */
  private static Answer unlessDenied(Clients clients, Request request, Collection<String> ids)
      throws IOException, InterruptedException {
    Rpc rpc = clients.client(Rpc.class);
    try {
      return rpc.call(request);
    } catch (Refusal first) {
      if (first.code() != Refusal.DENIED || ids.isEmpty()) {
        throw first;
      }
      Standing standing = StateLook.at(rpc, ids);
      if (!(standing instanceof Standing.Settled)) {
        throw first.of(standing);
      }
      try {
        return rpc.call(request);
      } catch (Refusal second) {
        throw second.of(standing);
      }
    }
  }

  private static void remember(Jobs jobs, Request request, Answer answer) {
    // the id of a global job (gj-) is of no use: no documented action tells of one
    String job = answer.text("job_id");
    if (job.isEmpty()) {
      return;
    }
    Set<String> about = new LinkedHashSet<>();
    request.api().answers().forEach(name -> about.addAll(answer.textOrTexts(name)));
    request.api().parameters().values().stream()
        .filter(Api.Parameter::required)
        .forEach(p -> about.addAll(request.values(p.name())));
    about.removeIf(id -> !ID.matcher(id).matches());
    jobs.begun(job, request.api().action(), new ArrayList<>(about));
  }
}
