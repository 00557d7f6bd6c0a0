package dev.tieline.testkit.internal.aliyun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Reply;
import dev.tieline.testkit.internal.Buckets;
import dev.tieline.testkit.internal.CloudError;
import dev.tieline.testkit.internal.CloudFunction;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Settings;
import dev.tieline.testkit.internal.Signing;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aliyun.Actions.Action;
import dev.tieline.testkit.internal.aliyun.Credentials.AccessKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fake Alibaba Cloud as a function from (world, request, time) to (world, answer): RPC style,
 * all products behind one endpoint. Product and action are told by version and action, the region
 * by the parameter, else by the host, else by the objects that the request names.
 */
public final class AliyunCloud implements CloudFunction<Caller, AliyunCloud.Request> {

  private final Config config;
  private final Actions actions = new Actions();
  private final SortedMap<String, AccessKey> accountKeys = new TreeMap<>();

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
      return action != null && action.keeps();
    }

    @Override
    public boolean isDryRun() {
      return "true".equalsIgnoreCase(parameters.get("DryRun"));
    }

    @Override
    public boolean isList() {
      return !name.contains("Attribute"); // what reads one object is named after that
    }

    /** Returns what makes two requests the same to a client token. */
    private String fingerprint() {
      SortedMap<String, String> rest = new TreeMap<>(parameters);
      rest.remove("ClientToken");
      return rest.toString();
    }
  }

  /** What a client token stands for: the request, and its answer or refusal. */
  private record Remembered(
      String fingerprint, Instant at, @Nullable ObjectNode answer, @Nullable AliyunError refusal) {}

  public AliyunCloud(Config config) {
    this.config = config;
    for (String account : config.accounts()) {
      AccessKey key = Credentials.ofAccount(config.seed(), account);
      accountKeys.put(key.id(), key);
    }
  }

  public Config config() {
    return config;
  }

  Actions actions() {
    return actions;
  }

  /** An account has opened all services, as one has that uses them. */
  @Override
  public World start() {
    World world = World.empty(config.seed());
    for (String account : config.accounts()) {
      for (AliyunOpening service : AliyunOpening.values()) {
        world = service(world, account, service, true);
      }
    }
    return world;
  }

  public static World service(World world, String account, AliyunOpening service, boolean open) {
    String path = "service/" + account + "/" + service;
    return open ? world.put(path, true) : world.remove(path);
  }

  /** Says which id the next endpoint of an account gets. */
  public static World nextEndpoint(World world, String account, String id) {
    return world.put("setting/next/" + account + "/" + Kind.ENDPOINT.prefix(), id);
  }

  /**
   * Has a route table learn an entry from a transit router.
   *
   * @throws IllegalArgumentException if there is no such table
   */
  public static World learn(World world, String tableId, Cidr destination, String attachment) {
    if (!(world.ofId(tableId) instanceof RouteTable table)) {
      throw new IllegalArgumentException("route table: " + tableId + " (expected: one there is)");
    }
    RouteEntry entry =
        new RouteEntry(
            "rte-" + tableId.substring("vtb-".length()) + "-" + destination.first(),
            table.account(),
            table.region(),
            tableId,
            table.vpcId(),
            destination,
            RouteEntry.ATTACHMENT,
            attachment,
            "",
            "",
            table.createdAt(),
            table.createdAt(),
            null);
    return world.put(Kind.ROUTE.path(entry), entry);
  }

  public static World arrears(World world, String account, boolean inArrears) {
    String path = "setting/arrears/" + account;
    return inArrears ? world.put(path, true) : world.remove(path);
  }

  public static World quota(
      World world, String account, String region, AliyunQuota quota, int value) {
    return world.put("setting/quota/" + account + "/" + region + "/" + quota, value);
  }

  /** Returns an account's key id and secret. */
  public List<String> keys(String account) {
    AccessKey key = Credentials.ofAccount(config.seed(), account);
    return List.of(key.id(), key.secret());
  }

  @Override
  public Caller authenticate(World world, Ask ask, Instant wall, Instant now) {
    SortedMap<String, String> parameters = parameters(ask);
    Signature signature = Signature.of(ask, parameters);
    AccessKey key = accountKeys.get(signature.keyId());
    if (key == null && world.get("setting/session/" + signature.keyId()) instanceof AccessKey s) {
      key = s;
    }
    if (key == null) {
      throw AliyunError.notFound(
          "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
    }
    checkToken(key, signature.token());
    signature.verify(key.secret(), wall);
    if (key.expiresAt() != null && !now.isBefore(key.expiresAt())) {
      throw AliyunError.of("InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
    }
    Product product = product(ask, parameters);
    return new Caller(
        key.account(),
        region(world, ask, product, parameters, key.account()),
        product,
        host(ask, product),
        key.arn(),
        key.principalId());
  }

  private static void checkToken(AccessKey key, String given) {
    String token = key.token() == null ? "" : key.token();
    if (!token.isEmpty() && given.isEmpty()) {
      throw AliyunError.of("MissingSecurityToken", "SecurityToken is mandatory for this action.");
    }
    if (!Signing.same(token, given)) {
      throw token.isEmpty()
          ? AliyunError.of(
              "InvalidSecurityToken.MismatchWithAccessKey",
              "Specified SecurityToken mismatch with the AccessKey.")
          : AliyunError.of(
              "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.");
    }
  }

  private static SortedMap<String, String> parameters(Ask ask) {
    return Query.merged(ask, AliyunError.WORDS);
  }

  private static String headerOr(
      Ask ask, String header, SortedMap<String, String> parameters, String parameter) {
    String value = ask.header(header);
    return value.isEmpty() ? parameters.getOrDefault(parameter, "") : value;
  }

  private static Product product(Ask ask, SortedMap<String, String> parameters) {
    String version = headerOr(ask, "x-acs-version", parameters, "Version");
    if (version.isEmpty()) {
      throw AliyunError.WORDS.missing("Version");
    }
    Product product =
        Product.ofVersion(version)
            .orElseThrow(
                () ->
                    AliyunError.of("InvalidVersion", "Specified parameter Version is not valid."));
    Optional<Product> ofHost = productOf(ask.header("Host"));
    if (ofHost.isPresent() && ofHost.get() != product) {
      throw AliyunError.notFound(
          "InvalidProduct.NotFound", "Cannot find product according to your specified domain.");
    }
    return product;
  }

  private static Optional<Product> productOf(String host) {
    int end = host.indexOf('.');
    if (end < 0 || !host.contains(".aliyuncs.com")) {
      return Optional.empty();
    }
    String name = host.substring(0, end);
    int dash = name.indexOf('-');
    return Product.ofTitle(dash < 0 ? name : name.substring(0, dash));
  }

  private static String host(Ask ask, Product product) {
    String host = ask.header("Host");
    return host.contains(".aliyuncs.com") ? host : product.host("");
  }

  private String region(
      World world, Ask ask, Product product, SortedMap<String, String> parameters, String account) {
    String named = parameters.getOrDefault("RegionId", "");
    if (!named.isEmpty()) {
      if (!config.regions().contains(named)) {
        throw AliyunError.notFound(
            "InvalidRegionId.NotFound", "The specified RegionId does not exist.");
      }
      return named;
    }
    if (!product.isRegional()) {
      return "";
    }
    String host = ask.header("Host");
    for (String region : config.regions()) {
      if (host.contains("." + region + ".") || host.contains("-" + region + ".")) {
        return region;
      }
    }
    return located(world, account, parameters);
  }

  /** Finds the region of a request that only names objects. */
  private String located(World world, String account, SortedMap<String, String> parameters) {
    for (String value : parameters.values()) {
      int dash = value.indexOf('-');
      for (String region : config.regions()) {
        String prefix = dash < 0 ? "" : value.substring(0, dash);
        String kind = prefix.endsWith("lb") ? Kind.BALANCER.prefix() : prefix;
        String path = kind + "/" + account + "/" + region + "/" + value;
        if (world.get(path) != null) {
          return region;
        }
      }
    }
    return config.regions().get(0);
  }

  @Override
  public @Nullable String once(Ask ask) {
    if (!config.is(AliyunSwitch.NONCES_CHECKED)) {
      return null;
    }
    try {
      Signature signature = Signature.of(ask, parameters(ask));
      return signature.nonce().isEmpty() ? null : signature.keyId() + "/" + signature.nonce();
    } catch (AliyunError unsigned) {
      return null; // who asks is refused for that, not for what is not there to be repeated
    }
  }

  @Override
  public AliyunError repeated() {
    return AliyunError.of("SignatureNonceUsed", "Specified signature nonce was used already.");
  }

  @Override
  public Request read(Ask ask, Caller caller) {
    SortedMap<String, String> parameters = parameters(ask);
    String name = headerOr(ask, "x-acs-action", parameters, "Action");
    if (name.isEmpty()) {
      throw AliyunError.WORDS.missing("Action");
    }
    return new Request(name, actions.find(caller.product(), name), withoutProtocol(parameters));
  }

  /** Leaves out what belongs to the older signature, so that both ways ask for the same. */
  private static SortedMap<String, String> withoutProtocol(SortedMap<String, String> parameters) {
    SortedMap<String, String> wanted = new TreeMap<>(parameters);
    for (String name :
        List.of(
            "Action",
            "Version",
            "Format",
            "AccessKeyId",
            "Signature",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "SignatureType",
            "Timestamp",
            "SecurityToken")) {
      wanted.remove(name);
    }
    return wanted;
  }

  /** Makes a request from parameters, for moves that do not come over the wire. */
  public Request request(Product product, String name, Map<String, String> parameters) {
    Action action = actions.find(product, name);
    if (action == null) {
      throw new IllegalArgumentException(
          "action: " + name + " (expected: one that the fake has of " + product.title() + ")");
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
      Outcome outcome = run(world, caller, request, now, deniedAction, requestId);
      return new Answer(
          request.keeps() ? outcome.world() : world, Json.reply(200, outcome.out()), null);
    } catch (AliyunError error) {
      World after = remembering(world, caller, request, now, error, deniedAction);
      return new Answer(after, refusal(caller, error, requestId), error.code());
    }
  }

  private World remembering(
      World world,
      Caller caller,
      Request request,
      Instant now,
      AliyunError error,
      @Nullable String deniedAction) {
    String path = tokenPath(caller, request);
    boolean replays = config.is(AliyunSwitch.TOKENS_REPLAY_FAILURES);
    if (path == null || !replays || deniedAction != null || remembered(world, path, now) != null) {
      return world;
    }
    return world.put(path, new Remembered(request.fingerprint(), now, null, error));
  }

  private static @Nullable String tokenPath(Caller caller, Request request) {
    String token = request.parameters.getOrDefault("ClientToken", "");
    return token.isEmpty()
            || request.isDryRun()
            || request.action == null
            || !request.action.spec().takes("ClientToken")
        ? null
        : "token/"
            + caller.account()
            + "/"
            + caller.product()
            + "/"
            + request.name
            + "/"
            + caller.region()
            + "/"
            + token;
  }

  private @Nullable Remembered remembered(World world, String path, Instant now) {
    return world.get(path) instanceof Remembered earlier
            && !config.isOver(earlier.at(), AliyunDelay.TOKEN, now)
        ? earlier
        : null;
  }

  /** Works one call without a wire; throws the cloud's refusal. */
  public Outcome run(
      World world,
      Caller caller,
      Request request,
      Instant now,
      @Nullable String deniedAction,
      String requestId) {
    return run(config, world, caller, request, now, deniedAction, requestId);
  }

  /** Works one call for somebody who need not wait: what it does is done at once. */
  public Outcome hurry(World world, Caller caller, Request request, Instant now, String requestId) {
    Instant done = now.minus(config.longestTransition());
    return run(config.hurried(), world, caller, request, done, null, requestId);
  }

  private Outcome run(
      Config config,
      World world,
      Caller caller,
      Request request,
      Instant now,
      @Nullable String deniedAction,
      String requestId) {
    Action action = request.action;
    if (action == null) {
      throw AliyunError.notFound(
          "InvalidApi.NotFound", "Specified api is not found,please check your url and method.");
    }
    if (deniedAction != null) {
      throw denied(caller, deniedAction);
    }
    action.spec().check(request.parameters, !config.is(AliyunSwitch.UNKNOWN_PARAMETERS_REFUSED));
    checkToken(request);
    String path = action.keeps() ? tokenPath(caller, request) : null;
    Remembered earlier = path == null ? null : remembered(world, path, now);
    if (earlier != null) {
      return repeat(world, earlier, request, requestId);
    }
    Json out = new Json().put("RequestId", requestId.toUpperCase(Locale.ROOT));
    Rpc call = new Rpc(config, world, caller, now, action.spec().query(request.parameters), out);
    action.handler().accept(call);
    if (request.isDryRun()) {
      throw AliyunError.of(
          "DryRunOperation", "Request validation has been passed with DryRun flag set.");
    }
    World after = call.world();
    if (path != null) {
      after = after.put(path, new Remembered(request.fingerprint(), now, out.node(), null));
    }
    return new Outcome(after, out.node());
  }

  private static void checkToken(Request request) {
    String token = request.parameters.getOrDefault("ClientToken", "");
    if (token.length() > 64 || !StandardCharsets.US_ASCII.newEncoder().canEncode(token)) {
      throw AliyunError.invalid("ClientToken");
    }
  }

  private static Outcome repeat(
      World world, Remembered earlier, Request request, String requestId) {
    if (!earlier.fingerprint().equals(request.fingerprint())) {
      throw AliyunError.of(
          "IdempotentParameterMismatch",
          "The request uses the same client token as a previous, but non-identical request.");
    }
    if (earlier.refusal() != null) {
      throw earlier.refusal();
    }
    Json out = new Json();
    if (earlier.answer() != null) {
      out.copy(earlier.answer());
    }
    return new Outcome(world, out.put("RequestId", requestId.toUpperCase(Locale.ROOT)).node());
  }

  @Override
  public @Nullable String deniedAction(World world, Caller caller, Request request) {
    String name = caller.product().permission(request.name);
    boolean fine =
        name.equals("sts:GetCallerIdentity") || Settings.permits(world, caller.account(), name);
    return fine ? null : request.name;
  }

  @Override
  public AliyunError denied(Caller caller, String action) {
    return new AliyunError(
        403,
        "Forbidden.RAM",
        "User not authorized to operate on the specified resource, or this API doesn't support"
            + " RAM.",
        new AliyunError.Detail(caller.product().permission(action), caller.account()));
  }

  @Override
  public AliyunError throttled(Caller caller) {
    return AliyunError.of("Throttling.User", "Request was denied due to user flow control.");
  }

  @Override
  public AliyunError failure(int status) {
    return status == 503
        ? new AliyunError(
            503,
            "ServiceUnavailable",
            "The request has failed due to a temporary failure of the server.",
            null)
        : new AliyunError(
            status,
            "InternalError",
            "The request processing has failed due to some unknown error.",
            null);
  }

  /** Limits the calls of each account and action: 20 reads a second and 10 writes. */
  @Override
  public @Nullable Buckets limit(Buckets buckets, Caller caller, Request request, Instant now) {
    int rate = request.isMutating() ? 10 : 20;
    return config.is(AliyunSwitch.THROTTLING)
        ? buckets.take(
            caller.account() + "/" + caller.product() + "/" + request.name, rate, rate, now)
        : buckets;
  }

  @Override
  public Reply refusal(Ask ask, CloudError error, String requestId) {
    return refusal(ask.header("Host"), error, requestId);
  }

  @Override
  public Reply refusal(Caller caller, CloudError error, String requestId) {
    return refusal(caller.host(), error, requestId);
  }

  private static Reply refusal(String host, CloudError error, String requestId) {
    Json out =
        new Json()
            .put("RequestId", requestId.toUpperCase(Locale.ROOT))
            .put("HostId", host)
            .put("Code", error.code())
            .put("Message", error.message())
            .put("Recommend", "https://api.aliyun.com/troubleshoot?q=" + error.code());
    if (error instanceof AliyunError refusal && refusal.detail() != null) {
      AliyunError.Detail detail = refusal.detail();
      out.nest(
          "AccessDeniedDetail",
          json ->
              json.put("AuthAction", detail.authAction())
                  .put("AuthPrincipalDisplayName", detail.owner())
                  .put("AuthPrincipalOwnerId", detail.owner())
                  .put("AuthPrincipalType", "SubUser")
                  .put("NoPermissionType", "ImplicitDeny")
                  .put("PolicyType", "AccountLevelIdentityBasedPolicy"));
    }
    return Json.reply(error.status(), out.node());
  }

  /** Lets a balancer send a port to an instance; the caller is whose both are. */
  public World forward(
      World world, Caller caller, Instant now, String balancer, int port, String instance, int to) {
    Rpc call = new Rpc(config, world, caller, now, Rpc.noParameters(), new Json());
    return Balancers.forward(call, balancer, port, instance, to);
  }

  /** Returns the code that an account tells whoever may bind its VPCs to private zones. */
  public String authorizationCode(String account) {
    return PrivateZones.code(config, account);
  }

  public static World role(World world, String arn, String trustedAccount, String externalId) {
    return world.put("setting/role/" + arn, new Credentials.Trust(trustedAccount, externalId));
  }
}
