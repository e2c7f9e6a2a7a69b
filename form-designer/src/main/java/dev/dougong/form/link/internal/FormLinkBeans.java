package dev.dougong.form.link.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.form.link.FormLinks;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Public links, for a container. */
@Dependent
public final class FormLinkBeans {

  @Produces
  @WorkspaceScoped
  FormLinks formLinks(
      Statements statements,
      Transactions transactions,
      AccessSource accesses,
      Records records,
      TermsCheck terms,
      IdSource ids) {
    return new JdbcFormLinks(
        new LinkStore(statements), transactions, accesses, records, terms, ids);
  }

  @Produces
  @WorkspaceScoped
  TermsCheck terms(FieldTypes types, RecordRows rows, Directory directory) {
    return new TermsCheck(types, rows, directory);
  }
}
