package dev.tieline.aws;

/** x. */
public final class AwsProvider {
  public static final String CLOUD = "aws";

  private AwsProvider() {}
}
