/// A colour for terminals of every depth.
package struct Color: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8
  /// In the 256 colours of xterm; never one of the first sixteen, which users set as they like.
  package let indexed: UInt8
  /// In the eight colours of ECMA-48: black, red, green, yellow, blue, magenta, cyan, white.
  package let basic: UInt8

  /// Without explicit fallbacks the nearest ones are taken.
  package init(
    red: UInt8, green: UInt8, blue: UInt8, indexed: UInt8? = nil, basic: UInt8? = nil
  ) {
    self.red = red
    self.green = green
    self.blue = blue
    self.indexed = indexed ?? Self.nearestIndexed(red, green, blue)
    self.basic = basic ?? Self.nearestBasic(red, green, blue)
  }

  /// Reads `#0f131a`, after it at will a 256-colour index and one of the eight names:
  /// `#22304a 237 blue`.
  package init?(parsing text: String) {
    var words = text.split(separator: " ")[...]
    guard let hex = words.popFirst() else { return nil }
    let digits = hex.hasPrefix("#") ? hex.dropFirst() : hex
    guard digits.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16)
    else { return nil }
    var indexed: UInt8?
    var basic: UInt8?
    for word in words {
      if let index = UInt8(word) {
        indexed = index
      } else if let index = Self.basicNames.firstIndex(of: String(word)) {
        basic = UInt8(index)
      } else {
        return nil
      }
    }
    self.init(
      red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF),
      indexed: indexed, basic: basic)
  }

  /// `0xRRGGBB`.
  package var rgb: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }

  package static let basicNames = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// The colour that an index of the 256 shows by default, from 16 on.
  package static func ofIndex(_ index: UInt8) -> (red: UInt8, green: UInt8, blue: UInt8) {
    if index >= 232 {
      let grey = 8 + (index - 232) * 10
      return (grey, grey, grey)
    }
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = Int(max(16, index)) - 16
    return (levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
  }

  private static func nearestIndexed(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let candidates = UInt8(16)...UInt8(255)
    return candidates.min {
      distance(ofIndex($0), (red, green, blue)) < distance(ofIndex($1), (red, green, blue))
    } ?? 16
  }

  /// Squared, weighted as the eye does, with the mean of red (the "redmean" approximation).
  private static func distance(
    _ left: (red: UInt8, green: UInt8, blue: UInt8), _ right: (UInt8, UInt8, UInt8)
  ) -> Int {
    let red = Int(left.red) - Int(right.0)
    let green = Int(left.green) - Int(right.1)
    let blue = Int(left.blue) - Int(right.2)
    let mean = (Int(left.red) + Int(right.0)) / 2
    return ((512 + mean) * red * red >> 8) + 4 * green * green + ((767 - mean) * blue * blue >> 8)
  }

  /// By hue where there is one, by brightness where there is none.
  private static func nearestBasic(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let largest = max(red, green, blue)
    let smallest = min(red, green, blue)
    if largest < 0x60 { return 0 }
    if Int(largest) - Int(smallest) < 0x28 { return 7 }
    let middle = (Int(largest) + Int(smallest)) / 2
    return (Int(red) > middle ? 1 : 0) | (Int(green) > middle ? 2 : 0)
      | (Int(blue) > middle ? 4 : 0)
  }
}

/// How many colours a terminal shows.
package enum ColorDepth: Sendable, CaseIterable {
  case rgb
  case indexed256
  case basic8
  /// None at all, by the terminal or by `NO_COLOR`.
  case mono
}
