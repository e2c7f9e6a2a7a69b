package dev.dougong.bench.storage;

/** Ways to store the same row. Which statements each needs is the business of {@link Layout}. */
enum Design {
  /** Used fields in columns, all others in the document: each in exactly one place. */
  PROMOTED("promoted columns", true, false, ""),

  /** The same with the document kept out of the row wherever it is not tiny. */
  PROMOTED_APART("promoted columns, document apart", true, false, ", toast_tuple_target = 256"),

  /** All fields in the document, indexes on expressions. */
  DOCUMENT("document, expression indexes", false, true, ""),

  /** All fields in the document, the used ones in columns too. */
  DUPLICATED("duplicate columns", true, true, ""),

  /** The same with the document kept out of the row wherever it is not tiny. */
  DUPLICATED_APART("duplicate columns, document apart", true, true, ", toast_tuple_target = 256");

  private final String label;
  private final boolean hasColumns;
  private final boolean isWhole;
  private final String options;

  Design(String label, boolean hasColumns, boolean isWhole, String options) {
    this.label = label;
    this.hasColumns = hasColumns;
    this.isWhole = isWhole;
    this.options = options;
  }

  /** Head of its column in the table of figures. */
  String label() {
    return label;
  }

  /** Whether used fields have columns. */
  boolean hasColumns() {
    return hasColumns;
  }

  /** Whether the document holds all fields. */
  boolean isWhole() {
    return isWhole;
  }

  /** The design whose rows it can take over, because the document is the same; may be itself. */
  Design origin() {
    return switch (this) {
      case PROMOTED, PROMOTED_APART -> PROMOTED;
      case DOCUMENT, DUPLICATED -> DOCUMENT;
      case DUPLICATED_APART -> DUPLICATED;
    };
  }

  /** More storage parameters of the table. */
  String options() {
    return options;
  }

  /** Name of its table. */
  String table() {
    return "wide_" + name().toLowerCase(java.util.Locale.ROOT);
  }
}
