/// One place of the emulated screen.
struct EmulatedCell: Equatable {
  /// A base and its marks; empty for the second half of a wide character.
  var text = " "
  /// 1 or 2; 0 for the second half of a wide character.
  var columns = 1
  var style = EmulatedStyle()
}

/// What SGR (ECMA-48) can say about a character.
struct EmulatedStyle: Equatable {
  enum Color: Hashable {
    case standard
    case indexed(Int)
    case rgb(Int, Int, Int)
  }

  var foreground = Color.standard
  var background = Color.standard
  var isBold = false
  var isDim = false
  var isItalic = false
  var isUnderlined = false
  var isReversed = false

  /// Applies the parameters of one sequence; sub-parameters come in one group.
  mutating func apply(_ groups: [[Int?]]) {
    var rest = groups[...]
    while let group = rest.popFirst() {
      let code = group.first.flatMap { $0 } ?? 0
      switch code {
      case 0: self = EmulatedStyle()
      case 1: isBold = true
      case 2: isDim = true
      case 3: isItalic = true
      case 4: isUnderlined = true
      case 7: isReversed = true
      case 22: (isBold, isDim) = (false, false)
      case 23: isItalic = false
      case 24: isUnderlined = false
      case 27: isReversed = false
      case 30...37: foreground = .indexed(code - 30)
      case 38: foreground = Self.extended(group, &rest) ?? foreground
      case 39: foreground = .standard
      case 40...47: background = .indexed(code - 40)
      case 48: background = Self.extended(group, &rest) ?? background
      case 49: background = .standard
      case 90...97: foreground = .indexed(code - 90 + 8)
      case 100...107: background = .indexed(code - 100 + 8)
      default: break
      }
    }
  }

  /// `38:5:n`, `38:2::r:g:b`, or the same with semicolons.
  private static func extended(_ group: [Int?], _ rest: inout ArraySlice<[Int?]>) -> Color? {
    var numbers = group.dropFirst().map { $0 ?? 0 }
    if numbers.isEmpty {
      let kind = rest.first?.first.flatMap { $0 }
      let count = kind == 5 ? 2 : 4
      numbers = rest.prefix(count).map { $0.first.flatMap { $0 } ?? 0 }
      rest = rest.dropFirst(count)
    } else if numbers.first == 2, numbers.count == 5 {
      // The colour space, which nobody sets.
      numbers.remove(at: 1)
    }
    switch (numbers.first, numbers.count) {
    case (5, 2): return .indexed(numbers[1])
    case (2, 4): return .rgb(numbers[1], numbers[2], numbers[3])
    default: return nil
    }
  }
}
