package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.packages.internal.ZipEntries.ZipFile;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a package; refuses it with everything that is wrong with its files. */
final class PackageReader {

  private static final String KEY = "([a-z][a-zA-Z0-9]{0,62})";
  private static final Pattern DOCUMENT = Pattern.compile("([a-z][a-zA-Z]*)/" + KEY + "\\.json");
  private static final Pattern EXTENSION =
      Pattern.compile("extensions/([a-z][a-zA-Z]*)/" + KEY + "\\.json");
  private static final Pattern DATA = Pattern.compile("data/" + KEY + "\\.csv");
  private static final Pattern PEOPLE = Pattern.compile("people/([a-zA-Z]+)\\.csv");
  private static final Pattern ROOT = Pattern.compile("[a-zA-Z0-9_-]+/app\\.json");
  private static final Set<String> PEOPLE_FILES = Set.of("orgUnits", "users");
  private static final Set<String> NOTES = Set.of("README.md", "LICENSE");

  private final DocumentKinds kinds;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();
  private final Map<Document.Name, String> texts = new LinkedHashMap<>();
  private final List<DocumentExtension> extensions = new ArrayList<>();
  private final Map<String, String> data = new TreeMap<>();
  private final Map<String, String> people = new TreeMap<>();
  private @Nullable ObjectNode app;

  private PackageReader(DocumentKinds kinds) {
    this.kinds = kinds;
  }

  static PackageContent read(byte[] zip, DocumentKinds kinds) {
    return new PackageReader(kinds).read(ZipEntries.read(zip));
  }

  private PackageContent read(List<ZipFile> files) {
    String root = root(files);
    Map<String, byte[]> sorted = new TreeMap<>();
    for (ZipFile file : files) {
      if (file.name().startsWith(root)) {
        sorted.put(file.name().substring(root.length()), file.content());
      } else {
        problems.add(Problem.of("package.unknownFile").with("value", file.name()));
      }
    }
    byte[] manifest = sorted.remove("app.json");
    if (manifest == null) {
      throw new InputException(Problem.of("package.noApp"));
    }
    readApp(manifest);
    sorted.forEach(this::readFile);
    ObjectNode read = app;
    if (read == null || !problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new PackageContent(read, documents, texts, extensions, data, people);
  }

  /** All files may lie in one folder, as they do when somebody zips a folder. */
  private static String root(List<ZipFile> files) {
    for (ZipFile file : files) {
      if (file.name().equals("app.json")) {
        return "";
      }
    }
    for (ZipFile file : files) {
      if (ROOT.matcher(file.name()).matches()) {
        return file.name().substring(0, file.name().length() - "app.json".length());
      }
    }
    return "";
  }

  private void readApp(byte[] content) {
    String text = text("app.json", content);
    ObjectNode read = text == null ? null : json("app.json", text);
    if (text != null && read != null) {
      app = read;
      add(new Document("app", read.path("key").asText(), read), text);
    }
  }

  private void add(Document document, String text) {
    documents.add(document);
    texts.put(document.name(), text);
  }

  private void readFile(String name, byte[] content) {
    if (NOTES.contains(name)) {
      return;
    }
    String text = text(name, content);
    if (text == null) {
      return;
    }
    Matcher matcher = DATA.matcher(name);
    if (matcher.matches()) {
      data.put(matcher.group(1), text);
      return;
    }
    matcher = PEOPLE.matcher(name);
    if (matcher.matches() && PEOPLE_FILES.contains(matcher.group(1))) {
      people.put(matcher.group(1), text);
      return;
    }
    matcher = EXTENSION.matcher(name);
    if (matcher.matches()) {
      readExtension(name, matcher.group(1), matcher.group(2), text);
      return;
    }
    matcher = DOCUMENT.matcher(name);
    DocumentKind kind = matcher.matches() ? kinds.inFolder(matcher.group(1)) : null;
    if (kind == null || kind.id().equals("app")) {
      problems.add(unknownFile(name));
      return;
    }
    ObjectNode document = json(name, text);
    if (document != null) {
      add(new Document(kind.id(), matcher.group(2), document), text);
    }
  }

  private void readExtension(String name, String kindOrFolder, String key, String text) {
    DocumentKind kind = kinds.find(kindOrFolder);
    kind = kind == null ? kinds.inFolder(kindOrFolder) : kind;
    ObjectNode content = json(name, text);
    if (kind == null) {
      problems.add(unknownFile(name));
    } else if (content != null) {
      extensions.add(new DocumentExtension(kind.id(), key, "", text));
    }
  }

  private Problem unknownFile(String name) {
    List<String> folders = new ArrayList<>(List.of("data", "people", "extensions"));
    kinds.all().forEach(kind -> folders.add(kind.folder()));
    int slash = name.indexOf('/');
    String folder = slash < 0 ? name : name.substring(0, slash);
    return Problem.of("package.unknownFile")
        .with("value", name)
        .near(Expressions.near(folder, folders));
  }

  private @Nullable ObjectNode json(String name, String text) {
    try {
      return DocumentJson.read(text);
    } catch (InputException e) {
      e.problems().forEach(problem -> problems.add(problem.with("document", name)));
      return null;
    }
  }

  private @Nullable String text(String name, byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (text.startsWith("\uFEFF")) {
        problems.add(Problem.of("package.byteOrderMark").with("value", name));
        return null;
      }
      if (text.indexOf('\0') >= 0) {
        problems.add(Problem.of("package.notText").with("value", name));
        return null;
      }
      return text;
    } catch (CharacterCodingException e) {
      problems.add(Problem.of("package.notText").with("value", name));
      return null;
    }
  }
}
