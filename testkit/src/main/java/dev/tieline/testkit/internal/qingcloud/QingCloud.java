package dev.tieline.testkit.internal.qingcloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.Reply;
import dev.tieline.testkit.internal.Buckets;
import dev.tieline.testkit.internal.CloudError;
import dev.tieline.testkit.internal.CloudFunction;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Settings;
import dev.tieline.testkit.internal.Signing;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.qingcloud.Actions.Action;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fake QingCloud as a function from (world, request, time) to (world, answer): one address, the
 * action among the parameters, of query or form.
 */
public final class QingCloud implements CloudFunction<Caller, QingCloud.Request> {
  private static final String PATH = "/iaas/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The day of the cloud's accounts changes at midnight in China. */
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private final Config config;
  private final Actions actions = new Actions();
  private final SortedMap<String, String> accountOf = new TreeMap<>();

  /** A request that was read. */
  public static final class Request implements CloudFunction.Asked {
    private final String name;
    private final @Nullable Action action;
    private final SortedMap<String, String> parameters;

    Request(String name, @Nullable Action action, SortedMap<String, String> parameters) {
      this.name = name;
      this.action = action;
      this.parameters = parameters;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Collections.unmodifiableSortedMap(parameters);
    }

    @Override
    public boolean isMutating() {
      return action != null && action.mutating();
    }

    @Override
    public boolean keeps() {
      return isMutating();
    }

    @Override
    public boolean isDryRun() {
      return false;
    }

    @Override
    public boolean isList() {
      return action != null
          && (action.ids().isEmpty()
              || parameters.keySet().stream().noneMatch(n -> n.startsWith(action.ids() + ".")));
    }
  }

  public QingCloud(Config config) {
    this.config = config;
    config.accounts().forEach(account -> accountOf.put(keys(account).get(0), account));
  }

  public Config config() {
    return config;
  }

  Actions actions() {
    return actions;
  }

  /** Each account has a default security group in each zone, as those of the cloud have. */
  @Override
  public World start() {
    World world = World.empty(config.seed());
    for (String account : config.accounts()) {
      for (String zone : config.zones()) {
        Iaas call = Iaas.looking(config, world, Instant.EPOCH, account, zone);
        SecurityGroups.makeDefault(call);
        world = call.world();
      }
    }
    return world;
  }

  /** Returns an account's key id and secret. */
  public List<String> keys(String account) {
    return List.of(
        AccessKeys.id(config, account), Signing.letters(config.seed(), "secret/" + account, 40));
  }

  public static World quota(
      World world, String account, String zone, QingCloudQuota quota, int value) {
    return world.put("setting/quota/" + account + "/" + zone + "/" + quota, value);
  }

  public static World balanceTooLow(World world, String account, boolean low) {
    String path = "setting/poor/" + account;
    return low ? world.put(path, true) : world.remove(path);
  }

  /** Says how the next job that an account begins by an action ends. */
  public static World nextJob(
      World world, String account, String action, String status, String errors) {
    return Jobs.next(world, account, action, new Job.End(status, errors));
  }

  @Override
  public Caller authenticate(World world, Ask ask, Instant wall, Instant now) {
    String path = ask.uri().getRawPath();
    if (!PATH.equals(path) && !"/iaas".equals(path)) {
      throw QingError.noSuchPath(String.valueOf(path));
    }
    SortedMap<String, String> parameters = Query.merged(ask, QingError.WORDS);
    Signature signature = new Signature(ask.method(), path, parameters);
    String account = accountOf.get(signature.keyId());
    if (account == null) {
      throw QingError.unauthenticated("access key not found");
    }
    signature.verify(keys(account).get(1), wall, config.is(QingCloudSwitch.FUTURE_STAMP_REFUSED));
    return new Caller(account, zone(parameters.getOrDefault("zone", "")));
  }

  private String zone(String named) {
    for (String zone : config.zones()) {
      boolean inner = Zones.inside(zone).contains(named);
      if (zone.equals(named) || (inner && config.is(QingCloudSwitch.INNER_ZONE_ACCEPTED))) {
        return zone;
      }
    }
    if (named.isEmpty()) {
      return "";
    }
    throw QingError.bad("zone", named, "a zone that you can access");
  }

  @Override
  public Request read(Ask ask, Caller caller) {
    SortedMap<String, String> parameters = Query.merged(ask, QingError.WORDS);
    String name = parameters.getOrDefault("action", "");
    if (name.isEmpty()) {
      throw QingError.missing("action");
    }
    Action action = actions.find(name);
    for (String common : Actions.DIALECT.common()) {
      parameters.remove(common);
    }
    return new Request(name, action, action == null ? parameters : unfolded(action, parameters));
  }

  /** Some clients send a list of objects as one text of JSON. */
  private static SortedMap<String, String> unfolded(
      Action action, SortedMap<String, String> parameters) {
    SortedMap<String, String> all = new TreeMap<>();
    parameters.forEach(
        (name, value) -> {
          boolean folded = value.startsWith("[") && !action.spec().takes(name);
          if (!folded || !unfold(name, value, all)) {
            all.put(name, value);
          }
        });
    return all;
  }

  private static boolean unfold(String name, String value, SortedMap<String, String> all) {
    JsonNode list;
    try {
      list = JSON.readTree(value);
    } catch (JsonProcessingException notJson) {
      return false; // then it is a value like any other
    }
    int index = 1;
    for (JsonNode item : list) {
      String start = name + "." + index++;
      if (item.isObject()) {
        item.properties().forEach(m -> all.put(start + "." + m.getKey(), m.getValue().asText()));
      } else {
        all.put(start, item.asText());
      }
    }
    return true;
  }

  /** Makes a request from parameters, for moves that do not come over the wire. */
  public Request request(String name, Map<String, String> parameters) {
    Action action = actions.find(name);
    if (action == null) {
      throw new IllegalArgumentException("action: " + name + " (expected: one that the fake has)");
    }
    return new Request(name, action, new TreeMap<>(parameters));
  }

  /** The plain outcome of a call. */
  public record Outcome(World world, ObjectNode out) {}

  @Override
  public Answer serve(
      World world,
      Caller caller,
      Request request,
      Instant now,
      @Nullable String deniedAction,
      String requestId) {
    try {
      Outcome outcome = run(config, world, caller, request, now, deniedAction);
      return new Answer(
          request.keeps() ? outcome.world() : world, Json.reply(200, outcome.out()), null);
    } catch (QingError error) {
      return new Answer(world, refusal(error), error.code());
    }
  }

  /** Works one call without a wire; throws the cloud's refusal. */
  public Outcome run(World world, Caller caller, Request request, Instant now) {
    return run(config, world, caller, request, now, null);
  }

  /** Works one call for somebody who need not wait: what it does is done at once. */
  public Outcome hurry(World world, Caller caller, Request request, Instant now) {
    return run(config.hurried(), world, caller, request, now, null);
  }

  private Outcome run(
      Config config,
      World world,
      Caller caller,
      Request request,
      Instant now,
      @Nullable String deniedAction) {
    Action action = request.action;
    if (action == null) {
      throw QingError.unknownAction(request.name);
    }
    if (deniedAction != null) {
      throw denied(caller, deniedAction);
    }
    if (action.zonal() && caller.zone().isEmpty()) {
      throw QingError.missing("zone");
    }
    boolean lenient = !config.is(QingCloudSwitch.UNKNOWN_PARAMETERS_REFUSED);
    action.spec().check(request.parameters, lenient);
    Query query = Query.of(request.parameters, QingError.WORDS);
    Iaas call = new Iaas(config, world, caller, now, request.name, query);
    call.out.put("action", request.name + "Response");
    action.handler().accept(call);
    if (!call.isWithoutRetCode()) {
      call.out.put("ret_code", 0);
    }
    return new Outcome(call.world(), call.out.node());
  }

  @Override
  public @Nullable String deniedAction(World world, Caller caller, Request request) {
    return Settings.permits(world, caller.account(), "iaas:" + request.name) ? null : request.name;
  }

  @Override
  public QingError denied(Caller caller, String action) {
    return QingError.denied("you are not allowed to perform [" + action + "]");
  }

  @Override
  public QingError throttled(Caller caller) {
    return QingError.busy();
  }

  @Override
  public QingError limited(Caller caller) {
    return QingError.quota("API calls of the day", config.dailyCalls());
  }

  @Override
  public QingError failure(int status) {
    return status == 503 ? QingError.busy() : QingError.internal();
  }

  /** Counts the calls of an account's day; the count begins anew at midnight. */
  @Override
  public @Nullable Buckets limit(Buckets buckets, Caller caller, Request request, Instant now) {
    if (config.dailyCalls() == Integer.MAX_VALUE) {
      return buckets;
    }
    LocalDate day = now.atOffset(CHINA).toLocalDate();
    return buckets.take(caller.account() + "/" + day, config.dailyCalls(), 0, now);
  }

  @Override
  public Reply refusal(Ask ask, CloudError error, String requestId) {
    return refusal(error);
  }

  @Override
  public Reply refusal(Caller caller, CloudError error, String requestId) {
    return refusal(error);
  }

  private static Reply refusal(CloudError error) {
    Json out =
        new Json().put("message", error.message()).put("ret_code", Integer.parseInt(error.code()));
    return Json.reply(error.status(), out.node());
  }
}
