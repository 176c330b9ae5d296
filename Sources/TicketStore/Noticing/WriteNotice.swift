import Dispatch
import Glibc

/// Tells when anybody writes to a file (inotify(7)), and costs nothing while nobody does.
///
/// The kernel tells at the first write, so what is being written may not be whole yet.
final class WriteNotice: Sendable {
  // Sources may be used from any thread (libdispatch); the overlay does not say so.
  private nonisolated(unsafe) let source: any DispatchSourceRead

  /// `nil` where the file cannot be watched, or the system has no watch left to give.
  init?(of path: String, queue: DispatchQueue, wrote: @escaping @Sendable () -> Void) {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else { return nil }
    guard inotify_add_watch(descriptor, path, UInt32(IN_MODIFY)) >= 0 else {
      Glibc.close(descriptor)
      return nil
    }
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setEventHandler {
      var events = [UInt8](repeating: 0, count: 4_096)
      while read(descriptor, &events, events.count) > 0 {}
      wrote()
    }
    source.setCancelHandler { Glibc.close(descriptor) }
    source.activate()
  }

  func close() {
    source.cancel()
  }

  deinit {
    source.cancel()
  }
}
