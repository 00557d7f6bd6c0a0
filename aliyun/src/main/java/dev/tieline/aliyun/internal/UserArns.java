package dev.tieline.aliyun.internal;

import dev.tieline.topology.Service;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a service's whitelist names others than single accounts: by resource names of RAM. An
 * account's number is no such name; {@code *} in its place is none either
 * (AddUserToVpcEndpointService takes UserId as a number, UserARN as text).
 */
final class UserArns {
  /**
   * Who is anyone. The only example that the cloud's documentation has
   * (ListVpcEndpointServiceUsers, PrivateLink API Reference, read 2026-11); other spellings of it
   * are understood.
   */
  static final String ANYONE = "acs:ram:*::*";

  private static final Pattern FORM = Pattern.compile("acs:ram:[^:]*:([^:]*):(.*)");

  private UserArns() {}

  static boolean isArn(String text) {
    return text.startsWith("acs:");
  }

  /** Returns the account that a name stands for: {@code *} for any, else the name itself. */
  static String account(String arn) {
    Matcher matcher = FORM.matcher(arn);
    boolean any =
        matcher.matches()
            && (matcher.group(1).isEmpty() || matcher.group(1).equals("*"))
            && matcher.group(2).equals("*");
    return any ? Service.ANYONE : arn;
  }
}
