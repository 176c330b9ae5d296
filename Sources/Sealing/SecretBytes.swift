/// Bytes that exist once and are wiped when their owner lets go.
///
/// They are reached as a `Span` inside a closure: a span cannot outlive it, a `String` could.
public struct SecretBytes: ~Copyable, Sendable {
  private nonisolated(unsafe) let storage: UnsafeMutableRawBufferPointer
  // `nonisolated(unsafe)` because a pointer is not `Sendable`; the struct is the only owner, never
  // hands the pointer out, and is moved rather than shared.

  /// Takes over a copy of `bytes`.
  public init(copying bytes: borrowing Span<UInt8>) {
    storage = .allocate(byteCount: max(bytes.count, 1), alignment: 16)
    byteCount = bytes.count
    for index in bytes.indices {
      storage[index] = bytes[index]
    }
  }

  /// How many bytes there are.
  public let byteCount: Int

  /// Lends the bytes to `body`.
  public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let buffer = UnsafeBufferPointer(
      start: storage.baseAddress?.assumingMemoryBound(to: UInt8.self), count: byteCount)
    return try body(buffer.span)
  }

  deinit {
    wipe(storage)
    storage.deallocate()
  }
}

/// Overwrites memory in a way the optimiser may not leave out.
@inline(never)
package func wipe(_ buffer: UnsafeMutableRawBufferPointer) {
  guard let base = buffer.baseAddress else { return }
  base.initializeMemory(as: UInt8.self, repeating: 0, count: buffer.count)
  withExtendedLifetime(buffer) {}
}
