package dev.dougong.engine.dataimport.format.xlsx;

import dev.dougong.engine.dataimport.format.FileLimits;
import dev.dougong.engine.dataimport.format.ImportFormat;
import dev.dougong.engine.dataimport.format.RowSink;
import dev.dougong.engine.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;

/**
 * Workbooks of spreadsheets (Office Open XML): the values of the first sheet that shows. Formulas
 * are not computed, their stored results count. Shared texts lie in a file beside, so the memory
 * does not grow with them.
 */
@ApplicationScoped
public final class XlsxImportFormat implements ImportFormat {

  @Override
  public String id() {
    return "xlsx";
  }

  @Override
  public boolean isFormatOf(byte[] start, String name) {
    return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == 3;
  }

  @Override
  public void read(Path file, RowSink rows) throws IOException {
    try (WorkbookParts parts = WorkbookParts.open(file)) {
      Workbook workbook = Workbook.read(parts);
      List<Workbook.Sheet> sheets = workbook.visibleSheets();
      if (sheets.isEmpty()) {
        throw FileLimits.unreadable(id());
      }
      Workbook.Sheet first = sheets.get(0);
      rows.detail("sheet", first.name());
      if (sheets.size() > 1) {
        rows.note(
            Problem.of("import.otherSheets")
                .with("sheet", first.name())
                .with("others", sheets.stream().skip(1).map(Workbook.Sheet::name).toList()));
      }
      try (SharedTexts texts = SharedTexts.read(parts)) {
        SheetReader reader = new SheetReader(texts, workbook);
        parts.read(first.path(), in -> reader.read(in, rows));
      }
    } catch (XMLStreamException | ZipException e) {
      InputExceptions.unlessRefused(e);
      throw FileLimits.unreadable(id());
    }
  }
}
