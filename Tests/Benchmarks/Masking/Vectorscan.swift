import Glibc

/// Vectorscan (or Hyperscan, whose interface it has), loaded where it is installed: the fastest
/// engine of regular expressions there is, to be compared with.
///
/// It is given a handful of patterns, each a rough form of one kind of identifier, and reports where
/// each match starts and ends. It validates nothing.
final class Vectorscan {
  private typealias CompileMany =
    @convention(c) (
      UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<UInt32>?, UnsafePointer<UInt32>?, UInt32,
      UInt32, UnsafeRawPointer?, UnsafeMutablePointer<OpaquePointer?>,
      UnsafeMutablePointer<OpaquePointer?>
    ) -> Int32
  private typealias AllocateScratch =
    @convention(c) (OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>) -> Int32
  private typealias OnMatch =
    @convention(c) (UInt32, UInt64, UInt64, UInt32, UnsafeMutableRawPointer?) -> Int32
  private typealias Scan =
    @convention(c) (
      OpaquePointer?, UnsafeRawPointer?, UInt32, UInt32, OpaquePointer?, OnMatch,
      UnsafeMutableRawPointer?
    ) -> Int32

  private let scan: Scan
  private var database: OpaquePointer?
  private var scratch: OpaquePointer?

  private static let startOfMatch: UInt32 = 256
  private static let dotMatchesAll: UInt32 = 2
  private static let blockMode: UInt32 = 1

  /// Compiles the patterns; `nil` where the library is not installed or takes them not.
  init?(patterns: [String]) {
    guard let library = dlopen("libhs.so.5", RTLD_NOW) ?? dlopen("libhs.so", RTLD_NOW),
      let compile = dlsym(library, "hs_compile_multi"),
      let allocate = dlsym(library, "hs_alloc_scratch"), let scan = dlsym(library, "hs_scan")
    else { return nil }
    self.scan = unsafeBitCast(scan, to: Scan.self)
    let flags = patterns.map { _ in Self.startOfMatch | Self.dotMatchesAll }
    let ids = patterns.indices.map(UInt32.init)
    let copies = patterns.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var failure: OpaquePointer?
    let expressions = copies.map { $0.map { UnsafePointer($0) } }
    guard
      unsafeBitCast(compile, to: CompileMany.self)(
        expressions, flags, ids, UInt32(patterns.count), Self.blockMode, nil, &database, &failure)
        == 0,
      unsafeBitCast(allocate, to: AllocateScratch.self)(database, &scratch) == 0
    else { return nil }
  }

  /// How many matches a text has.
  func matches(in text: String) -> Int {
    var text = text
    var count = 0
    let status = text.withUTF8 { bytes in
      withUnsafeMutablePointer(to: &count) { count in
        scan(
          database, bytes.baseAddress, UInt32(bytes.count), 0, scratch,
          { _, _, _, _, context in
            context?.assumingMemoryBound(to: Int.self).pointee += 1
            return 0
          }, count)
      }
    }
    precondition(status == 0, "the database and its scratch space belong together")
    return count
  }
}
