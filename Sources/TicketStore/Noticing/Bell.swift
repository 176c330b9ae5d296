import Desk
import Dispatch
import Foundation
import Glibc
import Synchronization

/// Tells the other open stores of a workspace that something happened, and hears it from them.
///
/// Each binds a Unix datagram socket of its own in the workspace's `open` directory; who rings sends
/// to every other socket there. A socket nobody listens at any more belonged to a process that is
/// gone, and is removed. A datagram that is lost costs nothing but time: see `StoreWatch`.
final class Bell: Sendable {
  private let name: String
  private let directory: Int32
  private let socket: Int32
  // Sources may be used from any thread (libdispatch); the overlay does not say so.
  private nonisolated(unsafe) let source: (any DispatchSourceRead)?

  /// More than any datagram of ours.
  private static let datagramByteCount = 256

  /// Binds a socket, unless nobody wants to `hear`; that is called on `queue` with each datagram.
  /// - Throws: `cannotWrite`.
  init(
    in directory: URL, queue: DispatchQueue, hear: (@Sendable ([UInt8]) -> Void)?
  ) throws(RepositoryError) {
    name = "\(getpid()).\(UInt32.random(in: .min ... .max))"
    self.directory = Glibc.open(directory.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard self.directory >= 0 else { throw .cannotWrite }
    let kind = Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    socket = Glibc.socket(AF_UNIX, kind, 0)
    guard socket >= 0 else {
      Glibc.close(self.directory)
      throw .cannotWrite
    }
    guard let hear else {
      source = nil
      return
    }
    // Before it is bound: its file is made with this mode.
    fchmod(socket, 0o600)
    guard Self.bind(socket, name, in: self.directory) else {
      Glibc.close(socket)
      Glibc.close(self.directory)
      throw .cannotWrite
    }
    let source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
    source.setEventHandler { [socket] in Self.receive(socket, hear) }
    self.source = source
    source.activate()
  }

  /// Sends to every other store of the workspace.
  func ring(_ datagram: [UInt8]) {
    for peer in peers() where peer != name {
      let sent = Self.withAddress(of: peer, in: directory) { address, length in
        sendto(socket, datagram, datagram.count, Int32(MSG_DONTWAIT), address, length)
      }
      if sent < 0, errno == ECONNREFUSED { unlinkat(directory, peer, 0) }
    }
  }

  func close() {
    source?.cancel()
    unlinkat(directory, name, 0)
  }

  deinit {
    close()
    Glibc.close(socket)
    Glibc.close(directory)
  }

  private func peers() -> [String] {
    let copy = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let listing = fdopendir(copy) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private static func receive(_ socket: Int32, _ hear: ([UInt8]) -> Void) {
    var buffer = [UInt8](repeating: 0, count: datagramByteCount)
    while true {
      let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      guard count > 0 else { return }
      hear(Array(buffer.prefix(count)))
    }
  }

  private static func bind(_ socket: Int32, _ name: String, in directory: Int32) -> Bool {
    withAddress(of: name, in: directory) { Glibc.bind(socket, $0, $1) } == 0
  }

  /// A socket's path holds 107 bytes; through the open directory it is short wherever it lies.
  private static func withAddress<Result>(
    of name: String, in directory: Int32,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { path in
      path.copyBytes(from: "/proc/self/fd/\(directory)/\(name)".utf8.prefix(path.count - 1))
    }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
