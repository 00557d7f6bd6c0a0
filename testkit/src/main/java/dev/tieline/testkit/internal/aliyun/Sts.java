package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Signing;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.Credentials.AccessKey;
import dev.tieline.testkit.internal.aliyun.Credentials.Trust;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who am I, and let me be somebody else for a while. */
final class Sts {

  private static final int LONGEST = 43200;

  private Sts() {}

  static void register(Actions actions) {
    actions.reads("GetCallerIdentity", "", Sts::callerIdentity);
    actions.issues(
        "AssumeRole",
        "RoleArn* RoleSessionName* DurationSeconds:long Policy ExternalId SourceIdentity",
        Sts::assumeRole);
  }

  private static void callerIdentity(Rpc call) {
    boolean role = call.caller.arn().contains(":assumed-role/");
    call.out
        .put("AccountId", call.account)
        .put("Arn", call.caller.arn())
        .put("PrincipalId", call.caller.principalId())
        .put("IdentityType", role ? "AssumedRoleUser" : "Account");
    if (role) {
      String id = call.caller.principalId();
      call.out.put("RoleId", id.substring(0, id.indexOf(':')));
    } else {
      call.out.put("UserId", call.account);
    }
  }

  private static void assumeRole(Rpc call) {
    String role = call.query.require("RoleArn");
    String session = call.query.require("RoleSessionName");
    String duration = call.query.get("DurationSeconds", "3600");
    if (!session.matches("[A-Za-z0-9.@_-]{2,64}")) {
      throw AliyunError.of(
          "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.");
    }
    long seconds = Long.parseLong(duration);
    if (seconds < 900 || seconds > LONGEST) {
      throw AliyunError.of(
          "InvalidParameter.DurationSeconds",
          "The Min/Max value of DurationSeconds is 15min/12hr.");
    }
    Object trust = call.setting("role/" + role);
    // one answer for an unknown role, another account and a wrong external id: nothing is disclosed
    if (!(trust instanceof Trust t)
        || !t.trustedAccount().equals(call.account)
        || !(t.externalId().isEmpty() || t.externalId().equals(call.text("ExternalId")))) {
      throw new AliyunError(
          403,
          "NoPermission",
          "You are not authorized to do this action. You should be authorized by RAM.",
          new AliyunError.Detail("sts:AssumeRole", call.account));
    }
    String account = role.split(":")[3];
    String name = role.substring(role.indexOf("role/") + 5);
    long seed = call.config.seed();
    String serial = call.letters(18);
    String roleId =
        String.valueOf(300_000_000_000_000_000L + Integer.toUnsignedLong(role.hashCode()));
    Instant expiresAt = call.now.plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
    String token = "CAIS" + Signing.letters(seed, "token/" + serial, 60);
    AccessKey key =
        new AccessKey(
            "STS." + Signing.letters(seed, "id/" + serial, 25),
            Signing.letters(seed, "secret/" + serial, 44),
            account,
            "acs:ram::" + account + ":assumed-role/" + name + "/" + session,
            roleId + ":" + session,
            token,
            expiresAt);
    call.setting("session/" + key.id(), key);
    call.out
        .nest(
            "AssumedRoleUser",
            user -> user.put("AssumedRoleId", key.principalId()).put("Arn", key.arn()))
        .nest(
            "Credentials",
            keys ->
                keys.put("AccessKeyId", key.id())
                    .put("AccessKeySecret", key.secret())
                    .put("SecurityToken", token)
                    .put("Expiration", Times.iso(expiresAt)));
  }
}
