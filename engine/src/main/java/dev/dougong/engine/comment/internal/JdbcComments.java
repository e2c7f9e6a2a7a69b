package dev.dougong.engine.comment.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.comment.Comment;
import dev.dougong.engine.comment.Comments;
import dev.dougong.engine.comment.Mention;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.internal.RowLabels;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link Comments} in the tables {@code record_comment} and {@code comment_mention}. */
public final class JdbcComments implements Comments {

  private static final SqlName COMMENT = SqlName.of("record_comment");
  private static final SqlName MENTION = SqlName.of("comment_mention");
  private static final int LONGEST_KEY = 200;

  private final Statements statements;
  private final Transactions transactions;
  private final CommentReach reach;
  private final Users users;
  private final IdSource ids;

  /** Over the workspace's tables. */
  public JdbcComments(
      Statements statements,
      Transactions transactions,
      CommentReach reach,
      Users users,
      IdSource ids) {
    this.statements = statements;
    this.transactions = transactions;
    this.reach = reach;
    this.users = users;
    this.ids = ids;
  }

  @Override
  public Page<Comment> list(
      Access access, String entity, UUID record, @Nullable String after, int limit) {
    refuseLimit(limit);
    Sql sql = select(access, reach.entity(access, entity, record), record);
    if (after != null && !after.isEmpty()) {
      sql.add(" and c.id < ").bind(SqlType.UUID, cursor(after));
    }
    List<Comment> found =
        statements.query(
            sql.add(" order by c.id desc limit ").number(limit + 1L), JdbcComments::comment);
    boolean isMore = found.size() > limit;
    List<Comment> page = isMore ? found.subList(0, limit) : found;
    return new Page<>(page, isMore ? page.get(limit - 1).id().toString() : null);
  }

  @Override
  public Comment add(
      Access access, String entity, UUID record, Draft draft, @Nullable String idempotencyKey) {
    String text = CommentText.checked(draft.text());
    if (idempotencyKey != null && idempotencyKey.length() > LONGEST_KEY) {
      throw new InputException(
          Problem.at("/Idempotency-Key", "value.tooLong")
              .with("max", LONGEST_KEY)
              .with("length", idempotencyKey.length()));
    }
    return transactions.required(
        () -> {
          Entity of = reach.entity(access, entity, record);
          List<UUID> mentions = checked(draft.mentions(), Set.of());
          UUID id = ids.next();
          int added =
              statements.update(
                  Sql.of("insert into ")
                      .add(access.metadata().workspace().schema(), COMMENT)
                      .add(" (id, entity, record, author, body, mentions, created_at,")
                      .add(" idempotency_key) values (")
                      .bind(SqlType.UUID, id)
                      .add(", ")
                      .number(of.id())
                      .add(", ")
                      .bind(SqlType.UUID, record)
                      .add(", ")
                      .bind(SqlType.UUID, access.userId())
                      .add(", ")
                      .bind(SqlType.TEXT, text)
                      .add(", ")
                      .bind(SqlType.UUID_ARRAY, mentions)
                      .add(", ")
                      .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
                      .add(", ")
                      .bind(SqlType.TEXT, idempotencyKey)
                      .add(") on conflict (author, idempotency_key) do nothing"));
          if (added == 0) {
            return repeated(access, of, record, Objects.requireNonNull(idempotencyKey));
          }
          mention(access, id, mentions);
          return one(access, of, record, id);
        });
  }

  private Comment repeated(Access access, Entity entity, UUID record, String key) {
    Comment before =
        statements.queryOne(
            select(access, entity, record)
                .add(" and c.author = ")
                .bind(SqlType.UUID, access.userId())
                .add(" and c.idempotency_key = ")
                .bind(SqlType.TEXT, key),
            JdbcComments::comment);
    if (before == null) {
      throw new ConflictException(Problem.of("comment.keyUsed"));
    }
    return before;
  }

  @Override
  public Comment edit(
      Access access, String entity, UUID record, UUID comment, long version, Draft draft) {
    String text = CommentText.checked(draft.text());
    return transactions.required(
        () -> {
          Entity of = reach.entity(access, entity, record);
          Comment before = own(access, of, record, comment);
          if (before.version() != version) {
            throw new ConflictException(Problem.of("comment.stale"));
          }
          List<UUID> mentions = checked(draft.mentions(), Set.copyOf(before.mentions()));
          statements.update(
              Sql.of("update ")
                  .add(access.metadata().workspace().schema(), COMMENT)
                  .add(" set version = version + 1, body = ")
                  .bind(SqlType.TEXT, text)
                  .add(", mentions = ")
                  .bind(SqlType.UUID_ARRAY, mentions)
                  .add(", edited_at = ")
                  .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
                  .add(" where id = ")
                  .bind(SqlType.UUID, comment));
          statements.update(
              Sql.of("delete from ")
                  .add(access.metadata().workspace().schema(), MENTION)
                  .add(" where comment = ")
                  .bind(SqlType.UUID, comment)
                  .add(" and not person = any(")
                  .bind(SqlType.UUID_ARRAY, mentions)
                  .add(")"));
          mention(access, comment, mentions);
          return one(access, of, record, comment);
        });
  }

  @Override
  public void delete(Access access, String entity, UUID record, UUID comment) {
    var unused =
        transactions.required(
            () -> {
              Entity of = reach.entity(access, entity, record);
              Comment before = own(access, of, record, comment);
              return statements.update(
                  Sql.of("delete from ")
                      .add(access.metadata().workspace().schema(), COMMENT)
                      .add(" where id = ")
                      .bind(SqlType.UUID, before.id()));
            });
  }

  /** A comment of the caller, held until the transaction ends. */
  private Comment own(Access access, Entity entity, UUID record, UUID id) {
    Comment found =
        statements.queryOne(
            select(access, entity, record)
                .add(" and c.id = ")
                .bind(SqlType.UUID, id)
                .add(" for update"),
            JdbcComments::comment);
    if (found == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    if (!found.author().equals(access.userId())) {
      throw new AccessException(Problem.of("comment.notOwn"));
    }
    return found;
  }

  private Comment one(Access access, Entity entity, UUID record, UUID id) {
    return Objects.requireNonNull(
        statements.queryOne(
            select(access, entity, record).add(" and c.id = ").bind(SqlType.UUID, id),
            JdbcComments::comment));
  }

  private static Sql select(Access access, Entity entity, UUID record) {
    return Sql.of("select c.id, c.author, c.body, c.mentions::text[], c.version, c.created_at,")
        .add(" c.edited_at from ")
        .add(access.metadata().workspace().schema(), COMMENT)
        .add(" c where c.entity = ")
        .number(entity.id())
        .add(" and c.record = ")
        .bind(SqlType.UUID, record);
  }

  private static Comment comment(ResultRow row) {
    return new Comment(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.uuid(2)),
        Objects.requireNonNull(row.text(3)),
        row.texts(4).stream().map(UUID::fromString).toList(),
        row.number(5),
        Objects.requireNonNull(row.instant(6)),
        row.instant(7));
  }

  /** People once each; new ones must be there. */
  private List<UUID> checked(List<UUID> given, Set<UUID> before) {
    List<UUID> people = List.copyOf(new LinkedHashSet<>(given));
    if (people.size() > MOST_MENTIONS) {
      throw new InputException(
          Problem.at("/mentions", "comment.tooManyMentions").with("max", MOST_MENTIONS));
    }
    for (int i = 0; i < people.size(); i++) {
      User user = before.contains(people.get(i)) ? null : users.find(people.get(i));
      if (!before.contains(people.get(i)) && (user == null || !user.isActive())) {
        throw new InputException(Problem.at("/mentions/" + i, "comment.unknownPerson"));
      }
    }
    return people;
  }

  private void mention(Access access, UUID comment, List<UUID> people) {
    List<UUID> others = people.stream().filter(one -> !one.equals(access.userId())).toList();
    if (others.isEmpty()) {
      return;
    }
    statements.update(
        Sql.of("insert into ")
            .add(access.metadata().workspace().schema(), MENTION)
            .add(" (comment, person) select ")
            .bind(SqlType.UUID, comment)
            .add(", p from unnest(")
            .bind(SqlType.UUID_ARRAY, others)
            .add(") p on conflict do nothing"));
  }

  /** A mention before it is known whether its record may be read. */
  private record Raw(Comment comment, int entity, UUID record, boolean isSeen) {}

  @Override
  public Page<Mention> mentions(Access access, @Nullable String after, int limit) {
    refuseLimit(limit);
    Sql sql =
        Sql.of("select c.id, c.author, c.body, c.mentions::text[], c.version, c.created_at,")
            .add(" c.edited_at, c.entity, c.record, m.seen_at is not null from ")
            .add(access.metadata().workspace().schema(), MENTION)
            .add(" m join ")
            .add(access.metadata().workspace().schema(), COMMENT)
            .add(" c on c.id = m.comment where m.person = ")
            .bind(SqlType.UUID, access.userId());
    if (after != null && !after.isEmpty()) {
      sql.add(" and m.comment < ").bind(SqlType.UUID, cursor(after));
    }
    List<Raw> found =
        statements.query(
            sql.add(" order by m.comment desc limit ").number(limit + 1L),
            row ->
                new Raw(
                    comment(row),
                    (int) row.number(8),
                    Objects.requireNonNull(row.uuid(9)),
                    row.bool(10)));
    boolean isMore = found.size() > limit;
    List<Raw> page = isMore ? found.subList(0, limit) : found;
    return new Page<>(
        readable(access, page), isMore ? page.get(limit - 1).comment().id().toString() : null);
  }

  private List<Mention> readable(Access access, List<Raw> page) {
    Map<Entity, Set<UUID>> records = new HashMap<>();
    for (Raw raw : page) {
      Entity entity = access.metadata().findEntity(raw.entity());
      if (entity != null) {
        records.computeIfAbsent(entity, key -> new HashSet<>()).add(raw.record());
      }
    }
    records.replaceAll((entity, all) -> reach.readable(access, entity, all));
    RowLabels titles = reach.titles(access, records);
    List<Mention> mentions = new ArrayList<>();
    for (Raw raw : page) {
      Entity entity = access.metadata().findEntity(raw.entity());
      if (entity != null && records.getOrDefault(entity, Set.of()).contains(raw.record())) {
        mentions.add(
            new Mention(
                raw.comment().id(),
                entity.key(),
                raw.record(),
                Objects.requireNonNullElse(titles.label(raw.record()), ""),
                raw.comment().author(),
                raw.comment().text(),
                raw.comment().createdAt(),
                raw.isSeen()));
      }
    }
    return mentions;
  }

  @Override
  public void seen(Access access, List<UUID> comments) {
    statements.update(
        Sql.of("update ")
            .add(access.metadata().workspace().schema(), MENTION)
            .add(" set seen_at = ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
            .add(" where seen_at is null and person = ")
            .bind(SqlType.UUID, access.userId())
            .add(" and comment = any(")
            .bind(SqlType.UUID_ARRAY, comments)
            .add(")"));
  }

  private static void refuseLimit(int limit) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new InputException(
          Problem.at("/limit", "query.limitOutOfRange")
              .with("limit", limit)
              .with("max", LONGEST_PAGE));
    }
  }

  private static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new InputException(Problem.at("/after", "query.badCursor"));
    }
  }
}
