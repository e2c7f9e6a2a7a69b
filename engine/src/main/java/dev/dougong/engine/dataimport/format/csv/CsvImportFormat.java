package dev.dougong.engine.dataimport.format.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.dougong.engine.dataimport.format.FileLimits;
import dev.dougong.engine.dataimport.format.ImportFormat;
import dev.dougong.engine.dataimport.format.RowSink;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Text with a separator: comma, semicolon or tab, whichever the first line has most. The encoding
 * is found by itself.
 */
@ApplicationScoped
public final class CsvImportFormat implements ImportFormat {

  private static final int HEAD = 8192;

  @Override
  public String id() {
    return "csv";
  }

  @Override
  public boolean isFormatOf(byte[] start, String name) {
    boolean isText = name.endsWith(".csv") || name.endsWith(".txt") || name.endsWith(".tsv");
    return isText && !isBinary(start);
  }

  /** A workbook under the name of a text file. */
  private static boolean isBinary(byte[] start) {
    int first = start.length < 2 ? 0 : ((start[0] & 0xFF) << 8) | (start[1] & 0xFF);
    return first == 0x504B || first == 0xD0CF;
  }

  @Override
  public void read(Path file, RowSink rows) throws IOException {
    TextEncoding encoding = TextEncoding.of(file);
    rows.detail("encoding", encoding.label());
    try (TextEncoding.Counted text = encoding.open(file);
        BufferedReader reader = new BufferedReader(text, HEAD)) {
      reader.mark(HEAD);
      char separator = separator(reader);
      reader.reset();
      read(reader, separator, rows);
      if (text.replaced() > 0) {
        rows.note(
            Problem.of("import.badCharacters")
                .with("count", text.replaced())
                .with("encoding", encoding.label()));
      }
    }
  }

  private void read(Reader text, char separator, RowSink rows) throws IOException {
    int number = 1;
    try (MappingIterator<String[]> lines = reader(separator).readValues(text)) {
      while (lines.hasNext()) {
        number = lines.getCurrentLocation().getLineNr();
        String[] line = lines.next();
        if (line.length > FileLimits.COLUMNS) {
          throw FileLimits.tooManyColumns(number);
        }
        List<String> cells = new ArrayList<>(line.length);
        for (String cell : line) {
          cells.add(cell == null ? "" : FileLimits.cell(cell, number));
        }
        if (!FileLimits.isBlank(cells)) {
          rows.row(number, cells);
        }
      }
    } catch (JsonProcessingException e) {
      // a quote that is never closed swallows the rest of the file
      throw FileLimits.cellTooLong(number);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof JsonProcessingException) {
        throw FileLimits.cellTooLong(number);
      }
      throw e;
    }
  }

  private static ObjectReader reader(char separator) {
    CsvFactory factory =
        CsvFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(4 * FileLimits.CELL).build())
            .build();
    return CsvMapper.builder(factory)
        .enable(CsvParser.Feature.WRAP_AS_ARRAY)
        .build()
        .readerFor(String[].class)
        .with(CsvSchema.emptySchema().withColumnSeparator(separator));
  }

  private static char separator(Reader reader) throws IOException {
    char[] head = new char[HEAD];
    int length = Math.max(0, reader.read(head, 0, HEAD - 1));
    int[] counts = new int[3];
    boolean isQuoted = false;
    for (int i = 0; i < length; i++) {
      int which = ",;\t".indexOf(head[i]);
      isQuoted ^= head[i] == '"';
      if (isQuoted) {
        continue;
      }
      if (head[i] == '\n' && counts[0] + counts[1] + counts[2] > 0) {
        break;
      }
      if (which >= 0) {
        counts[which]++;
      }
    }
    return counts[2] > counts[0] && counts[2] >= counts[1]
        ? '\t'
        : counts[1] > counts[0] ? ';' : ',';
  }
}
