package import Text

extension Pen {
  /// A quiet pill for a token or a placeholder, with its hint beside it.
  ///
  /// `style` is `.token`, `.placeholder` or `.unresolved`; the last one also says so by a sign.
  @discardableResult
  package mutating func pill(
    _ label: SanitizedText, hint: SanitizedText = .empty, row: Int, column: Int,
    _ style: Style = .token, columns limit: Int? = nil
  ) -> Int {
    let room = min(limit ?? .max, area.columns - column)
    guard room >= 3 else { return column }
    let sides = glyphs.pillSides
    var next = put(sign: sides.leading, row: row, column: column, style)
    let text = style.role == .unresolved ? label + "!" : label
    next = write(text, row: row, column: next, style, columns: room - 2)
    next = put(sign: sides.trailing, row: row, column: next, style)
    if !hint.isEmpty, next + 2 - column < room {
      next = write(hint, row: row, column: next + 1, .dim, columns: room - (next + 1 - column))
    }
    return next
  }

  /// The number of a pane, louder where the focus is.
  @discardableResult
  package mutating func badge(
    _ number: SanitizedText, isFocused: Bool, row: Int, column: Int
  ) -> Int {
    let style = isFocused ? Style.badgeFocused : .badge
    let sides = glyphs.badgeSides
    var next = put(sign: sides.leading, row: row, column: column, style)
    next = write(number, row: row, column: next, style)
    return put(sign: sides.trailing, row: row, column: next, style)
  }

  /// A key and what it does; a whole item or nothing, so that a key bar never ends within a word.
  ///
  /// - Returns: The column of the next item, or `nil` when this one did not fit.
  package mutating func keyItem(
    _ key: SanitizedText, _ action: SanitizedText, isEnabled: Bool = true, row: Int, column: Int
  ) -> Int? {
    guard column + key.columns + 1 + action.columns <= area.columns else { return nil }
    let next = write(key, row: row, column: column, isEnabled ? .accent.bold : .faint)
    return write(action, row: row, column: next + 1, isEnabled ? .dim : .faint) + 3
  }

  /// A check box with its state as a sign: `[x]` or `[ ]`.
  @discardableResult
  package mutating func checkBox(
    isOn: Bool, row: Int, column: Int, _ style: Style = .accent
  ) -> Int {
    write(isOn ? "[x]" : "[ ]", row: row, column: column, isOn ? style : .dim)
  }

  /// One of several to choose from, the chosen one filled.
  @discardableResult
  package mutating func choice(
    _ label: SanitizedText, isChosen: Bool, row: Int, column: Int
  ) -> Int {
    let style = isChosen ? Style.chosen : .dim
    let sides = isChosen ? glyphs.badgeSides : (leading: " ", trailing: " ")
    var next = put(sign: sides.leading, row: row, column: column, style)
    next = write(label, row: row, column: next, style)
    return put(sign: sides.trailing, row: row, column: next, style)
  }
}
