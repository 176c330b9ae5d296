import Text

extension Pen {
  /// A bar from the left, to an eighth of a column; `fraction` of the columns given.
  @discardableResult
  package mutating func bar(
    fraction: Double, row: Int, column: Int, columns: Int, _ style: Style = .figure
  ) -> Int {
    let share = fraction.isFinite ? min(1, max(0, fraction)) : 0
    let eighths = Int((share * Double(max(0, columns)) * 8).rounded())
    var next = column
    for _ in 0..<eighths / 8 { next = put(sign: "█", row: row, column: next, style) }
    if glyphs.repertoire == .unicode, eighths % 8 > 0, next < column + columns {
      let parts: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
      next = put(sign: parts[eighths % 8 - 1], row: row, column: next, style)
    }
    return next
  }

  /// How far a long work has come: a bar on a track, then the share in words.
  @discardableResult
  package mutating func progress(
    fraction: Double, row: Int, column: Int, columns: Int, _ style: Style = .figure
  ) -> Int {
    let share = fraction.isFinite ? min(1, max(0, fraction)) : 0
    let track = max(0, columns - 6)
    for offset in 0..<track { put(sign: "─", row: row, column: column + offset, .track) }
    bar(fraction: share, row: row, column: column, columns: track, style)
    writeTrailing(
      "\(Int(share * 100)) %", row: row, endColumn: column + columns, .dim)
    return column + columns
  }

  /// One step of a line of blocks for each value, scaled to the largest.
  ///
  /// A `nil` is a value that may not be shown, such as a cell too small to be anonymous.
  @discardableResult
  package mutating func sparkline(
    _ values: [Double?], row: Int, column: Int, _ style: Style = .figure
  ) -> Int {
    let steps: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let largest = values.compactMap { $0 }.max() ?? 0
    var next = column
    for value in values {
      guard let value, value.isFinite else {
        next = put(sign: "·", row: row, column: next, .faint)
        continue
      }
      let share = largest > 0 ? max(0, value / largest) : 0
      let step = steps[min(7, Int(share * 7.999))]
      next = put(sign: step, row: row, column: next, style)
    }
    return next
  }
}
