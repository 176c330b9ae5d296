/// Reads folded text outwards from a place, never beyond its ends.
///
/// It is what functions take that read and find nothing themselves: passing it costs nothing, and
/// the examination, which collects, stays where it is.
struct FoldedReader: Sendable {
  let bytes: TextBytes

  var count: Int { bytes.endIndex }

  /// The byte at an index, or 0 outside the text.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 { bytes.byte(index) }

  func string(_ range: Range<Int>) -> String { bytes[range].string }

  /// The end of a run of bytes that satisfy a condition.
  @inline(__always)
  func end(from start: Int, limit: Int = .max, while condition: (UInt8) -> Bool) -> Int {
    var index = start
    let bound = limit == .max ? count : min(count, start + limit)
    while index < bound, condition(bytes[index]) { index += 1 }
    return index
  }

  /// The start of a run of bytes that satisfy a condition, read backwards.
  @inline(__always)
  func start(before end: Int, limit: Int, while condition: (UInt8) -> Bool) -> Int {
    var index = end
    let bound = max(0, end - limit)
    while index > bound, condition(bytes[index - 1]) { index -= 1 }
    return index
  }

  /// Whether a place has no letter and no digit before it.
  @inline(__always)
  func isWordStart(_ index: Int) -> Bool { !Byte.isAlphanumeric(byte(index - 1)) }

  /// Whether a place has no letter and no digit after it.
  @inline(__always)
  func isWordEnd(_ index: Int) -> Bool { !Byte.isAlphanumeric(byte(index)) }

  /// The end of the line that holds an index.
  func lineEnd(from index: Int, limit: Int = 200) -> Int {
    end(from: index, limit: limit) { $0 != 0x0A }
  }
}
