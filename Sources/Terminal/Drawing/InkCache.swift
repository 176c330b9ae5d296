import CNcursesw
import Canvas

/// What curses is told for each style, looked up once a theme.
@MainActor
struct InkCache {
  struct Entry {
    let pair: Int32
    let attributes: UInt32
  }

  private let theme: Theme
  private let depth: ColorDepth
  private var entries: [Entry?]

  init(theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
    entries = Array(repeating: nil, count: StyleID.upperBound)
  }

  mutating func entry(for style: StyleID) -> Entry {
    let index = Int(style.rawValue)
    if let entry = entries[index] { return entry }
    let ink = theme.ink(for: style, depth: depth)
    // Out of pairs, text in the terminal's own colours is still text.
    let pair = max(0, screen_pair(value(ink.foreground), value(ink.background)))
    let entry = Entry(pair: pair, attributes: Self.bits(ink.attributes))
    entries[index] = entry
    return entry
  }

  private func value(_ color: Int?) -> Int32 {
    guard let color else { return -1 }
    // The direct entries of terminfo read 0 to 7 as the eight colours, which users set as they like.
    return Int32(depth == .rgb && color < 8 ? 8 : color)
  }

  private static func bits(_ attributes: Attributes) -> UInt32 {
    var bits: UInt32 = 0
    for (attribute, bit) in table where attributes.contains(attribute) { bits |= bit }
    return bits
  }

  private static let table: [(Attributes, UInt32)] = [
    (.bold, UInt32(SCREEN_BOLD)), (.underline, UInt32(SCREEN_UNDERLINE)),
    (.reverse, UInt32(SCREEN_REVERSE)), (.italic, UInt32(SCREEN_ITALIC)),
  ]
}
