// Control sequences, by their names in ECMA-48.
extension ScreenEmulator {
  /// Performs a sequence; false for one that is not known.
  mutating func sequence(_ sequence: OutputParser.Sequence) -> Bool {
    if sequence.prefix == UInt8(ascii: "?") {
      switch sequence.final {
      case UInt8(ascii: "h"), UInt8(ascii: "l"):
        for mode in sequence.numbers {
          setMode(mode, isPrivate: true, on: sequence.final == UInt8(ascii: "h"))
        }
        return true
      default:
        return false
      }
    }
    guard sequence.prefix == nil, sequence.intermediates.isEmpty else {
      // `CSI ! p` is a soft reset.
      return sequence.intermediates == [UInt8(ascii: "!")] && sequence.final == UInt8(ascii: "p")
    }
    return moving(sequence) || editing(sequence) || setting(sequence)
  }

  private mutating func moving(_ sequence: OutputParser.Sequence) -> Bool {
    let count = max(1, sequence[0] ?? 1)
    switch sequence.final {
    case UInt8(ascii: "A"): move(row: cursor.row - count)
    case UInt8(ascii: "B"), UInt8(ascii: "e"): move(row: cursor.row + count)
    case UInt8(ascii: "C"), UInt8(ascii: "a"): move(column: cursor.column + count)
    case UInt8(ascii: "D"): move(column: cursor.column - count)
    case UInt8(ascii: "E"): move(row: cursor.row + count, column: 0)
    case UInt8(ascii: "F"): move(row: cursor.row - count, column: 0)
    case UInt8(ascii: "G"), UInt8(ascii: "`"): move(column: count - 1)
    case UInt8(ascii: "H"), UInt8(ascii: "f"):
      move(row: count - 1, column: max(1, sequence[1] ?? 1) - 1)
    case UInt8(ascii: "I"): move(column: (cursor.column / 8 + count) * 8)
    case UInt8(ascii: "Z"): move(column: ((cursor.column + 7) / 8 - count) * 8)
    case UInt8(ascii: "d"): move(row: count - 1)
    case UInt8(ascii: "s"): saveCursor()
    case UInt8(ascii: "u"): restoreCursor()
    default: return false
    }
    return true
  }

  private mutating func editing(_ sequence: OutputParser.Sequence) -> Bool {
    let count = max(1, sequence[0] ?? 1)
    switch sequence.final {
    case UInt8(ascii: "@"): insertCells(count)
    case UInt8(ascii: "P"): deleteCells(count)
    case UInt8(ascii: "X"):
      erase(row: cursor.row, cursor.column..<min(columns, cursor.column + count))
    case UInt8(ascii: "J"): eraseDisplay(sequence[0] ?? 0)
    case UInt8(ascii: "K"): eraseLine(sequence[0] ?? 0)
    case UInt8(ascii: "L"):
      if (top...bottom).contains(cursor.row) { scrollDown(count, from: cursor.row) }
    case UInt8(ascii: "M"):
      if (top...bottom).contains(cursor.row) { scrollUp(count, from: cursor.row) }
    case UInt8(ascii: "S"): scrollUp(count, from: top)
    case UInt8(ascii: "T"): scrollDown(count, from: top)
    case UInt8(ascii: "b"): repeatLast(count)
    default: return false
    }
    return true
  }

  private mutating func setting(_ sequence: OutputParser.Sequence) -> Bool {
    switch sequence.final {
    case UInt8(ascii: "m"):
      cursor.style.apply(sequence.groups)
    case UInt8(ascii: "h"), UInt8(ascii: "l"):
      for mode in sequence.numbers {
        setMode(mode, isPrivate: false, on: sequence.final == UInt8(ascii: "h"))
      }
    case UInt8(ascii: "r"):
      let first = max(1, sequence[0] ?? 1) - 1
      let last = min(rows, sequence[1] ?? rows) - 1
      if first < last { (top, bottom) = (first, last) }
      move(row: 0, column: 0)
    case UInt8(ascii: "c"), UInt8(ascii: "n"), UInt8(ascii: "g"), UInt8(ascii: "t"):
      break
    default:
      return false
    }
    return true
  }
}

extension ScreenEmulator {
  /// Background colour erase, as xterm does and its terminfo entry says (bce).
  private var erased: EmulatedCell {
    var style = EmulatedStyle()
    style.background = cursor.style.background
    return EmulatedCell(style: style)
  }

  mutating func erase(row: Int, _ range: Range<Int>) {
    for column in range {
      release(column, row: row)
      cells[row][column] = erased
    }
    cursor.wrapsNext = false
  }

  private mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: erase(row: cursor.row, cursor.column..<columns)
    case 1: erase(row: cursor.row, 0..<cursor.column + 1)
    default: erase(row: cursor.row, 0..<columns)
    }
  }

  private mutating func eraseDisplay(_ part: Int) {
    switch part {
    case 0:
      eraseLine(0)
      for row in cursor.row + 1..<max(cursor.row + 1, rows) { erase(row: row, 0..<columns) }
    case 1:
      eraseLine(1)
      for row in 0..<cursor.row { erase(row: row, 0..<columns) }
    default:
      // 3 clears the lines that scrolled off, which are not kept here.
      if part == 2 { for row in 0..<rows { erase(row: row, 0..<columns) } }
    }
  }

  mutating func insertCells(_ count: Int) {
    release(cursor.column, row: cursor.row)
    for _ in 0..<min(count, columns - cursor.column) {
      cells[cursor.row].insert(erased, at: cursor.column)
      cells[cursor.row].removeLast()
    }
    if cells[cursor.row][columns - 1].columns == 2 { cells[cursor.row][columns - 1] = erased }
    cursor.wrapsNext = false
  }

  private mutating func deleteCells(_ count: Int) {
    release(cursor.column, row: cursor.row)
    for _ in 0..<min(count, columns - cursor.column) {
      cells[cursor.row].remove(at: cursor.column)
      cells[cursor.row].append(erased)
    }
    if cells[cursor.row][cursor.column].columns == 0 { cells[cursor.row][cursor.column] = erased }
    cursor.wrapsNext = false
  }

  mutating func lineFeed() {
    cursor.wrapsNext = false
    if cursor.row == bottom {
      scrollUp(1, from: top)
    } else {
      cursor.row = min(cursor.row + 1, rows - 1)
    }
  }

  mutating func reverseLineFeed() {
    cursor.wrapsNext = false
    if cursor.row == top {
      scrollDown(1, from: top)
    } else {
      cursor.row = max(0, cursor.row - 1)
    }
  }

  private mutating func scrollUp(_ count: Int, from first: Int) {
    for _ in 0..<min(count, bottom - first + 1) {
      cells.remove(at: first)
      cells.insert(Array(repeating: erased, count: columns), at: bottom)
    }
  }

  private mutating func scrollDown(_ count: Int, from first: Int) {
    for _ in 0..<min(count, bottom - first + 1) {
      cells.remove(at: bottom)
      cells.insert(Array(repeating: erased, count: columns), at: first)
    }
  }
}
