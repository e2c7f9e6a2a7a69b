package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.SignInAttempts;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.comment.Comments;
import dev.dougong.engine.comment.internal.CommentReach;
import dev.dougong.engine.comment.internal.CommentTimelineSource;
import dev.dougong.engine.comment.internal.JdbcComments;
import dev.dougong.engine.duplicate.Duplicates;
import dev.dougong.engine.duplicate.internal.JdbcDuplicates;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.file.FileStore;
import dev.dougong.engine.file.internal.FileReach;
import dev.dougong.engine.file.internal.JdbcFileStore;
import dev.dougong.engine.query.AggregateQueries;
import dev.dougong.engine.query.PastQueries;
import dev.dougong.engine.query.RecordChoice;
import dev.dougong.engine.query.RecordPresence;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.query.RecordRights;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.query.RecordSight;
import dev.dougong.engine.query.internal.JdbcPastQueries;
import dev.dougong.engine.query.internal.JdbcRecordQueries;
import dev.dougong.engine.query.internal.KeptAggregateQueries;
import dev.dougong.engine.query.internal.SqlRecordChoice;
import dev.dougong.engine.query.internal.SqlRecordPresence;
import dev.dougong.engine.query.internal.SqlRecordRights;
import dev.dougong.engine.query.internal.SqlRecordSelection;
import dev.dougong.engine.query.internal.SqlRecordSight;
import dev.dougong.engine.record.AttachedRows;
import dev.dougong.engine.record.Blanking;
import dev.dougong.engine.record.ChangeLog;
import dev.dougong.engine.record.FormRuleSource;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.record.RecordHistory;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.RecordMerges;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.RecordUpkeep;
import dev.dougong.engine.record.internal.change.ChangeReader;
import dev.dougong.engine.record.internal.change.ChangeTimelineSource;
import dev.dougong.engine.record.internal.change.JdbcRecordHistory;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.reveal.Reveals;
import dev.dougong.engine.reveal.internal.Budget;
import dev.dougong.engine.reveal.internal.JdbcReveals;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.timeline.Timeline;
import dev.dougong.engine.timeline.TimelineSource;
import dev.dougong.engine.timeline.internal.JdbcTimeline;
import dev.dougong.engine.timeline.internal.RelatedTimelineSource;
import dev.dougong.engine.workspace.Room;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import javax.sql.DataSource;

/** The read and the write path over the application's data source. */
@Dependent
public final class RecordParts {

  @Produces
  @WorkspaceScoped
  RecordQueries recordQueries(
      DataSource source,
      Expressions expressions,
      SqlCompiler compiler,
      Directory directory,
      SearchTerms terms,
      SignInAttempts attempts) {
    return new JdbcRecordQueries(
        source, expressions, compiler, directory, terms, Budget.ofLookups(attempts));
  }

  @Produces
  @WorkspaceScoped
  AggregateQueries aggregateQueries(DataSource source, SqlCompiler compiler, Directory directory) {
    return new KeptAggregateQueries(source, compiler, directory);
  }

  @Produces
  @WorkspaceScoped
  JdbcRecords records(
      DataSource source,
      Transactions transactions,
      FieldTypes types,
      SearchTerms terms,
      IdSource ids,
      Directory directory,
      Evaluator evaluator,
      Instance<RecordListener> listener,
      Instance<FormRuleSource> forms,
      Instance<AttachedRows> attached,
      Room room) {
    return new JdbcRecords(
        new WriteParts(
            new Jdbc(source),
            transactions,
            types,
            evaluator,
            terms,
            ids,
            directory,
            listener.isResolvable() ? listener.get() : RecordListener.NONE,
            forms.isResolvable() ? forms.get() : FormRuleSource.NONE,
            attached.stream().sorted(Comparator.comparing(rows -> rows.table().text())).toList(),
            room));
  }

  @Produces
  @WorkspaceScoped
  Duplicates duplicates(
      DataSource source, Transactions transactions, SqlCompiler compiler, SearchTerms terms) {
    return new JdbcDuplicates(new Jdbc(source), transactions, compiler, terms);
  }

  @Produces
  @WorkspaceScoped
  Reveals reveals(
      DataSource source,
      Transactions transactions,
      SqlCompiler compiler,
      SignInAttempts attempts,
      IdSource ids) {
    return new JdbcReveals(
        new Jdbc(source), transactions, compiler, Budget.ofReveals(attempts), ids);
  }

  @Produces
  @WorkspaceScoped
  Blanking blanking(JdbcRecords records) {
    return records.blanking();
  }

  @Produces
  @WorkspaceScoped
  RecordMerges recordMerges(JdbcRecords records) {
    return records.merges();
  }

  @Produces
  @Singleton
  AttachedRows commentRows() {
    return new AttachedRows(SqlName.of("record_comment"));
  }

  @Produces
  @WorkspaceScoped
  Ownerships ownerships(JdbcRecords records) {
    return records.ownerships();
  }

  @Produces
  @WorkspaceScoped
  RecordRows recordRows(JdbcRecords records) {
    return records.rows();
  }

  @Produces
  @Singleton
  Statements statements(DataSource source) {
    return new JdbcStatements(new Jdbc(source));
  }

  @Produces
  @Singleton
  ChangeLog changeLog(DataSource source) {
    return new ChangeReader(new Jdbc(source));
  }

  @Produces
  @Singleton
  RecordSelection recordSelection(SqlCompiler compiler) {
    return new SqlRecordSelection(compiler);
  }

  @Produces
  @WorkspaceScoped
  PastQueries pastQueries(DataSource source, SqlCompiler compiler, Directory directory) {
    return new JdbcPastQueries(source, compiler, directory);
  }

  @Produces
  @Singleton
  RecordChoice recordChoice(SqlCompiler compiler) {
    return new SqlRecordChoice(compiler);
  }

  @Produces
  @Singleton
  RecordSight recordSight(Statements statements, SqlCompiler compiler) {
    return new SqlRecordSight(statements, compiler);
  }

  @Produces
  @Singleton
  RecordRights recordRights(Statements statements, SqlCompiler compiler) {
    return new SqlRecordRights(statements, compiler);
  }

  @Produces
  @Singleton
  RecordPresence recordPresence(Statements statements, SqlCompiler compiler) {
    return new SqlRecordPresence(statements, compiler);
  }

  @Produces
  @WorkspaceScoped
  FileStore fileStore(
      DataSource source,
      Transactions transactions,
      SqlCompiler compiler,
      IdSource ids,
      InstantSource clock,
      Room room) {
    Jdbc jdbc = new Jdbc(source);
    return new JdbcFileStore(jdbc, transactions, new FileReach(jdbc, compiler), ids, clock, room);
  }

  @Produces
  @WorkspaceScoped
  RecordUpkeep recordUpkeep(JdbcRecords records, InstantSource clock) {
    return records.upkeep(clock);
  }

  @Produces
  @WorkspaceScoped
  RecordHistory recordHistory(DataSource source, SqlCompiler compiler, Directory directory) {
    return new JdbcRecordHistory(new Jdbc(source), compiler, directory);
  }

  @Produces
  @Dependent
  ChangeTimelineSource changeTimeline(
      DataSource source, SqlCompiler compiler, Directory directory) {
    return new ChangeTimelineSource(source, compiler, directory);
  }

  @Produces
  @Dependent
  RelatedTimelineSource relatedTimeline(SqlCompiler compiler, RecordQueries queries) {
    return new RelatedTimelineSource(compiler, queries);
  }

  @Produces
  @Dependent
  CommentTimelineSource commentTimeline(Directory directory) {
    return new CommentTimelineSource(directory);
  }

  @Produces
  @WorkspaceScoped
  Timeline timeline(
      Statements statements,
      SqlCompiler compiler,
      Directory directory,
      Instance<TimelineSource> sources) {
    return new JdbcTimeline(
        statements,
        compiler,
        directory,
        sources.stream()
            .sorted(Comparator.comparing(source -> source.getClass().getSimpleName()))
            .toList());
  }

  @Produces
  @WorkspaceScoped
  Comments comments(
      DataSource source,
      Statements statements,
      Transactions transactions,
      SqlCompiler compiler,
      Users users,
      Directory directory,
      IdSource ids) {
    return new JdbcComments(
        statements, transactions, new CommentReach(source, compiler, directory), users, ids);
  }
}
