package dev.tieline.testkit;

import dev.tieline.testkit.internal.HttpShell;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records what real clients send, for {@link ClientCallsTest}: serves that test's world and writes
 * each call until its standard input ends. A program and no test, since the build has no such
 * clients: {@code java -cp ... dev.tieline.testkit.RecordCalls PORT FILE}.
 */
final class RecordCalls {

  /** What every call has, or what differs each time and says nothing. */
  private static final Set<String> LEFT_OUT = Set.of("Action", "Version", "ClientToken");

  private static final Pattern SERVICE = Pattern.compile("Credential=[^/]+/[0-9]+/[^/]+/([^/]+)/");

  private RecordCalls() {}

  public static void main(String[] args) throws Exception {
    ClientCallsTest.World world = new ClientCallsTest.World();
    Recorded.Ids ids = new Recorded.Ids();
    StringBuilder client = new StringBuilder();
    Object turn = new Object();
    try (PrintWriter out =
            new PrintWriter(Files.newBufferedWriter(Path.of(args[1]), StandardCharsets.UTF_8));
        HttpShell shell =
            HttpShell.serve(
                Integer.parseInt(args[0]),
                ask -> {
                  synchronized (turn) {
                    String agent = ask.header("User-Agent").split(" ")[0];
                    if (!agent.contentEquals(client)) {
                      client.setLength(0);
                      out.println("# " + client.append(agent));
                    }
                    return handle(world, ids, out, ask);
                  }
                })) {
      for (String account : world.aws.accounts()) {
        FakeAws.Keys keys = world.aws.keys(account);
        System.out.println(account + " " + keys.accessKeyId() + " " + keys.secretAccessKey());
      }
      System.out.println(shell.endpoint());
      while (System.in.read() >= 0) {
        // until whoever started this has enough
      }
    }
  }

  private static Reply handle(
      ClientCallsTest.World world, Recorded.Ids ids, PrintWriter out, Ask ask) {
    Map<String, String> parameters = Recorded.form(new String(ask.body(), StandardCharsets.UTF_8));
    Matcher service = SERVICE.matcher(ask.header("Authorization"));
    Reply reply = world.handle(ask);
    Call call = world.aws.calls().get(world.aws.calls().size() - 1);
    parameters.keySet().removeAll(LEFT_OUT);
    out.println(
        new Recorded(
                call.account(),
                call.region(),
                service.find() ? service.group(1) : "-",
                ask.method(),
                call.action(),
                call.errorCode() == null ? String.valueOf(call.status()) : call.errorCode(),
                parameters)
            .write(ids));
    out.flush();
    ids.learn(reply.text());
    return reply;
  }
}
