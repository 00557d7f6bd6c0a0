package dev.tieline.testkit.internal.qingcloud;

/** An object that lives through the stages of jobs, and is still shown when it is dead. */
interface Mortal extends Thing {
  Life life();
}
