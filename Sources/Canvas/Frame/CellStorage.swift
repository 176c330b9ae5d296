import Glibc
import Text

/// The memory of a frame: cells, and the glyphs that do not fit into one.
///
/// It is its own memory, not an `Array`, for one reason: whatever once held a revealed value is
/// overwritten before it is given back, on whatever path the last reference goes.
///
/// Unchecked, because the compiler cannot see what holds it together: only `Frame` has references,
/// and it writes only where it holds the sole one, as the standard library's arrays do.
final class CellStorage: @unchecked Sendable {
  let cells: UnsafeMutableBufferPointer<Cell>
  private(set) var clusters: UnsafeMutableBufferPointer<Glyph>
  private(set) var clusterCount = 0
  var holdsRevealed = false

  init(count: Int, filledWith cell: Cell) {
    cells = .allocate(capacity: count)
    cells.initialize(repeating: cell)
    clusters = .allocate(capacity: 0)
  }

  init(copying other: CellStorage) {
    cells = .allocate(capacity: other.cells.count)
    _ = cells.initialize(fromContentsOf: other.cells)
    clusters = .allocate(capacity: other.clusters.count)
    clusterCount = other.clusterCount
    _ = clusters.initialize(fromContentsOf: other.clusters[..<clusterCount])
    holdsRevealed = other.holdsRevealed
  }

  /// Where a glyph with marks is kept.
  func append(_ glyph: Glyph) -> Int {
    if clusterCount == clusters.count {
      let larger = UnsafeMutableBufferPointer<Glyph>.allocate(capacity: max(16, clusterCount * 2))
      _ = larger.initialize(fromContentsOf: clusters[..<clusterCount])
      Self.overwrite(UnsafeMutableRawBufferPointer(clusters))
      clusters.deallocate()
      clusters = larger
    }
    clusters.initializeElement(at: clusterCount, to: glyph)
    clusterCount += 1
    return clusterCount - 1
  }

  /// Zeros that the optimiser may not leave out.
  private static func overwrite(_ bytes: UnsafeMutableRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    explicit_bzero(base, bytes.count)
  }

  deinit {
    if holdsRevealed {
      Self.overwrite(UnsafeMutableRawBufferPointer(cells))
      Self.overwrite(UnsafeMutableRawBufferPointer(clusters))
    }
    cells.deallocate()
    clusters.deallocate()
  }
}
