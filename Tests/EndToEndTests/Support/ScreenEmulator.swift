/// What a terminal would show: as much of xterm as ncurses uses of it.
///
/// Written apart from the code under test, widths included, so that the two cannot be wrong alike.
struct ScreenEmulator {
  private(set) var rows: Int
  private(set) var columns: Int
  var cells: [[EmulatedCell]]
  var cursor = Cursor()

  /// DEC private modes that are set (`25` cursor, `1049` alternate screen, `2004` paste…).
  private(set) var modes: Set<Int> = [7, 25]
  private(set) var bellCount = 0
  /// Sequences that the emulator does not know; a test can insist that there are none.
  private(set) var unknown: [String] = []

  struct Cursor: Equatable {
    var row = 0
    var column = 0
    var style = EmulatedStyle()
    /// The last column was written; the next character wraps first.
    var wrapsNext = false
    var usesLineDrawing = false
  }

  private var parser = OutputParser()
  private var saved = Cursor()
  private var primary: (cells: [[EmulatedCell]], cursor: Cursor)?
  var top = 0
  var bottom: Int
  private var isInserting = false
  private var lineDrawingSets = [false, false]
  private var activeSet = 0
  private var lastCharacter: Unicode.Scalar?

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    bottom = rows - 1
    cells = Self.blank(rows: rows, columns: columns)
  }

  static func blank(rows: Int, columns: Int) -> [[EmulatedCell]] {
    Array(repeating: Array(repeating: EmulatedCell(), count: columns), count: rows)
  }

  /// Cuts or fills at the right and the bottom, as xterm's alternate screen does.
  mutating func resize(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    (top, bottom) = (0, rows - 1)
    cells = Self.resized(cells, rows: rows, columns: columns)
    if let kept = primary {
      primary = (Self.resized(kept.cells, rows: rows, columns: columns), kept.cursor)
    }
    cursor.row = min(cursor.row, rows - 1)
    cursor.column = min(cursor.column, columns - 1)
    cursor.wrapsNext = false
  }

  private static func resized(
    _ cells: [[EmulatedCell]], rows: Int, columns: Int
  ) -> [[EmulatedCell]] {
    var result = blank(rows: rows, columns: columns)
    for row in 0..<min(rows, cells.count) {
      for column in 0..<min(columns, cells[row].count) { result[row][column] = cells[row][column] }
    }
    return result
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      guard let action = parser.take(byte) else { continue }
      perform(action)
    }
  }
}

// What tests ask.
extension ScreenEmulator {
  /// The rows without trailing spaces.
  var lines: [String] { (0..<rows).map(text(row:)) }

  /// The whole screen as text.
  var text: String { lines.joined(separator: "\n") }

  func text(row: Int) -> String {
    var line = cells[row].map(\.text).joined()
    while line.last == " " { line.removeLast() }
    return line
  }

  func contains(_ text: String) -> Bool {
    lines.contains { $0.contains(text) }
  }

  var isCursorVisible: Bool { modes.contains(25) }
  var isAlternate: Bool { modes.contains(1049) }
}

extension ScreenEmulator {
  private mutating func perform(_ action: OutputParser.Action) {
    switch action {
    case .print(let scalar):
      print(scalar)
    case .control(let byte):
      control(byte)
    case .escape(let intermediates, let final):
      escape(intermediates, final)
    case .sequence(let sequence):
      if !self.sequence(sequence) { unknown.append(String(describing: sequence)) }
    }
  }

  private mutating func print(_ scalar: Unicode.Scalar) {
    lastCharacter = scalar
    let shown = cursor.usesLineDrawing ? LineDrawing.character(scalar) : scalar
    let width = EmulatedWidth.columns(of: shown)
    if width == 0 { return combine(shown) }
    if cursor.wrapsNext || cursor.column + width > columns {
      if modes.contains(7) {
        cursor.column = 0
        lineFeed()
      } else {
        cursor.column = columns - width
      }
    }
    cursor.wrapsNext = false
    if isInserting { insertCells(width) }
    for column in cursor.column..<cursor.column + width { release(column, row: cursor.row) }
    cells[cursor.row][cursor.column] = EmulatedCell(
      text: String(shown), columns: width, style: cursor.style)
    if width == 2 {
      cells[cursor.row][cursor.column + 1] = EmulatedCell(
        text: "", columns: 0, style: cursor.style)
    }
    cursor.column += width
    if cursor.column >= columns {
      cursor.column = columns - 1
      cursor.wrapsNext = true
    }
  }

  private mutating func combine(_ mark: Unicode.Scalar) {
    var column = cursor.wrapsNext ? cursor.column : cursor.column - 1
    if column > 0, cells[cursor.row][column].columns == 0 { column -= 1 }
    if column >= 0 { cells[cursor.row][column].text.unicodeScalars.append(mark) }
  }

  /// A wide character that loses one half loses both.
  mutating func release(_ column: Int, row: Int) {
    guard column < columns else { return }
    if cells[row][column].columns == 0, column > 0 {
      cells[row][column - 1] = EmulatedCell(style: cells[row][column - 1].style)
    }
    if cells[row][column].columns == 2, column + 1 < columns {
      cells[row][column + 1] = EmulatedCell(style: cells[row][column + 1].style)
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x07: bellCount += 1
    case 0x08: move(column: cursor.column - 1)
    case 0x09: move(column: (cursor.column / 8 + 1) * 8)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(column: 0)
    case 0x0E, 0x0F:
      activeSet = byte == 0x0E ? 1 : 0
      cursor.usesLineDrawing = lineDrawingSets[activeSet]
    default: break
    }
  }

  private mutating func escape(_ intermediates: [UInt8], _ final: UInt8) {
    if let set = intermediates.first {
      if set == UInt8(ascii: "(") || set == UInt8(ascii: ")") {
        lineDrawingSets[set == UInt8(ascii: "(") ? 0 : 1] = final == UInt8(ascii: "0")
        cursor.usesLineDrawing = lineDrawingSets[activeSet]
      }
      return
    }
    switch final {
    case UInt8(ascii: "7"): saved = cursor
    case UInt8(ascii: "8"): cursor = saved
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "E"):
      move(column: 0)
      lineFeed()
    case UInt8(ascii: "M"): reverseLineFeed()
    case UInt8(ascii: "c"): self = ScreenEmulator(rows: rows, columns: columns)
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "\\"): break
    default: unknown.append("ESC \(Character(Unicode.Scalar(final)))")
    }
  }

  mutating func move(row: Int? = nil, column: Int? = nil) {
    if let row { cursor.row = min(max(0, row), rows - 1) }
    if let column { cursor.column = min(max(0, column), columns - 1) }
    cursor.wrapsNext = false
  }

  mutating func repeatLast(_ count: Int) {
    guard let lastCharacter else { return }
    for _ in 0..<count { print(lastCharacter) }
  }
}

extension ScreenEmulator {
  mutating func setMode(_ mode: Int, isPrivate: Bool, on: Bool) {
    guard isPrivate else {
      if mode == 4 { isInserting = on }
      return
    }
    if mode == 1049 || mode == 1047 || mode == 47 { switchScreen(toAlternate: on) }
    let known = mode == 1047 || mode == 47 ? 1049 : mode
    if on { modes.insert(known) } else { modes.remove(known) }
  }

  private mutating func switchScreen(toAlternate: Bool) {
    if toAlternate {
      guard primary == nil else { return }
      primary = (cells, cursor)
      cells = Self.blank(rows: rows, columns: columns)
    } else if let kept = primary {
      (cells, cursor) = kept
      primary = nil
    }
    cursor.wrapsNext = false
  }

  mutating func saveCursor() { saved = cursor }
  mutating func restoreCursor() { cursor = saved }
}
