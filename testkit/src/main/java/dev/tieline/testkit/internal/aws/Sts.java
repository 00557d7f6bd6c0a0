package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.aws.Credentials.AccessKey;
import dev.tieline.testkit.internal.aws.Credentials.Trust;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who am I, and let me be somebody else for a while. */
final class Sts {

  private Sts() {}

  static void register(Actions actions) {
    actions.reads("GetCallerIdentity", Sts::callerIdentity);
    actions.issues("AssumeRole", Sts::assumeRole);
  }

  private static void callerIdentity(Ec2Call call) {
    call.out.nest(
        "GetCallerIdentityResult",
        result ->
            result
                .add("Arn", call.caller.arn())
                .add("UserId", call.caller.userId())
                .add("Account", call.account));
  }

  private static void assumeRole(Ec2Call call) {
    call.query.ignores("Policy", "PolicyArns", "Tags", "TransitiveTagKeys", "SourceIdentity");
    String role = call.query.require("RoleArn");
    String session = call.query.require("RoleSessionName");
    Integer seconds = call.query.number("DurationSeconds");
    String externalId = call.query.get("ExternalId", "");
    if (seconds != null && (seconds < 900 || seconds > 43200)) {
      throw AwsError.of(
          "ValidationError",
          "1 validation error detected: Value '"
              + seconds
              + "' at 'durationSeconds' failed to satisfy constraint: Member must have value between"
              + " 900 and 43200");
    }
    Object trust = call.setting("role/" + role);
    // one answer for an unknown role, another account and a wrong external id: nothing is disclosed
    if (!(trust instanceof Trust t)
        || !t.trustedAccount().equals(call.account)
        || !(t.externalId().isEmpty() || t.externalId().equals(externalId))) {
      throw new AwsError(
          403,
          "AccessDenied",
          "User: "
              + call.caller.arn()
              + " is not authorized to perform: sts:AssumeRole on resource: "
              + role);
    }
    String account = role.split(":")[4];
    String name = role.substring(role.indexOf("role/") + 5);
    String roleId = "AROA" + Credentials.letters(call.config.seed(), "role/" + role);
    String serial = call.newId("session");
    Instant expiresAt =
        call.now.plusSeconds(seconds == null ? 3600 : seconds).truncatedTo(ChronoUnit.SECONDS);
    AccessKey key =
        new AccessKey(
            "ASIA" + Credentials.letters(call.config.seed(), serial),
            Credentials.secret(call.config.seed(), serial),
            account,
            "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session,
            roleId + ":" + session,
            "token/" + Credentials.secret(call.config.seed(), "token/" + serial),
            expiresAt);
    call.setting("session/" + key.id(), key);
    call.out.nest(
        "AssumeRoleResult",
        result ->
            result
                .nest(
                    "AssumedRoleUser",
                    user -> user.add("AssumedRoleId", key.userId()).add("Arn", key.arn()))
                .nest(
                    "Credentials",
                    keys ->
                        keys.add("AccessKeyId", key.id())
                            .add("SecretAccessKey", key.secret())
                            .add("SessionToken", key.token())
                            .add("Expiration", key.expiresAt())));
  }
}
