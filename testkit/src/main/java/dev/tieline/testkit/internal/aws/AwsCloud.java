package dev.tieline.testkit.internal.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Reply;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.Buckets;
import dev.tieline.testkit.internal.CloudError;
import dev.tieline.testkit.internal.CloudFunction;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Settings;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aws.Actions.Action;
import dev.tieline.testkit.internal.aws.Credentials.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fake AWS as a function from (world, request, time) to (world, answer). It holds nothing that
 * changes but what it need not derive twice: whoever keeps a world can go back to it.
 */
public final class AwsCloud implements CloudFunction<Caller, AwsCloud.Request> {

  private final Config config;
  private final SortedMap<String, AccessKey> accountKeys = new TreeMap<>(); // guarded by itself
  private final SigningKeys signingKeys = new SigningKeys();
  private final Map<String, Actions> services =
      Map.of(
          "ec2", Actions.ec2(),
          "sts", Actions.sts(),
          "iam", Actions.iam(),
          "servicequotas", Actions.serviceQuotas());

  private static final Pattern BY_ID = Pattern.compile("[A-Za-z]+Id(\\.1)?");

  /** A request that was read: what is wanted, and with which parameters. */
  public static final class Request implements CloudFunction.Asked {
    private final String name;
    private final @Nullable Action action;
    private final Query query;

    Request(String name, @Nullable Action action, Query query) {
      this.name = name;
      this.action = action;
      this.query = query;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public SortedMap<String, String> parameters() {
      return query.all();
    }

    @Override
    public boolean isMutating() {
      return action != null && action.mutating();
    }

    /** Tells whether the world after the call is kept; false for calls that only look. */
    @Override
    public boolean keeps() {
      return action != null && action.keeps();
    }

    @Override
    public boolean isList() {
      return query.all().keySet().stream().noneMatch(name -> BY_ID.matcher(name).matches());
    }

    @Override
    public boolean isDryRun() {
      String value = query.get("DryRun");
      return value != null && value.equalsIgnoreCase("true");
    }
  }

  public AwsCloud(Config config) {
    this.config = config;
  }

  /**
   * Finds the long-lived key with an id. Keys follow from the seed; they are made when somebody
   * first signs, since the platform's cryptography takes longer to load than all the rest.
   */
  private @Nullable AccessKey accountKey(String id) {
    synchronized (accountKeys) {
      if (accountKeys.isEmpty()) {
        for (String account : config.accounts()) {
          AccessKey key = Credentials.ofAccount(config.seed(), account);
          accountKeys.put(key.id(), key);
        }
      }
      return accountKeys.get(id);
    }
  }

  public Config config() {
    return config;
  }

  @Override
  public World start() {
    return World.empty(config.seed());
  }

  /** Returns an account's key id and secret. */
  public List<String> keys(String account) {
    AccessKey key = Credentials.ofAccount(config.seed(), account);
    return List.of(key.id(), key.secret());
  }

  /** Tells who signed a request; wall time judges the signature, cloud time the session. */
  @Override
  public Caller authenticate(World world, Ask ask, Instant wall, Instant now) {
    Signature signature = Signature.of(ask);
    if (signature == null) {
      throw ask.header("Authorization").isEmpty()
          ? new AwsError(
              403, "MissingAuthenticationToken", "Request is missing Authentication Token")
          : new AwsError(400, "IncompleteSignature", "Authorization header is not well formed");
    }
    boolean ec2 = signature.service().equals("ec2");
    AccessKey key = accountKey(signature.keyId());
    if (key == null
        && world.get("setting/session/" + signature.keyId()) instanceof AccessKey session) {
      key = session;
    }
    if (key == null || !tokenFits(key, ask)) {
      throw ec2
          ? new AwsError(
              401, "AuthFailure", "AWS was not able to validate the provided access credentials")
          : new AwsError(
              403,
              signature.service().equals("servicequotas")
                  ? "UnrecognizedClientException"
                  : "InvalidClientTokenId",
              "The security token included in the request is invalid.");
    }
    signature.verify(ask, key.secret(), signingKeys, wall);
    if (key.expiresAt() != null && !now.isBefore(key.expiresAt())) {
      throw new AwsError(
          403, "ExpiredToken", "The security token included in the request is expired");
    }
    String region = signature.region();
    boolean global = !ec2 && region.equals("us-east-1");
    if (!global && !config.regions().contains(region)) {
      throw new AwsError(
          ec2 ? 401 : 403,
          ec2 ? "AuthFailure" : "SignatureDoesNotMatch",
          "Credential should be scoped to a valid region, not '" + region + "'.");
    }
    return new Caller(key.account(), region, signature.service(), key.arn(), key.userId());
  }

  private static boolean tokenFits(AccessKey key, Ask ask) {
    String given = ask.header("X-Amz-Security-Token");
    String token = key.token() == null ? "" : key.token();
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Request read(Ask ask, Caller caller) {
    String service = caller.service();
    if (Wire.of(service) == Wire.JSON) {
      String target = ask.header("X-Amz-Target");
      return request(service, target.substring(target.indexOf('.') + 1), json(ask));
    }
    String body = new String(ask.body(), StandardCharsets.UTF_8);
    String url = ask.uri().getRawQuery();
    Query query = Query.parse(body.isEmpty() && url != null ? url : body, AwsError.WORDS);
    return request(service, query.get("Action", ""), query);
  }

  /** Makes a request from parameters, for moves that do not come over the wire. */
  public Request request(String action, Map<String, String> parameters) {
    Request request = request("ec2", action, Query.of(parameters, AwsError.WORDS));
    if (request.action == null) {
      throw new IllegalArgumentException(
          "action: " + action + " (expected: one that the fake has)");
    }
    return request;
  }

  private Request request(String service, String name, Query query) {
    Actions actions = services.get(service);
    return new Request(name, actions == null ? null : actions.find(name), query);
  }

  private static Query json(Ask ask) {
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      JsonNode node = ServiceQuotas.json().readTree(ask.body());
      node.properties().forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
    } catch (JsonProcessingException e) {
      throw AwsError.of("SerializationException", "The request is not valid JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Query.of(parameters, AwsError.WORDS);
  }

  @Override
  public Answer serve(
      World world,
      Caller caller,
      Request request,
      Instant now,
      @Nullable String deniedAction,
      String requestId) {
    Wire wire = Wire.of(caller.service());
    try {
      Outcome outcome = run(world, caller, request, now, deniedAction, requestId);
      return new Answer(
          request.keeps() ? outcome.world() : world, wire.answer(outcome.out(), requestId), null);
    } catch (CloudError error) {
      return new Answer(world, wire.refusal(error, requestId), error.code());
    }
  }

  /** The plain outcome of a call. */
  public record Outcome(World world, XmlElement out) {}

  /** Works one call without a wire; throws the cloud's refusal. */
  public Outcome run(
      World world,
      Caller caller,
      Request request,
      Instant now,
      @Nullable String deniedAction,
      String requestId) {
    Action action = request.action;
    if (action == null) {
      throw unknown(caller, request.name);
    }
    if (deniedAction != null) {
      throw denied(caller, deniedAction);
    }
    Query query = request.query.fresh();
    query.ignores("Action", "Version");
    XmlElement out = Wire.of(caller.service()).root(request.name, requestId);
    Ec2Call call = new Ec2Call(config, world, caller, action.name(), now, query, out);
    boolean dryRun = query.flag("DryRun", false);
    try {
      action.handler().accept(call);
      query.refuseUnread();
    } catch (CloudError error) {
      // a rehearsal judges the request's form and the permission, not the state of the cloud
      if (!dryRun || isAboutForm(error)) {
        throw error;
      }
    }
    if (dryRun) {
      throw new AwsError(
          412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
    }
    return new Outcome(call.world(), out);
  }

  private static boolean isAboutForm(CloudError error) {
    return error.code().equals("MissingParameter")
        || error.code().equals("UnknownParameter")
        || error.code().startsWith("InvalidParameter")
        || error.code().endsWith(".Malformed");
  }

  private AwsError unknown(Caller caller, String action) {
    if (!services.containsKey(caller.service())) {
      return AwsError.of(
          "InvalidAction",
          "The fake has no service "
              + caller.service()
              + ", only "
              + String.join(", ", new TreeSet<>(services.keySet())));
    }
    return switch (caller.service()) {
      // the fake has no users and roles of its own: clients that ask go on without the answer
      case "iam" -> denied(caller, action);
      case "servicequotas" -> AwsError.of("UnknownOperationException", "Unknown operation");
      default ->
          action.isEmpty()
              ? AwsError.of("MissingAction", "The request must contain the parameter Action")
              : AwsError.of(
                  "InvalidAction", "The action " + action + " is not valid for this web service.");
    };
  }

  /** The refusal of a call for want of permission, in the words of its service. */
  @Override
  public AwsError denied(Caller caller, String action) {
    String text =
        "User: "
            + caller.arn()
            + " is not authorized to perform: "
            + caller.service()
            + ":"
            + action
            + " because no identity-based policy allows the "
            + caller.service()
            + ":"
            + action
            + " action";
    return switch (caller.service()) {
      case "ec2" ->
          new AwsError(
              403,
              "UnauthorizedOperation",
              "You are not authorized to perform this operation. " + text);
      case "servicequotas" -> AwsError.of("AccessDeniedException", text);
      default -> new AwsError(403, "AccessDenied", text);
    };
  }

  @Override
  public AwsError throttled(Caller caller) {
    return switch (caller.service()) {
      case "ec2" -> new AwsError(503, "RequestLimitExceeded", "Request limit exceeded.");
      case "servicequotas" -> AwsError.of("TooManyRequestsException", "Rate exceeded");
      default -> AwsError.of("Throttling", "Rate exceeded");
    };
  }

  @Override
  public AwsError failure(int status) {
    return status == 503
        ? new AwsError(503, "Unavailable", "The service is unavailable. Please try again shortly.")
        : new AwsError(status, "InternalError", "An internal error has occurred");
  }

  @Override
  public Reply refusal(Caller caller, CloudError error, String requestId) {
    return Wire.of(caller.service()).refusal(error, requestId);
  }

  @Override
  public Reply refusal(Ask ask, CloudError error, String requestId) {
    Signature signature = Signature.of(ask);
    return Wire.of(signature == null ? "ec2" : signature.service()).refusal(error, requestId);
  }

  /**
   * Limits the calls of each account, region and class (Amazon EC2 Developer Guide, "Request
   * throttling": 100 reads with 20 more a second, 50 writes with 5 more a second).
   */
  @Override
  public @Nullable Buckets limit(Buckets buckets, Caller caller, Request request, Instant now) {
    boolean writes = request.isMutating();
    return config.switches().throttling()
        ? buckets.take(
            caller.account() + "/" + caller.region() + "/" + writes,
            writes ? 50 : 100,
            writes ? 5 : 20,
            now)
        : buckets;
  }

  /**
   * Returns the action that the settings do not let an account perform, or null when it may make
   * the call. Tags in a creating call need the permission for {@code CreateTags} as well (Amazon
   * EC2 User Guide, "Grant permission to tag resources during creation", read 2026-11).
   */
  @Override
  public @Nullable String deniedAction(World world, Caller caller, Request request) {
    if (!permits(world, caller, request.name)) {
      return request.name;
    }
    boolean tags =
        caller.service().equals("ec2")
            && request.isMutating()
            && request.query.below("TagSpecification").isPresent();
    return tags && !permits(world, caller, "CreateTags") ? "CreateTags" : null;
  }

  /** Tells whether the settings let an account perform an action such as {@code ec2:CreateVpc}. */
  private static boolean permits(World world, Caller caller, String action) {
    String name = caller.service() + ":" + action;
    if (name.equals("sts:GetCallerIdentity")) {
      return true; // no policy can take it away (AWS STS API Reference, GetCallerIdentity)
    }
    return Settings.permits(world, caller.account(), name);
  }

  public static World role(World world, String arn, String trustedAccount, String externalId) {
    return world.put("setting/role/" + arn, new Credentials.Trust(trustedAccount, externalId));
  }

  public static World quota(World world, String account, String region, String code, int value) {
    return world.put(ServiceQuotas.path(account, region, code), value);
  }
}
