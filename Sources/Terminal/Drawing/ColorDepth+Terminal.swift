import Canvas

extension ColorDepth {
  /// What a terminal with so many colours shows; none where they are not wanted (NO_COLOR).
  init(wanted: Bool, count: Int32) {
    switch count {
    case _ where !wanted: self = .mono
    case (1 << 24)...: self = .rgb
    case 256...: self = .indexed256
    case 8...: self = .basic8
    default: self = .mono
    }
  }
}
