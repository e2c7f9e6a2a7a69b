package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.record.AttachedRows;
import dev.dougong.engine.record.FormRuleSource;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.workspace.Room;
import java.util.List;

/** What the write path is made of. */
public record WriteParts(
    Jdbc jdbc,
    Transactions transactions,
    FieldTypes types,
    Evaluator evaluator,
    SearchTerms terms,
    IdSource ids,
    Directory directory,
    RecordListener listener,
    FormRuleSource forms,
    List<AttachedRows> attached,
    Room room) {

  /** Copies the list. */
  public WriteParts {
    attached = List.copyOf(attached);
  }

  /** Parts on whose records nothing hangs. */
  public WriteParts(
      Jdbc jdbc,
      Transactions transactions,
      FieldTypes types,
      Evaluator evaluator,
      SearchTerms terms,
      IdSource ids,
      Directory directory,
      RecordListener listener,
      FormRuleSource forms) {
    this(
        jdbc,
        transactions,
        types,
        evaluator,
        terms,
        ids,
        directory,
        listener,
        forms,
        List.of(),
        Room.NONE);
  }

  /** Parts to which nobody listens, without forms. */
  public WriteParts(
      Jdbc jdbc,
      Transactions transactions,
      FieldTypes types,
      Evaluator evaluator,
      SearchTerms terms,
      IdSource ids,
      Directory directory) {
    this(
        jdbc,
        transactions,
        types,
        evaluator,
        terms,
        ids,
        directory,
        RecordListener.NONE,
        FormRuleSource.NONE);
  }
}
