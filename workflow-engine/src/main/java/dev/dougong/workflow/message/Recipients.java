package dev.dougong.workflow.message;

import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.value.SealedText;

/**
 * Addresses of messages as the outbox keeps them: plain, or under seal where they come from an
 * encrypted field. Whoever sends or decides opens them; whoever forgets to has no more than what is
 * sealed.
 */
public final class Recipients {

  /** The place that is authenticated with an address; no field has this id. */
  private static final int PLACE = 0;

  private static final int SHOWN = 4;

  private Recipients() {}

  /** An address from an encrypted field, as the outbox keeps it. */
  public static String seal(FieldSeals seals, String address) {
    return seals.seal(address, PLACE).toString();
  }

  /**
   * The address itself.
   *
   * @throws dev.dougong.engine.problem.ConflictException {@code seal.keyMissing}
   */
  public static String open(FieldSeals seals, String kept) {
    return SealedText.isSealed(kept) ? seals.open(SealedText.read(kept), PLACE) : kept;
  }

  /** The address for people: of a sealed one its end. */
  public static String shown(FieldSeals seals, String kept) {
    if (!SealedText.isSealed(kept)) {
      return kept;
    }
    String address = open(seals, kept);
    return "••••" + address.substring(Math.max(0, address.length() - SHOWN));
  }

  /** What equal addresses share: the blind index of a sealed one. */
  public static String front(String kept) {
    return SealedText.isSealed(kept) ? SealedText.read(kept).front() : kept;
  }
}
