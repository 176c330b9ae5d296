import Sealing

/// Bytes that grow, exist once, and are overwritten when they move or go.
struct WipedBuffer: ~Copyable, Sendable {
  // `nonisolated(unsafe)` because a pointer is not `Sendable`; the struct is its only owner and is
  // moved rather than shared.
  private nonisolated(unsafe) var storage: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(capacity: Int = 1024) {
    storage = .allocate(byteCount: max(capacity, 64), alignment: 16)
  }

  mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  mutating func append(_ bytes: Span<UInt8>) {
    reserve(bytes.count)
    for index in bytes.indices { storage[count + index] = bytes[index] }
    count += bytes.count
  }

  mutating func append(_ bytes: some Collection<UInt8>) {
    reserve(bytes.count)
    for byte in bytes {
      storage[count] = byte
      count += 1
    }
  }

  mutating func append(_ text: String) {
    append(text.utf8)
  }

  /// Lends the bytes.
  borrowing func withSpan<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let buffer = UnsafeBufferPointer(
      start: storage.baseAddress?.assumingMemoryBound(to: UInt8.self), count: count)
    return try body(buffer.span)
  }

  private mutating func reserve(_ additional: Int) {
    guard count + additional > storage.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(storage.count * 2, count + additional), alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
    wipe(storage)
    storage.deallocate()
    storage = larger
  }

  deinit {
    wipe(storage)
    storage.deallocate()
  }
}
