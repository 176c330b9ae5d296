import Glibc

/// A value that is nowhere in the program's text: it is computed when it is shown, and searched for
/// without being put together again.
enum Canary {
  static let length = 24

  static func byte(_ index: Int) -> UInt8 {
    UInt8(0x41 + (index * index * 7 + index * 3 + 11) % 26)
  }

  static func bytes() -> [UInt8] {
    (0..<length).map { byte($0) }
  }

  /// How often the value lies in this process's memory, as bytes, or as characters at the
  /// distances of wide characters (4), frame cells (8) and curses cells (28).
  static func occurrences() -> Int {
    var total = 0
    let memory = open("/proc/self/mem", O_RDONLY)
    defer { close(memory) }
    // One buffer for all, so that a search does not find its own copies in memory given back.
    let window = UnsafeMutableRawPointer.allocate(byteCount: windowBytes, alignment: 16)
    defer {
      explicit_bzero(window, windowBytes)
      window.deallocate()
    }
    for range in writableRanges() {
      var address = range.lowerBound
      while address < range.upperBound {
        let wanted = min(windowBytes, Int(range.upperBound - address))
        let count = pread(memory, window, wanted, off_t(address))
        guard count > 0 else { break }
        let bytes = UnsafeRawBufferPointer(start: window, count: count)
        total += find(in: bytes, at: address, except: UInt(bitPattern: window))
        // Windows overlap by the longest occurrence, but for the last one.
        address += UInt(count < windowBytes ? count : count - length * 28)
      }
    }
    return total
  }

  private static let windowBytes = 1 << 20

  private static func find(
    in bytes: UnsafeRawBufferPointer, at address: UInt, except own: UInt
  ) -> Int {
    var total = 0
    for start in 0..<bytes.count where bytes[start] == byte(0) {
      let place = address + UInt(start)
      if place >= own, place < own + UInt(windowBytes) { continue }
      for distance in [1, 4, 8, 28] where matches(bytes, start, distance) { total += 1 }
    }
    return total
  }

  private static func matches(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ distance: Int)
    -> Bool
  {
    guard start + (length - 1) * distance < bytes.count else { return false }
    return (1..<length).allSatisfy { bytes[start + $0 * distance] == byte($0) }
  }

  private static func writableRanges() -> [Range<UInt>] {
    guard let file = fopen("/proc/self/maps", "r") else { return [] }
    defer { fclose(file) }
    var ranges: [Range<UInt>] = []
    var line = [CChar](repeating: 0, count: 1024)
    while fgets(&line, Int32(line.count), file) != nil {
      let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      let text = String(decoding: bytes, as: UTF8.self)
      let fields = text.split(separator: " ")
      guard fields.count > 1, fields[1].hasPrefix("rw") else { continue }
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      if ends.count == 2, ends[0] < ends[1] { ranges.append(ends[0]..<ends[1]) }
    }
    return ranges
  }
}
